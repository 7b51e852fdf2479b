import { randomUUID } from 'node:crypto';

import type { Instant } from '../calls/call.ts';
import { differences, documentOf } from '../calls/configuration/differences.ts';
import { configurationSchema } from '../calls/configuration/document.ts';
import { readConfiguration } from '../calls/configuration/read.ts';
import { stepInWords } from '../calls/configuration/step-words.ts';
import type { Store } from '../store/engine/database.ts';
import {
  configurationOutcome,
  currentSettings,
  leaveConfiguration,
  leftConfiguration,
} from '../store/settings/configuration.ts';
import { readFile, writeFile } from './file.ts';

export interface Desk {
  db: Store;
  now: Instant;
  timezone: string;
}

/** What goes to standard output and to standard error, and the exit code. */
export interface Said {
  out: string;
  err: string;
  code: number;
}

const same = 0;
const unreadable = 1;
const different = 2;

export function schemaText(): string {
  return `${JSON.stringify(configurationSchema(), null, 2)}\n`;
}

/** A file of what is set now. */
export async function exportFile({ db, now }: Desk): Promise<Said> {
  const current = await currentSettings(db, now);
  const names = new Set(
    current.subscriptions.map(({ channel }) => channel).filter((it) => it.startsWith('#')),
  );
  const left = [...names].map((name) => `Left out: ${name}, until Slack has said which channel that is.\n`);
  return { out: writeFile(documentOf(current, now)), err: left.join(''), code: 0 };
}

/** What a file would change. */
export async function plan(text: string, desk: Desk): Promise<Said> {
  const read = await stepsOf(text, desk);
  if ('problems' in read) return refused(read.problems);
  const about = await stateOfLast(desk.db);
  if (read.steps.length === 0) return { out: 'Nothing to change.\n', err: about, code: same };
  const lines = read.steps.map((step) => `${stepInWords(step)}\n`);
  return { out: lines.join(''), err: about, code: different };
}

/** Leaves the file for the bot, which carries it out and says so in each channel. */
export async function apply(text: string, desk: Desk): Promise<Said> {
  const read = await stepsOf(text, desk);
  if ('problems' in read) return refused(read.problems);
  const { document, steps } = read;
  await leaveConfiguration(desk.db, { id: randomUUID(), at: desk.now, document });
  const lines = steps.map((step) => `${stepInWords(step)}\n`).join('');
  const next =
    'Left for the bot, which carries it out within a minute while it runs. `plan` shows when it has.\n';
  return { out: `${lines}${next}`, err: '', code: 0 };
}

async function stepsOf(text: string, { db, now, timezone }: Desk) {
  const document = documentIn(text);
  if (document instanceof Error) return { problems: [document.message] };
  const { wanted, problems } = readConfiguration(document, { now, timezone, numbers: 'any' });
  if (problems.length > 0) return { problems };
  return { document, steps: differences(await currentSettings(db, now), wanted, now) };
}

function documentIn(text: string): unknown {
  try {
    return readFile(text);
  } catch (error) {
    return error;
  }
}

function refused(problems: string[]): Said {
  return { out: '', err: problems.map((problem) => `${problem}\n`).join(''), code: unreadable };
}

/** Whether the bot has carried out what was left for it last. */
async function stateOfLast(db: Store): Promise<string> {
  const left = await leftConfiguration(db);
  if (left !== null)
    return `A file from ${new Date(left.at).toISOString()} waits for the bot, which may not be running.\n`;
  const problem = (await configurationOutcome(db))?.problem ?? null;
  return problem === null ? '' : `The last file was not applied. ${problem}\n`;
}
