import { sql } from 'kysely';

import { kindsAbout, type MessageKind } from '../../calls/message.ts';
import { callTopics, type Topic, topics } from '../../calls/topics/index.ts';
import type { Store } from '../engine/database.ts';
import { callsOn } from './counting.ts';
import { waitingStates } from './messages.ts';

/** Channels that people gave by name, whose id is not known yet, and for which anything is or will be waiting. */
export async function unresolvedChannels(store: Store): Promise<string[]> {
  const named = (table: 'subscriptions' | 'news' | 'messages') =>
    store.selectFrom(table).select('channel').where('channel', 'like', '#%').distinct();
  const untold = named('news').where('message_id', 'is', null);
  const unsent = named('messages').where('state', 'in', [...waitingStates, 'parked', 'follows']);
  const rows = [
    ...(await named('subscriptions').execute()),
    ...(await untold.execute()),
    ...(await unsent.execute()),
  ];
  return [...new Set(rows.map(({ channel }) => channel))].sort();
}

/**
 * From now on the channel is known by its id. What exists under both is kept once: somebody may have subscribed in the
 * channel while the settings still knew it by name, and nothing may be posted there twice.
 *
 * @param only What concerns these topics; the rest keeps the name.
 */
export async function renameChannel(
  tx: Store,
  name: string,
  id: string,
  only: readonly Topic[] = topics,
): Promise<void> {
  await renameSubscriptions(tx, name, id, only);
  await renameFollowUps(tx, name, id);
  await renameKeyed(tx, { table: 'news', concerned: only }, name, id);
  await renameKeyed(tx, { table: 'messages', concerned: kindsAbout(only) }, name, id);
  await countCallsAgain(tx, id);
}

/** Queued news of a topic in a channel that was never found is dropped. */
export async function skipMessages(tx: Store, channel: string, topic: Topic, reason: string): Promise<void> {
  await tx
    .updateTable('messages')
    .set({ state: 'skipped', reason })
    .where('channel', '=', channel)
    .where('kind', 'in', kindsAbout([topic]))
    .where('state', 'in', ['ready', 'follows'])
    .execute();
}

async function renameSubscriptions(tx: Store, name: string, id: string, only: readonly Topic[]) {
  const doubles = await tx
    .selectFrom('subscriptions as named')
    .innerJoin('subscriptions as known', (on) =>
      on.onRef('known.topic', '=', 'named.topic').onRef('known.filter', '=', 'named.filter'),
    )
    .select(['named.id as namedId', 'known.id as knownId'])
    .where('named.channel', '=', name)
    .where('named.topic', 'in', only)
    .where('known.channel', '=', id)
    .execute();
  for (const { namedId, knownId } of doubles) {
    await tx
      .updateTable('news')
      .set({ subscription_id: knownId })
      .where('subscription_id', '=', namedId)
      .execute();
    await tx
      .updateTable('follow_ups')
      .set({ subscription_id: knownId })
      .where('subscription_id', '=', namedId)
      .execute();
    await tx.deleteFrom('subscriptions').where('id', '=', namedId).execute();
  }
  await tx
    .updateTable('subscriptions')
    .set({ channel: id })
    .where('channel', '=', name)
    .where('topic', 'in', only)
    .execute();
}

/** Their home is that of the subscription that asks for them. */
async function renameFollowUps(tx: Store, name: string, id: string): Promise<void> {
  await tx
    .updateTable('follow_ups')
    .set({ channel: id })
    .where('channel', '=', name)
    .where('subscription_id', 'in', (it) =>
      it.selectFrom('subscriptions').select('id').where('subscriptions.channel', '=', id),
    )
    .execute();
}

/** Keys contain the channel: without its name in them, the same under the id would be news again, and posted again. */
async function renameKeyed(
  tx: Store,
  { table, concerned }: { table: 'news' | 'messages'; concerned: readonly (Topic | MessageKind)[] },
  name: string,
  id: string,
): Promise<void> {
  // Of both tables the key, the channel and one such column are of use here.
  const [keyed, about] = [table as 'news', (table === 'news' ? 'topic' : 'kind') as 'topic'];
  const renamed = sql<string>`replace(${sql.ref(`${keyed}.key`)}, ${name}, ${id})`;
  await tx
    .deleteFrom(keyed)
    .where('channel', '=', name)
    .where(about, 'in', concerned)
    .where((it) =>
      it.exists(
        it
          .selectFrom(`${keyed} as known`)
          .select('known.key')
          .where('known.key', '=', renamed)
          // Which is how news is found.
          .$if(table === 'news', (its) => its.whereRef('known.call_id', '=', 'news.call_id'))
          .whereRef('known.key', '!=', `${keyed}.key`),
      ),
    )
    .execute();
  await tx
    .updateTable(keyed)
    .set({ channel: id, key: renamed })
    .where('channel', '=', name)
    .where(about, 'in', concerned)
    .execute();
}

/** A bundle that waited for the channel's id may have lost calls that were posted under the id meanwhile. */
async function countCallsAgain(tx: Store, channel: string): Promise<void> {
  await tx
    .updateTable('messages')
    .set((it) => ({ calls: callsOn(it) }))
    .where('channel', '=', channel)
    .where('state', '=', 'ready')
    .where('kind', 'in', callTopics)
    // A shared list is of the same kind, and counts what its page shows.
    .where('form', '!=', 'share')
    .execute();
}
