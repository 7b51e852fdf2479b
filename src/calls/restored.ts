import type { Instant } from './call.ts';

/** A copy of the database that was put in place: what happened after the copy was made is posted again. */
export interface Restored {
  copiedAt: Instant;
  /** The first start on it. */
  startedAt: Instant;
}

/** A message of the outbox. */
interface Posting {
  createdAt: Instant;
  /** When it was posted; null while it waits. */
  sentAt: Instant | null;
  /** When the first of what it shows happened; null for what a person asked for. */
  happenedAt: Instant | null;
}

/** Whether the message may have been posted before, between the copy and the first start on it. */
export function mayBeRepeat({ createdAt, sentAt, happenedAt }: Posting, restored: Restored | null): boolean {
  if (restored === null) return false;
  const { copiedAt, startedAt } = restored;
  // Posted before the copy was made, so Slack has it once.
  if (sentAt !== null && sentAt < startedAt) return false;
  return createdAt <= copiedAt || (happenedAt !== null && happenedAt <= startedAt);
}
