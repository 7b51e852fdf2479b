import type { Instant } from '../../calls/call.ts';
import { dayMs } from '../../calls/time/durations.ts';
import { type Database, isPostgres, type Store } from '../engine/database.ts';
import { readState, writeState } from '../engine/state.ts';
import type { MessageState } from '../messages/messages.ts';

/** Small enough that a batch never holds the database for long; one message may tell of ten thousand calls. */
const messagesPerBatch = 50;
const newsPerBatch = 500;

const stateKey = 'forgotten';
/** Whether a digest was sent is known by its row, also after some days without the bot. */
const digestsKeptMs = 14 * dayMs;

/** Messages posted before that, and their calls, may be gone; null while everything is there. */
export async function forgottenBefore(store: Store): Promise<Instant | null> {
  const stored = await readState(store, stateKey);
  return typeof stored === 'number' ? stored : null;
}

/**
 * Forgets some of the messages that were sent, or left out, before then, and which calls they showed. That a call was
 * posted needs no news to be known: only an ending that was never recorded is news.
 *
 * @returns how many rows went; none when nothing more is due.
 */
export async function forgetTold(db: Database, before: Instant, now: Instant): Promise<number> {
  return db.transaction().execute(async (tx) => {
    const messages = await oldMessages(tx, before, now);
    if (messages.length === 0) return 0;
    await writeState(tx, stateKey, Math.max(before, (await forgottenBefore(tx)) ?? 0), now);
    const news = await forgetNews(tx, messages);
    return news < newsPerBatch ? news + (await forgetMessages(tx, messages)) : news;
  });
}

const doneStates: MessageState[] = ['sent', 'skipped'];

/** Not those that are still to be edited, that an incident lasts for, or that others wait for. */
async function oldMessages(tx: Store, before: Instant, now: Instant): Promise<string[]> {
  const old = tx
    .selectFrom('messages as m')
    .select('m.id')
    .where('m.state', 'in', doneStates)
    .where('m.due_at', '<', before)
    .where('m.edit_due_at', 'is', null)
    .where('m.lease_until', 'is', null)
    .where((it) => it.or([it('m.kind', '!=', 'digest'), it('m.due_at', '<', now - digestsKeptMs)]))
    .where((it) =>
      it.not(
        it.exists(
          it
            .selectFrom('messages as child')
            .select('child.id')
            .whereRef('child.parent_id', '=', 'm.id')
            .where('child.state', 'not in', doneStates),
        ),
      ),
    )
    .where((it) =>
      it.not(
        it.exists(
          it
            .selectFrom('incidents')
            .select('incidents.id')
            .whereRef('incidents.id', '=', 'm.incident_id')
            .where('incidents.closed_at', 'is', null),
        ),
      ),
    )
    .orderBy('m.due_at')
    .limit(messagesPerBatch);
  const rows = await (isPostgres(tx) ? old.forUpdate('m') : old).execute();
  return rows.map(({ id }) => id);
}

async function forgetNews(tx: Store, messages: string[]): Promise<number> {
  const { numDeletedRows } = await tx
    .deleteFrom('news')
    .where(({ eb, refTuple, selectFrom }) =>
      eb(
        refTuple('call_id', 'key'),
        'in',
        selectFrom('news')
          .select(['call_id', 'key'])
          .where('message_id', 'in', messages)
          .limit(newsPerBatch)
          .$asTuple('call_id', 'key'),
      ),
    )
    .executeTakeFirstOrThrow();
  return Number(numDeletedRows);
}

async function forgetMessages(tx: Store, messages: string[]): Promise<number> {
  const { numDeletedRows } = await tx
    .deleteFrom('messages')
    .where('id', 'in', messages)
    .executeTakeFirstOrThrow();
  return Number(numDeletedRows);
}
