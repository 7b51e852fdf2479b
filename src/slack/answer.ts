import { setTimeout as sleep } from 'node:timers/promises';

import type { Instant } from '../calls/call.ts';
import type { Database } from '../store/database.ts';
import { claimInbound } from '../store/inbound.ts';
import { databaseBusy, renderProblem, somethingBroke } from './messages/problem.ts';
import type { Rendered } from './messages/rendered.ts';
import { say, type WaysBack } from './say.ts';
import type { Log } from './sdk-log.ts';
import { sentence } from './sentence.ts';

/** What is needed to answer people. */
export interface Desk {
  db: Database;
  log: Log;
  now(): Instant;
  /** IANA zone in which `today` and `yesterday` are meant. */
  timezone: string;
  phoneNumbers: 'masked' | 'full';
  /** User ids. */
  admins: string[];
  /** A person waits so long for the database, then hears that it is busy. */
  patienceMs?: number;
}

/** Somebody typed a command or clicked. */
export interface Asked {
  /** `/revox calls` or a button's action id: what it is, without what was typed, so that it may be logged. */
  what: string;
  /** What was typed after that, or the button's value. Anyone can send anything. */
  input: string;
  userId: string;
  /** The person's own workspace. */
  teamId: string | null;
  channelId: string | null;
  /** The same on every delivery of this request. */
  key: string;
}

/** Shown to the person alone. */
export interface Answer extends Rendered {
  /** Takes the place of the message whose button was clicked, if only that person sees it. */
  replaces?: boolean;
}

export interface Handler {
  /** Reads and renders; the rest is done here, the same for all. */
  answer(asked: Asked, desk: Desk): Promise<Answer>;
  /** Something is different afterwards, so it is done once however often Slack delivers the request. */
  changes?: true;
}

/** Acknowledge, check who asks, do it once, answer, and apologise when it did not work. Never rejects. */
export async function answerPerson(
  asked: Asked,
  handler: Handler,
  ways: WaysBack,
  desk: Desk,
  ourTeam: () => Promise<string>,
): Promise<void> {
  await acknowledge(asked, ways, desk);
  try {
    const isOurs = asked.teamId === (await ourTeam());
    const answer = isOurs ? await inTime(answerOnce(asked, handler, desk), desk) : stranger;
    if (answer !== null) await say(answer, asked, ways, desk.log);
  } catch (err) {
    desk.log.error({ err, command: asked.what }, 'a person could not be answered');
    await apologise(asked, ways, desk);
  }
}

/** Slack waits three seconds for this, so it comes before everything. The answer takes another way and may still arrive. */
async function acknowledge({ what }: Asked, { ack }: WaysBack, { log }: Desk): Promise<void> {
  await ack().catch((err: unknown) => log.warn({ err, command: what }, 'Slack was gone before it heard us'));
}

async function answerOnce(asked: Asked, handler: Handler, desk: Desk): Promise<Answer | null> {
  if (handler.changes && !(await claimInbound(desk.db, asked.key, desk.now()))) return null;
  return handler.answer(asked, desk);
}

const usualPatienceMs = 20_000;

async function inTime<T>(answer: Promise<T>, { patienceMs = usualPatienceMs }: Desk): Promise<T | Rendered> {
  const answered = new AbortController();
  const patience = sleep(patienceMs, busy, { signal: answered.signal });
  patience.catch(() => undefined);
  return Promise.race([answer, patience]).finally(() => answered.abort());
}

async function apologise(asked: Asked, ways: WaysBack, { log }: Desk): Promise<void> {
  await say(apology, asked, ways, log).catch((err: unknown) => {
    log.error({ err, command: asked.what }, 'nor be told so');
  });
}

const stranger = sentence('I only answer members of the workspace that installed me.');
const busy = renderProblem(databaseBusy);
const apology = renderProblem(somethingBroke);
