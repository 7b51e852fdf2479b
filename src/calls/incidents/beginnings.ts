import type { Instant } from '../call.ts';

/** How many calls began within a minute, by country: of those that ended, and whose number shows it. */
export interface Beginnings {
  at: Instant;
  /** ISO code. */
  country: string;
  calls: number;
}
