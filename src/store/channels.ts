import { sql } from 'kysely';

import { callTopics } from '../calls/news.ts';
import type { Store } from './database.ts';

/** Channels that people gave by name and whose id is not known yet. */
export async function unresolvedChannels(store: Store): Promise<string[]> {
  const named = (table: 'subscriptions' | 'news' | 'messages') =>
    store.selectFrom(table).select('channel').where('channel', 'like', '#%').distinct().execute();
  const rows = [...(await named('subscriptions')), ...(await named('news')), ...(await named('messages'))];
  return [...new Set(rows.map(({ channel }) => channel))].sort();
}

/**
 * From now on the channel is known by its id. What exists under both is kept once: somebody may have subscribed in the
 * channel while the settings still knew it by name, and nothing may be told there twice.
 */
export async function renameChannel(tx: Store, name: string, id: string): Promise<void> {
  await renameSubscriptions(tx, name, id);
  await renameNews(tx, name, id);
  await renameMessages(tx, name, id);
}

async function renameSubscriptions(tx: Store, name: string, id: string): Promise<void> {
  const doubles = await tx
    .selectFrom('subscriptions as named')
    .innerJoin('subscriptions as known', (on) =>
      on.onRef('known.topic', '=', 'named.topic').onRef('known.filter', '=', 'named.filter'),
    )
    .select(['named.id as namedId', 'known.id as knownId'])
    .where('named.channel', '=', name)
    .where('known.channel', '=', id)
    .execute();
  for (const { namedId, knownId } of doubles) {
    await tx
      .updateTable('news')
      .set({ subscription_id: knownId })
      .where('subscription_id', '=', namedId)
      .execute();
    await tx.deleteFrom('subscriptions').where('id', '=', namedId).execute();
  }
  await tx.updateTable('subscriptions').set({ channel: id }).where('channel', '=', name).execute();
}

/** Keys contain the channel: without its name in them, the same news under the id would be news again. */
async function renameNews(tx: Store, name: string, id: string): Promise<void> {
  const renamed = sql<string>`replace(news.key, ${name}, ${id})`;
  await tx
    .deleteFrom('news')
    .where('channel', '=', name)
    .where((it) =>
      it.exists(it.selectFrom('news as known').select('known.key').where('known.key', '=', renamed)),
    )
    .execute();
  await tx.updateTable('news').set({ channel: id, key: renamed }).where('channel', '=', name).execute();
}

async function renameMessages(tx: Store, name: string, id: string): Promise<void> {
  const renamed = sql<string>`replace(messages.key, ${name}, ${id})`;
  await tx
    .deleteFrom('messages')
    .where('channel', '=', name)
    .where((it) =>
      it.exists(
        it
          .selectFrom('messages as known')
          .select('known.id')
          .where('known.key', '=', renamed)
          .whereRef('known.id', '!=', 'messages.id'),
      ),
    )
    .execute();
  await tx.updateTable('messages').set({ channel: id, key: renamed }).where('channel', '=', name).execute();
  await countCallsAgain(tx, id);
}

/** A bundle that waited for the channel's id may have lost calls that were told under the id meanwhile. */
async function countCallsAgain(tx: Store, channel: string): Promise<void> {
  await tx
    .updateTable('messages')
    .set((it) => ({
      calls: it
        .selectFrom('news')
        .select((its) => its.fn.countAll<number>().as('calls'))
        .whereRef('news.message_id', '=', 'messages.id'),
    }))
    .where('channel', '=', channel)
    .where('state', '=', 'ready')
    .where('kind', 'in', callTopics)
    // A shared list is of the same kind, and counts what its page shows.
    .where('key', 'not like', 'share:%')
    .execute();
}
