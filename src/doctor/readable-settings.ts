import {
  type Config,
  ConfigError,
  type ConfigProblem,
  type Environment,
  faultOf,
  readConfig,
  secretsOf,
} from '../process/config.ts';
import { remarksOn } from '../process/settings-remarks.ts';
import { type Finding, fine, worthALook, wrong } from './finding.ts';

export interface ReadableSettings {
  /** With something harmless in the place of what is wrong. */
  config: Config;
  /** Names of the settings that are missing or wrong. */
  broken: ReadonlySet<string>;
  /** What must not be printed: a value in the wrong place may be a secret too. */
  secrets: string[];
  findings: Finding[];
}

/** As much of the settings as can be read, so that one slip does not hide the next. */
export function readableSettings(env: Environment): ReadableSettings {
  try {
    const config = readConfig(env);
    const findings = [fine('Settings', 'all are valid'), ...remarks(env)];
    return { config, broken: new Set(), secrets: secretsOf(config), findings };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const broken = new Set(error.problems.flatMap(({ name }) => name.split(' or ')));
    const config = readConfig(mended(env, broken));
    const values = [...broken].flatMap((name) => env[name]?.trim() || []);
    return {
      config,
      broken,
      secrets: [...secretsOf(config), ...values],
      findings: [...error.problems.map(findingOf), ...remarks(env)],
    };
  }
}

function remarks(env: Environment): Finding[] {
  return remarksOn(env).map(({ name, says }) => worthALook(`Setting ${name}`, says));
}

function findingOf(problem: ConfigProblem): Finding {
  const { name, expected, example } = problem;
  return wrong(`Setting ${name}`, faultOf(problem), `put it into .env: ${expected}, for example ${example}`);
}

/** Never used: whatever needs a broken setting is not looked at. */
const placeholders: Environment = {
  REVOX_API_KEY: 'placeholder',
  SLACK_BOT_TOKEN: 'xoxb-placeholder',
  SLACK_SIGNING_SECRET: 'placeholder',
};

function mended(env: Environment, broken: ReadonlySet<string>): Environment {
  const readable = Object.fromEntries(Object.entries(env).filter(([name]) => !broken.has(name)));
  const hasMode = Boolean(readable.SLACK_APP_TOKEN?.trim() || readable.SLACK_SIGNING_SECRET?.trim());
  const { SLACK_SIGNING_SECRET, ...others } = placeholders;
  const needed = Object.entries(hasMode ? others : placeholders).filter(([name]) => !readable[name]?.trim());
  return { ...readable, ...Object.fromEntries(needed) };
}
