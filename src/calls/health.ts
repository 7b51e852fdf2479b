import type { Instant } from './call.ts';

/** What `/revox status` says; gathered by the store, put into words by the message. */
export interface Health {
  version: string;
  startedAt: Instant;
  lastGoodPollAt: Instant | null;
  lastPollProblem: string | null;
  calls: number;
  openCalls: number;
  setAside: number;
  untoldCalls: number;
  waitingMessages: number;
  parkedMessages: number;
  oldestWaitingAt: Instant | null;
  openIncidents: number;
  /** Rows imported so far, while history is still being read. */
  importing: { read: number } | null;
  lastSentAt: Instant | null;
}
