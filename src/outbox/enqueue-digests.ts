import type { Instant } from '../calls/call.ts';
import { type DueDigest, dueDigests, nextDigestAt } from '../news/due-digests.ts';
import type { Database, Store } from '../store/engine/database.ts';
import { enqueueDigest } from '../store/messages/digests.ts';
import { knownKeys } from '../store/messages/messages.ts';
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
  for (const digest of await notLeftYet(db, dueDigests(subscriptions, at))) {
    const isNew = await db.transaction().execute((tx) => enqueueDue(tx, digest, now()));
    if (isNew) result[digest.tooLate ? 'skipped' : 'enqueued'] += 1;
  }
  return result;
}

/** They are due for hours, and most were left at the first look. */
async function notLeftYet(db: Database, due: DueDigest[]): Promise<DueDigest[]> {
  const keys = due.map(({ key }) => key);
  const known = keys.length === 0 ? null : await knownKeys(db, keys);
  return due.filter(({ key }) => !known?.has(key));
}

function enqueueDue(tx: Store, digest: DueDigest, now: Instant): Promise<boolean> {
  const { key, channel, date, days, timezone, filter, slotAt, tooLate } = digest;
  const due = { form: 'digest', key, channel, date, days, timezone, filter, slotAt } as const;
  const skipped = 'More than 12 hours late: the bot was not running when it was due.';
  return enqueueDigest(tx, tooLate ? { ...due, skipped } : due, now);
}

export interface DigestsResult {
  enqueued: number;
  /** Too late to be of use; recorded so that they are not looked at again. */
  skipped: number;
  /** When the next one is due; null when nobody wants any. */
  nextAt: Instant | null;
}
