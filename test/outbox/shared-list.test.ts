import { describe, expect, it } from 'vitest';

import { deliver } from '../../src/outbox/deliver.ts';
import { sayFrom } from '../../src/slack/message-kinds.ts';
import { shareList } from '../../src/store/messages/shared-lists.ts';
import { openSqlite } from '../support/database.ts';
import { sampleCall } from '../support/sample-calls.ts';
import { storeCalls } from '../support/stored-calls.ts';
import { noon, outboxRoom } from './outbox-room.ts';

const options = { phoneNumbers: 'masked', timezone: 'UTC', now: noon } as const;

async function room(channel: string) {
  const store = await openSqlite();
  await storeCalls(store.db, [sampleCall()]);
  const outbox = await outboxRoom(store.db, ['C0CALLS']);
  const page = { filter: '', messageId: null, anchor: 1, openedAt: noon, timezone: 'UTC', beyond: null };
  const sharing = {
    request: 'r',
    channel,
    sharedBy: 'U0ANNA',
    page: { ...page, direction: 'older' as const },
  };
  await shareList(store.db, sharing, noon);
  return {
    ...outbox,
    db: store.db,
    deps: { ...outbox.deps, say: sayFrom(store.db, () => options) },
    async [Symbol.asyncDispose]() {
      await outbox[Symbol.asyncDispose]();
      await store[Symbol.asyncDispose]();
    },
  };
}

describe('a shared list', () => {
  it('is posted like any other message', async () => {
    await using it = await room('C0CALLS');
    expect((await deliver(it.deps)).endings).toEqual({ sent: 1 });
    const metadata = { event_type: 'revox_news', event_payload: { kind: 'calls', calls: 1 } };
    expect(it.slack.messagesIn('C0CALLS')).toMatchObject([{ metadata }]);
  });

  it('for a channel without the bot is left out: nothing is parked, nobody is alarmed', async () => {
    await using it = await room('C0OTHERS');
    await it.subscribe('C0OTHERS', 'calls');
    expect((await deliver(it.deps)).endings).toEqual({ skipped: 1 });
    expect(await it.db.selectFrom('incidents').selectAll().execute()).toEqual([]);
    expect(await it.db.selectFrom('subscriptions').select('paused_at').execute()).toEqual([
      { paused_at: null },
    ]);
  });
});
