import type { Heard } from '../../calls/news.ts';
import { type CallTopic, callTopics } from '../../calls/topics/index.ts';
import type { Store } from '../engine/database.ts';
import { findMute } from '../settings/mutes.ts';

/** Each channel that a call is news for. Replays do not count. */
export async function newsOfCall(store: Store, callId: string): Promise<Heard[]> {
  const rows = await store
    .selectFrom('news')
    .leftJoin('messages', 'messages.id', 'news.message_id')
    .select(['news.channel', 'news.topic', 'news.subscription_id', 'news.found_at', 'news.mute_id'])
    .select(['news.message_id', 'messages.state', 'messages.ts', 'messages.form'])
    .where('news.call_id', '=', callId)
    .where('news.topic', 'in', callTopics)
    .orderBy('news.found_at')
    .execute();
  return Promise.all(
    rows.map(async (row) => ({
      channel: row.channel,
      topic: row.topic as CallTopic,
      subscriptionId: row.subscription_id,
      foundAt: row.found_at,
      mute: row.mute_id === null ? null : await findMute(store, row.mute_id),
      message: row.message_id === null ? null : messageOf(row),
    })),
  );
}

function messageOf({ state, ts, form }: { state: string | null; ts: string | null; form: string | null }) {
  return {
    state: state ?? 'forgotten',
    ts,
    card: form === 'incident' || form === 'daily' ? form : null,
  } as const;
}
