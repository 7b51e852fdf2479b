import { join, relative } from 'node:path';

import { root } from './bundle.ts';
import { databaseUrlFault } from './database-url.ts';
import { aboutSetting, type SettingName } from './settings.ts';

export interface ConfigProblem {
  name: string;
  missing: boolean;
  /** What stands there instead, as far as it can be recognised. */
  holds?: string;
  expected: string;
  example: string;
}

/** Names what is wrong, never what was found: a value may be a secret, or a secret under the wrong name. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly problems: ConfigProblem[];

  constructor(problems: ConfigProblem[]) {
    super(messageOf(problems));
    this.problems = problems;
  }
}

/** @param given Settings as they were found. */
export function problemWith(given: Partial<Record<SettingName, string>>) {
  return (name: SettingName): ConfigProblem => {
    const { expected, example } = aboutSetting(name);
    const holds = kindOfSecret(given[name] ?? '') ?? faultIn(name, given[name]);
    return { name, missing: given[name] === undefined, expected, example, ...(holds && { holds }) };
  };
}

export const noMode: ConfigProblem = {
  name: 'SLACK_APP_TOKEN or SLACK_SIGNING_SECRET',
  missing: true,
  expected: 'an app-level token (Socket Mode) or a signing secret (HTTP mode)',
  example: 'SLACK_APP_TOKEN=xapp-…',
};

function messageOf(problems: ConfigProblem[]): string {
  const need = problems.length === 1 ? 'setting needs' : 'settings need';
  const heading = `Revox for Slack cannot start: ${problems.length} ${need} attention.`;
  const lines = problems.map(
    (problem) =>
      `  ${problem.name} is ${faultOf(problem)}: expected ${problem.expected}, for example ${problem.example}`,
  );
  return [heading, ...lines, `${explained()} explains every setting; put yours into .env.`].join('\n');
}

/** The file beside our code, as seen from the folder where the bot was started. */
function explained(): string {
  const file = join(root, '.env.example');
  const seen = relative(process.cwd(), file);
  return seen.startsWith('..') ? file : seen;
}

/** “missing”, “not valid”, “not valid, it is an app-level token”. */
export function faultOf({ missing, holds }: ConfigProblem): string {
  if (missing) return 'missing';
  return holds === undefined ? 'not valid' : `not valid, it is ${holds}`;
}

function faultIn(name: SettingName, value: string | undefined): string | undefined {
  if (name !== 'DATABASE_URL' || value === undefined) return undefined;
  return databaseUrlFault(value) ?? undefined;
}

/** Tokens that were pasted in each other's place, by how they begin. */
function kindOfSecret(value: string): string | undefined {
  return secretKinds.find(([beginning]) => beginning.test(value))?.[1];
}

const secretKinds: [RegExp, string][] = [
  [/^xoxb-/, 'a bot token, which belongs in SLACK_BOT_TOKEN'],
  [/^xapp-/, 'an app-level token, which belongs in SLACK_APP_TOKEN'],
  [
    /^xox[a-z](\.xox[a-z])?-/,
    'a token of a person or of a configuration; the bot needs the Bot User OAuth Token',
  ],
  [/^sk_/, 'a Revox key, which belongs in REVOX_API_KEY'],
  [/^[0-9a-f]{32}$/, 'what looks like a signing secret, which belongs in SLACK_SIGNING_SECRET'],
];
