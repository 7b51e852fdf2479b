import { z } from 'zod';

import type { Instant } from '../calls/call.ts';
import { minuteMs } from '../calls/time/durations.ts';

const run = z.object({
  messageId: z.string(),
  since: z.number(),
  grewAt: z.number(),
});
/** A message that counts more of the same, by edits. */
export type Run = z.infer<typeof run>;

const pace = z.object({
  /** When the last message came. */
  at: z.number(),
  /** How long the next one waits while like news goes on. */
  stepMs: z.number(),
  /** The kind of failure that was all there was in that message. */
  alike: z.string().nullable(),
  /** When each kind was posted or counted last. */
  told: z.record(z.string(), z.number()),
  /** Messages of one kind of news, which may count what follows. */
  runs: z.record(z.string(), run),
});
/** How the news of one topic came in one channel lately. */
export type Pace = z.infer<typeof pace>;

/** Null where nothing came yet. */
export function parsePace(document: unknown): Pace | null {
  return pace.safeParse(document).data ?? null;
}

/** One kind of news, as far as it matters when it comes. */
export interface PacedKind {
  kind: string;
  isFailure: boolean;
}

/** What was not posted for so long is new again. */
export const newAfterMs = 10 * minuteMs;
const leastStepMs = minuteMs;
/** Like Alertmanager's `group_interval`. */
const mostStepMs = 5 * minuteMs;
/** So long may nothing be added before the next of it is worth a message of its own, and so long may it go on. */
const runEndsAfterMs = 30 * minuteMs;
const longestRunMs = 4 * 60 * minuteMs;

/**
 * When this news may come as a message. The first of a kind comes at once. While like news goes on there is a message a
 * minute, and where nothing but one kind of failure goes on, the wait grows to five minutes.
 */
export function mayComeAt(pace: Pace | null, kinds: PacedKind[], now: Instant): Instant {
  if (pace === null || isAhead(pace.at, now) || kinds.some(({ kind }) => isNew(pace, kind, now))) return now;
  return Math.max(now, pace.at + (aloneIn(kinds) === pace.alike ? pace.stepMs : leastStepMs));
}

/** As it is once such a message was made. */
export function paceAfter(pace: Pace | null, kinds: PacedKind[], now: Instant): Pace {
  const alike = aloneIn(kinds);
  const goesOn = pace !== null && alike !== null && alike === pace.alike && !isNew(pace, alike, now);
  const stepMs = goesOn ? Math.min(2 * pace.stepMs, mostStepMs) : leastStepMs;
  return { ...paceWith(pace, kinds, now), at: now, alike, stepMs };
}

/** As it is once such news was counted in a message that was there. What is over long ago is left out. */
export function paceWith(pace: Pace | null, kinds: PacedKind[], now: Instant): Pace {
  const { at = 0, stepMs = leastStepMs, alike = null, told = {}, runs = {} } = pace ?? {};
  return {
    at,
    stepMs,
    alike,
    told: {
      ...only(told, (last) => !isAhead(last, now) && now - last <= newAfterMs),
      ...Object.fromEntries(kinds.map(({ kind }) => [kind, now])),
    },
    runs: only(runs, (run) => goesOn(run, now)),
  };
}

/** The message that may count more of this, if there is one. */
export function runOf(pace: Pace | null, name: string, now: Instant): Run | null {
  const run = Object.hasOwn(pace?.runs ?? {}, name) ? pace?.runs[name] : undefined;
  return run !== undefined && goesOn(run, now) ? run : null;
}

export function withRun(pace: Pace, name: string, run: Run): Pace {
  return { ...pace, runs: { ...pace.runs, [name]: run } };
}

function goesOn({ since, grewAt }: Run, now: Instant): boolean {
  return !isAhead(grewAt, now) && now - grewAt <= runEndsAfterMs && now - since <= longestRunMs;
}

function isNew({ told }: Pace, kind: string, now: Instant): boolean {
  const last = Object.hasOwn(told, kind) ? (told[kind] as Instant) : null;
  return last === null || isAhead(last, now) || now - last > newAfterMs;
}

/** The failure that is all there is; null for anything else. */
function aloneIn([first, ...others]: PacedKind[]): string | null {
  return first?.isFailure && others.length === 0 ? first.kind : null;
}

/** The clock was put back since. */
function isAhead(at: Instant, now: Instant): boolean {
  return at > now;
}

function only<Value>(record: Record<string, Value>, isKept: (value: Value) => boolean) {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => isKept(value)));
}
