import { setTimeout as sleep } from 'node:timers/promises';

import type { Instant } from '../calls/call.ts';
import { type Health, isAhead, isResting, isStale, isStuck } from '../calls/health.ts';
import { isCopyLate, leftOverWords, type NightlyCopy } from '../calls/nightly-copy.ts';
import { minuteMs } from '../calls/time/durations.ts';
import type { SlackConnection } from '../slack/bolt.ts';
import type { Hanging } from './hang-watch.ts';

export interface Readiness {
  ready: boolean;
  checks: Record<'poll' | 'database' | 'slack' | 'outbox' | 'passes', Check>;
}

interface Check {
  ok: boolean;
  reason: string;
}

export interface ReadinessFacts {
  /** Null when the database did not answer. */
  health: Health | null;
  /** What is wrong with it, as far as any question has shown. */
  trouble: Health['databaseTrouble'];
  slack: SlackConnection;
  /** How far Slack's clock is ahead of ours; null where that is not worth a word, or not known. */
  slackAheadMs: number | null;
  hanging: Hanging[];
  now: Instant;
}

export function readinessOf({
  health,
  trouble,
  slack,
  slackAheadMs,
  hanging,
  now,
}: ReadinessFacts): Readiness {
  const checks = {
    poll: health === null ? unknown : pollCheck(health, now),
    database: withCopies(databaseCheck(health, trouble), health?.nightlyCopy ?? null, now),
    slack: withClock(slackCheck(slack, now), slackAheadMs),
    outbox: health === null ? unknown : outboxCheck(health, now),
    passes: passesCheck(hanging),
  };
  return { ready: Object.values(checks).every((check) => check.ok), checks };
}

/** Null when the store fails to answer, or does not in time. */
export async function healthWithin(limitMs: number, ask: () => Promise<Health>): Promise<Health | null> {
  const giveUp = new AbortController();
  const late = sleep(limitMs, null, { signal: giveUp.signal }).catch(() => null);
  const health = await Promise.race([ask().catch(() => null), late]);
  giveUp.abort();
  return health;
}

const unknown = bad('unknown while the database is down');

function databaseCheck(health: Health | null, trouble: ReadinessFacts['trouble']): Check {
  if (trouble !== null) return bad(`${trouble.says}: ${trouble.next}`);
  return health === null ? bad('the database does not answer') : good('the database answers');
}

/** A bot without copies serves as well as one with them, so it stays ready. */
function withCopies(check: Check, copies: NightlyCopy | null, now: Instant): Check {
  if (copies === null) return check;
  const { copiedAt, problem, leftOver } = copies;
  const age =
    copiedAt === null ? 'no nightly copy yet' : `the newest nightly copy was made ${ago(copiedAt, now)}`;
  const late = isCopyLate(copies, now) ? ', which is too long ago' : '';
  const failed = problem === null ? '' : `; the last attempt failed: ${problem}`;
  const left = leftOver === null ? '' : `; ${leftOverWords(leftOver)}`;
  return { ...check, reason: `${check.reason}; ${age}${late}${failed}${left}` };
}

function pollCheck(health: Health, now: Instant): Check {
  const { lastGoodPollAt, lastPollProblem } = health;
  const problem = lastPollProblem === null ? '' : `: ${lastPollProblem}`;
  if (lastGoodPollAt === null) return bad(`no successful poll yet${problem}`);
  const age = `the last successful poll was ${words(now - lastGoodPollAt)} ago`;
  if (isStale(health, now)) return bad(`${age}${problem}`);
  return good(isResting(health, now) ? `${age}, and no poll is due now` : age);
}

function outboxCheck(health: Health, now: Instant): Check {
  const { oldestWaitingAt, waitingMessages, untoldCalls, parkedMessages } = health;
  const parked = parkedMessages === 0 ? '' : `; ${parkedMessages} parked`;
  if (oldestWaitingAt === null) return good(`nothing queued${parked}`);
  const age = words(now - oldestWaitingAt);
  const reason = `${waitingMessages} messages and ${untoldCalls} calls queued, for up to ${age}${parked}`;
  return isStuck(health, now) ? bad(reason) : good(reason);
}

function passesCheck(hanging: Hanging[]): Check {
  if (hanging.length === 0) return good('all passes are running');
  const each = hanging.map(({ pass, forMs }) => `“${pass}” has been running for ${words(forMs)}`);
  return bad(`${each.join(', ')}: the bot restarts if this lasts`);
}

/** Everything works with a wrong clock, but for days that begin and end at the wrong time. */
function withClock(check: Check, aheadMs: number | null): Check {
  if (aheadMs === null) return check;
  const off = `${words(Math.abs(aheadMs))} ${aheadMs > 0 ? 'behind' : 'ahead of'} that of Slack`;
  return {
    ...check,
    reason: `${check.reason}; the clock of this machine is ${off}: turn on time synchronisation`,
  };
}

function good(reason: string): Check {
  return { ok: true, reason };
}

function bad(reason: string): Check {
  return { ok: false, reason };
}

function words(ms: number): string {
  if (ms < 2 * minuteMs) return `${Math.max(0, Math.round(ms / 1000))} s`;
  if (ms < 120 * minuteMs) return `${Math.round(ms / minuteMs)} min`;
  return `${Math.round(ms / (60 * minuteMs))} h`;
}

/** How long a socket may be silent: the SDK pings every few seconds, so a minute without an answer is a dead line. */
const silenceMs = minuteMs;

function slackCheck(connection: SlackConnection, now: Instant): Check {
  const { mode, connected, lastHelloAt, lastPongAt, lastAcceptedAt } = connection;
  if (mode === 'http' && lastAcceptedAt === null) return good('no request from Slack yet');
  if (mode === 'http') return good(`the last request from Slack came ${ago(lastAcceptedAt, now)}`);
  if (!connected) return bad('not connected to Slack: commands do not arrive, messages are still posted');
  const heardAt = Math.max(
    ...[lastHelloAt, lastPongAt].map((at) => (at === null || isAhead(at, now) ? 0 : at)),
  );
  if (heardAt === 0) return bad('no sign of life from Slack since the clock was set back');
  const age = words(now - heardAt);
  return now - heardAt <= silenceMs
    ? good(`last sign of life from Slack ${age} ago`)
    : bad(`no sign of life from Slack for ${age}`);
}

function ago(at: Instant | null, now: Instant): string {
  return at === null || isAhead(at, now) ? 'before the clock was set back' : `${words(now - at)} ago`;
}
