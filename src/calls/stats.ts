import type { Count } from './bundle.ts';
import type { Instant } from './call.ts';
import type { DayFigures, Digest } from './digest.ts';
import type { Outcomes } from './tallies/field-tally.ts';

/** From one instant, included, to another, not included. */
export interface Period {
  from: Instant;
  to: Instant;
}

/** What the calls of a period are grouped by. */
export type Breakdown =
  | { by: 'hour' | 'day' | 'result' | 'error' | 'country' | 'end_reason' | 'follow_up' }
  | { by: 'field'; name: string };

/** The calls of a period in numbers, beside those of the period before where it was asked for. */
export interface Stats {
  period: Period;
  timezone: string;
  /** Canonical filter words as asked; empty means every call. */
  filter: string;
  /** The same words with the days that are counted: what lists exactly these calls. */
  listed: string;
  /** In figures, or as a picture of them. */
  shownAs: 'charts' | 'table';
  figures: PeriodFigures;
  results: Count[];
  breakdown: Breakdown;
  /** The most frequent ones, or all in order of time. What is missing in them is in `figures`. */
  groups: StatsGroup[];
  before: { period: Period; figures: PeriodFigures } | null;
  /** When the first stored call ended, where that is too late for the comparison that was asked for. */
  storedFrom: Instant | null;
}

export interface PeriodFigures extends DayFigures {
  talk: Digest['talk'];
  /**
   * How many calls it took until a person picked up, on average over the numbers where one did; null without any. Over
   * a sample of them where calls are very many.
   */
  tries: { average: number; numbers: number; isSampled?: true } | null;
}

/** The calls that have one word in common; those of an hour are of that hour on every day. */
export interface StatsGroup extends Outcomes {
  /** An hour `09`, a date, the first and last of several `2026-03-02/2026-03-08`, a country, …; null: none. */
  word: string | null;
  /** How many calls the period before had here; null when it is not compared. */
  callsBefore: number | null;
}
