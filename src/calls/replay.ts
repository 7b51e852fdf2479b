import type { Instant } from './call.ts';

/** Calls that one person has retold on purpose, in the thread of one message. */
export interface Replay {
  /** Id of the person. */
  askedBy: string;
  /** Canonical filter words, without those about time; empty means every call. */
  filter: string;
  from: Instant;
  to: Instant;
  calls: number;
}
