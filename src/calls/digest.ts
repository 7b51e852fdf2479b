import type { BlindWindow } from './blind-window.ts';
import type { Count } from './bundle.ts';
import type { Instant } from './call.ts';
import type { Incident } from './incident.ts';

/** One local day of one channel in numbers, or some days together. Exact over days of 23 and 25 hours. */
export interface Digest {
  /** Local date, `2026-03-29`: the last one of several. */
  date: string;
  /** How many days it sums up. */
  days: number;
  timezone: string;
  /** The day's bounds: `from` included, `to` not. */
  from: Instant;
  to: Instant;
  /** Canonical filter words the digest is limited to; empty means every call. */
  filter: string;
  /** Up to when it counts, while its last day is not over; null once it is. */
  until: Instant | null;
  day: DayFigures;
  /** As many days as it sums up, right before; null where calls of then are not stored. */
  dayBefore: DayFigures | null;
  /** The same weekdays a week before. */
  sameDayLastWeek: DayFigures | null;
  results: Count[];
  dialErrors: Count[];
  endReasons: Count[];
  /** Ended calls by local hour label, `00` to `23`, in the day's own order; an hour that repeats is one. */
  hours: { hour: string; calls: number; failed: number }[];
  talk: { medianMs: number; p90Ms: number } | null;
  fields: FieldFigures[];
  /** What was to be followed up of such calls; null where nothing was. */
  followUps?: FollowUpFigures | null;
  /** Calls that ended with the promise to call back. */
  callBacks: number;
  /** The numbers that failed most often, if any failed often. */
  failingNumbers: FailingNumber[];
  /** When nobody could see what happened. What ended then was read afterwards, and is counted. */
  blindWindows: BlindWindow[];
  /** Days up to this date, right before these, of which no digest was sent. */
  unsent: { date: string; days: number } | null;
  /** Hours between the end of the day's slot and now, when the digest is late by more than a few minutes. */
  lateByMs: number | null;
  /** The oldest first. */
  openIncidents: Incident[];
}

/** What ended since these days began, and what is left. The parts add up to the total. */
export interface FollowUpFigures {
  total: number;
  /** Marked as done or as not needed, or settled by a later call. */
  done: number;
  /** Somebody has it, and it is not overdue. */
  taken: number;
  /** Nobody has it, and it is not overdue. */
  open: number;
  overdue: number;
  /** When the first of those that are overdue was due. */
  oldestDueAt: Instant | null;
}

export interface FailingNumber {
  /** E.164; messages show it masked. */
  phoneNumber: string;
  failures: number;
}

export interface DayFigures {
  calls: number;
  /** Calls a person picked up. */
  answered: number;
  failed: number;
  /** Dial errors that need a change in the setup. */
  ours: number;
}

/** How one field of structured output is distributed over the day. */
export type FieldFigures =
  | { name: string; kind: 'words'; calls: number; values: Count[] }
  | { name: string; kind: 'numbers'; calls: number; min: number; median: number; max: number };

/** Part of the ended calls that a person picked up, 0 to 1; null on a day without calls. */
export function answerRate(day: Pick<DayFigures, 'calls' | 'answered'>): number | null {
  return day.calls === 0 ? null : day.answered / day.calls;
}
