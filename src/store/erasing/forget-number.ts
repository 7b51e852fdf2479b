import type { Instant } from '../../calls/call.ts';
import type { ErasureNews } from '../../calls/held.ts';
import { reversedDigits } from '../../calls/numbers/phone.ts';
import type { Database, Store } from '../engine/database.ts';
import { markFilesHolding } from '../messages/handed-files.ts';
import { type Erasure, markErased } from './erasures.ts';
import { personOf } from './person.ts';
import { countQuotes, forgetQuotes, quotesOf } from './quotes.ts';
import { noteResembling } from './resembling.ts';
import { eraseCalls } from './retention.ts';
import { messagesShowing, type ShowingMessage, saidStates } from './showing-messages.ts';

/** Small enough that a batch never holds the database for long. */
const callsPerBatch = 100;

/**
 * Erases some of what is held about a number. How its calls ended stays, as retention leaves it; a call that comes in
 * afterwards is stored as usual.
 *
 * @returns whether there is more.
 */
export async function forgetBatch(db: Database, erasure: Erasure, now: Instant): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    const { id, phoneNumber } = erasure;
    if (phoneNumber === null) return false;
    // Before anything is erased, since afterwards nobody could tell what was theirs.
    const person = await personOf(tx, phoneNumber);
    const quotes = await quotesOf(tx, person);
    await noteResembling(tx, id, person);
    const messages = await messagesShowing(tx, person, quotes);
    const marked = await markMessages(tx, messages, id, now);
    await markFilesHolding(tx, phoneNumber, id);
    await forgetQuotes(tx, quotes, person, now);
    const serials = await someCalls(tx, phoneNumber);
    await eraseCalls(tx, serials, now);
    await count(tx, id, { calls: serials.length, messages: marked, quotes: countQuotes(quotes) });
    const isMore = serials.length === callsPerBatch;
    if (!isMore) await markErased(tx, id, now);
    return isMore;
  });
}

async function someCalls(tx: Store, phoneNumber: string): Promise<number[]> {
  const rows = await tx
    .selectFrom('calls')
    .select('serial')
    .where('phone_reversed', '=', reversedDigits(phoneNumber))
    .limit(callsPerBatch)
    .execute();
  return rows.map((row) => row.serial);
}

/** @returns how many of them are to be edited. */
async function markMessages(tx: Store, messages: ShowingMessage[], erasureId: string, now: Instant) {
  let marked = 0;
  for (const { id, state, isRetold } of messages) {
    if (!isRetold) await emptyMessage(tx, id);
    if (!saidStates.includes(state)) continue;
    marked += 1;
    const due = { erasure_id: erasureId, edit_due_at: now };
    await tx.updateTable('messages').set(due).where('id', '=', id).execute();
  }
  return marked;
}

const emptied = { erased: true };

/** The key goes too: that of a digest names its filter. */
async function emptyMessage(tx: Store, id: string): Promise<void> {
  const changed = { key: `erased:${id}`, form: 'erased', subject: JSON.stringify(emptied) };
  await tx.updateTable('messages').set(changed).where('id', '=', id).execute();
  const unsaid = tx
    .updateTable('messages')
    .set({ state: 'skipped', reason: 'its calls are erased' })
    .where('state', 'in', ['ready', 'follows']);
  await unsaid.where('id', '=', id).execute();
  // A thread without its beginning is not posted either.
  await unsaid
    .where('parent_id', '=', id)
    .where('parent_id', 'in', (it) => it.selectFrom('messages').select('id').where('state', '=', 'skipped'))
    .execute();
}

type Counts = Pick<ErasureNews, 'calls' | 'messages' | 'quotes'>;

async function count(tx: Store, id: string, { calls, messages, quotes }: Counts): Promise<void> {
  await tx
    .updateTable('erasures')
    .set((it) => ({
      calls: it('calls', '+', calls),
      messages: it('messages', '+', messages),
      quotes: it('quotes', '+', quotes),
    }))
    .where('id', '=', id)
    .execute();
}
