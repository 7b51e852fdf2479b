import { z } from 'zod';
import type { Instant } from '../calls/call.ts';
import type { FactsWith } from '../calls/incidents/facts.ts';
import { revoxKeyRefused } from '../calls/incidents/revox-key-refused.ts';
import { revoxUnreachable } from '../calls/incidents/revox-unreachable.ts';
import { hourMs } from '../calls/time/durations.ts';
import type { Store } from '../store/engine/database.ts';
import { readState, writeState } from '../store/engine/state.ts';

const healthSchema = z.object({
  lastGoodAt: z.number().nullable().default(null),
  /** When the next pass was due then; null when nobody said. */
  dueAt: z.number().nullable().default(null),
  /** How long it is from that pass to the one after. */
  everyMs: z.number().default(0),
  /** Failed passes in a row. */
  failures: z.number().default(0),
  /** When the first of them failed. */
  failingSince: z.number().nullable().default(null),
  /** The last failure in one sentence. */
  problem: z.string().nullable().default(null),
  refused: z.boolean().default(false),
  /** Nothing is asked before. */
  notBefore: z.number().default(0),
});

/** How polling goes, kept over restarts. */
export type PollHealth = z.infer<typeof healthSchema>;

export const unknownHealth: PollHealth = healthSchema.parse({});

export function parsePollHealth(stored: unknown): PollHealth {
  return healthSchema.safeParse(stored).data ?? unknownHealth;
}

/** What a pass needs to know of a failed read; `RevoxError` is one. */
export interface ReadFailure extends Error {
  name: 'RevoxError';
  reason: string;
  retryAfterMs: number | null;
}

export function isReadFailure(error: unknown): error is ReadFailure {
  return error instanceof Error && error.name === 'RevoxError';
}

/** @param nextPolls when the next two passes are due, if anybody knows */
export function afterGoodPoll(now: Instant, [dueAt, afterThat]: Instant[]): PollHealth {
  const known = { ...unknownHealth, lastGoodAt: now };
  return dueAt === undefined ? known : { ...known, dueAt, everyMs: (afterThat ?? dueAt) - dueAt };
}

/** As often as it is asked when all is well: who waits for news after an outage should not wait for us too. */
const longestPauseMs = 30_000;
/** Asking again does not fix a key, a limit or a bill. */
const longestRefusedPauseMs = 5 * 60_000;
/** To ask too early costs another refusal; to believe a wrong figure costs a day of calls. */
const longestAskedMs = hourMs;
/** The first failures are taken for a hiccup and cost no extra pause. */
const freeFailures = 2;

/** @param chance 0 to 1, so that many bots do not come back together. */
export function afterFailedPoll(
  before: PollHealth,
  failure: ReadFailure,
  now: Instant,
  chance: number,
): PollHealth {
  const failures = before.failures + 1;
  const refused = failure.reason === 'unauthorised';
  const isPatient = failure.reason === 'rate-limited' || failure.reason === 'unpaid';
  const longestMs = isPatient ? longestRefusedPauseMs : longestPauseMs;
  const doubled = Math.min(longestMs, 1_000 * 2 ** Math.max(0, failures - freeFailures));
  const backoffMs = failures < freeFailures ? 0 : doubled * (0.5 + chance / 2);
  const askedMs = Math.min(failure.retryAfterMs ?? 0, longestAskedMs);
  const pauseMs = Math.max(refused ? longestRefusedPauseMs : backoffMs, askedMs);
  return {
    ...before,
    failures,
    failingSince: before.failingSince ?? now,
    problem: failure.message,
    refused,
    notBefore: now + pauseMs,
  };
}

/** Failures that are more than a hiccup: so many in a row, or for so long. */
const manyFailures = 5;
const longFailingMs = 2 * 60_000;

interface PollIncident {
  kind: 'revox-unreachable' | 'revox-key-refused';
  about: '';
  facts: FactsWith<{ problem: string | null }>;
}

/** The incident that such health is, if any. Only one of the two kinds is open at a time. */
export function incidentOf(health: PollHealth, now: Instant): PollIncident | null {
  const { failures, failingSince, lastGoodAt, problem, refused } = health;
  if (failingSince === null) return null;
  if (!refused && failures < manyFailures && now - failingSince < longFailingMs) return null;
  const facts = {
    figures: { problem },
    count: failures,
    since: failingSince,
    ...(lastGoodAt !== null && { lastGoodAt }),
  };
  return { kind: (refused ? revoxKeyRefused : revoxUnreachable).kind, about: '', facts };
}

/** For the start of the process: somebody who fixed something, such as a key, restarts and does not want to wait. */
export async function forgetPollPause(store: Store, now: Instant): Promise<void> {
  const health = parsePollHealth(await readState(store, 'poll'));
  if (now < health.notBefore) await writeState(store, 'poll', { ...health, notBefore: 0 }, now);
}
