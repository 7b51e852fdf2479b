import type { Instant } from '../calls/call.ts';
import { dueDigests, nextDigestAt } from '../news/due-digests.ts';
import type { Database } from '../store/engine/database.ts';
import { enqueueMessage } from '../store/messages/messages.ts';
import { listSubscriptions } from '../store/settings/subscriptions.ts';

/** One pass: a row for each digest whose time has come. The row's key is what makes it once. */
export async function enqueueDigests({
  db,
  now,
}: {
  db: Database;
  now: () => Instant;
}): Promise<DigestsResult> {
  const subscriptions = await listSubscriptions(db);
  // The same moment for both, or one that falls due in between would be neither.
  const at = now();
  const result: DigestsResult = { enqueued: 0, skipped: 0, nextAt: nextDigestAt(subscriptions, at) };
  for (const digest of dueDigests(subscriptions, at)) {
    const { key, channel, date, days, timezone, filter, slotAt, tooLate } = digest;
    const subject = { date, days, timezone, filter, slotAt };
    const message = { key, channel, form: 'digest', kind: 'digest', subject, calls: 0 } as const;
    const skip = tooLate
      ? { skipped: 'More than 12 hours late: the bot was not running when it was due.' }
      : {};
    const isNew = await enqueueMessage(db, { ...message, ...skip }, now());
    if (isNew) result[tooLate ? 'skipped' : 'enqueued'] += 1;
  }
  return result;
}

export interface DigestsResult {
  enqueued: number;
  /** Too late to be of use; recorded so that they are not looked at again. */
  skipped: number;
  /** When the next one is due; null when nobody wants any. */
  nextAt: Instant | null;
}
