import type { Instant } from '../../calls/call.ts';
import { messageForms } from '../../calls/message-forms.ts';
import { localDayBounds } from '../../calls/time/local-day.ts';
import type { Store } from '../engine/database.ts';

/**
 * A clock that is days ahead has digests made of days that are not over. Once it is put back these must not stand for
 * those that come in their time: a digest is made once by its key. What waits is left out, what went out stays there.
 */
export async function makeWayForDigests(tx: Store, now: Instant): Promise<void> {
  const early = await tx
    .selectFrom('messages')
    .select(['id', 'key', 'subject', 'state'])
    .where('form', '=', 'digest')
    .where('created_at', '>', now)
    .execute();
  for (const { id, key, subject, state } of early) {
    const { date, timezone } = messageForms.digest.row.parse(JSON.parse(subject));
    if (localDayBounds(date, timezone).to <= now) continue;
    const leftOut = { state: 'skipped' as const, reason: 'made by a clock that was ahead' };
    await tx
      .updateTable('messages')
      .set({ key: `${key}:${id}`, ...(state === 'ready' && leftOut) })
      .where('id', '=', id)
      .execute();
  }
}
