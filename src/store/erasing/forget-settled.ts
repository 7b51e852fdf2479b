import type { Instant } from '../../calls/call.ts';
import { dayMs } from '../../calls/time/durations.ts';
import { forgetBlindWindows } from '../calls/blind-windows.ts';
import type { Store } from '../engine/database.ts';

/** Who saw what, and who set what, is asked about long after: thirteen months. */
const recordsKeptMs = 400 * dayMs;

/** Forgets what is over since before then: few rows, none of which anything else waits for. */
export async function forgetSettled(store: Store, before: Instant, now: Instant): Promise<void> {
  await forgetIncidents(store, before);
  await forgetMutes(store, before);
  await store.deleteFrom('exports').where('finished_at', '<', before).execute();
  await forgetBlindWindows(store, before);
  const recordsBefore = Math.min(before, now - recordsKeptMs);
  await store.deleteFrom('reveals').where('revealed_at', '<', recordsBefore).execute();
  await store.deleteFrom('audit').where('changed_at', '<', recordsBefore).execute();
}

/** Those whose cards are forgotten. */
async function forgetIncidents(store: Store, closedBefore: Instant): Promise<void> {
  await store
    .deleteFrom('incidents')
    .where('closed_at', '<', closedBefore)
    .where((it) =>
      it.not(
        it.exists(
          it
            .selectFrom('messages')
            .select('messages.id')
            .whereRef('messages.incident_id', '=', 'incidents.id'),
        ),
      ),
    )
    .execute();
}

/** Those of which nothing is left to be posted. */
async function forgetMutes(store: Store, toldBefore: Instant): Promise<void> {
  await store
    .deleteFrom('mutes')
    .where('told_at', '<', toldBefore)
    .where((it) =>
      it.not(it.exists(it.selectFrom('news').select('news.key').whereRef('news.mute_id', '=', 'mutes.id'))),
    )
    .execute();
}
