import type { Instant } from '../calls/call.ts';
import type { Database } from '../store/engine/database.ts';
import type { Message } from '../store/messages/messages.ts';
import type { Posting, Words } from './posting.ts';
import type { ClockReading } from './read-back.ts';

export interface DeliverDeps {
  db: Database;
  slack: Posting;
  /** Slack's clock beside ours. */
  slackClock: {
    reading(): ClockReading | null;
    /** Has Slack tell the time. */
    measure(): Promise<unknown>;
  };
  /** As things are now; null when nothing is left to tell. */
  say(message: Message, now: Instant): Promise<Words | null>;
  now(): Instant;
  log: OutboxLog;
  /** Once aborted, nothing more is claimed, and what is claimed and not sent yet is given back. */
  stopping?: AbortSignal;
  /** 0 to 1, for jitter. */
  chance?(): number;
  timings?: Partial<DeliverTimings>;
}

export interface OutboxLog {
  info(fields: object, sentence: string): void;
  warn(fields: object, sentence: string): void;
  error(fields: object, sentence: string): void;
}

export interface DeliverTimings {
  /** A process that holds a message longer than this has lost it. */
  leaseMs: number;
  /**
   * A post begins only with this much of its lease left: 10 s that the request may take, 30 s that the clocks of two
   * replicas may differ, and the grace. A sender that was held up does not post what another looks up already.
   */
  leaseLeftMs: number;
  /** What a channel gets between two messages. Slack allows one a second. */
  paceMs: number;
  /** Slack may show a message that it accepted a little later; longer than a request may take. */
  graceMs: number;
  /** How many channels get posts at the same time. */
  parallel: number;
  /** A pass that never runs out of work ends after this, so that its counts are seen. */
  passMs: number;
}

const usualTimings: DeliverTimings = {
  leaseMs: 60_000,
  leaseLeftMs: 52_000,
  paceMs: 1_000,
  graceMs: 12_000,
  parallel: 16,
  passMs: 30_000,
};

export function timingsOf({ timings }: Pick<DeliverDeps, 'timings'>): DeliverTimings {
  return { ...usualTimings, ...timings };
}

export function chanceOf({ chance }: DeliverDeps): number {
  return (chance ?? Math.random)();
}
