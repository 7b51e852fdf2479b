import { expect, it } from 'vitest';
import type { Mute } from '../../src/calls/mute.ts';
import type { Subscription } from '../../src/calls/subscription.ts';
import type { Database } from '../../src/store/engine/database.ts';
import { enqueueEdits, forgetUntold } from '../../src/store/news/news.ts';
import { changeSettings } from '../../src/store/settings/change-setting.ts';
import {
  listSubscriptions,
  removeSubscription,
  writeSubscription,
} from '../../src/store/settings/subscriptions.ts';
import { describeStores } from '../support/database.ts';
import { failedCall, sampleCall } from '../support/sample-calls.ts';
import { noon } from './outbox-room.ts';
import { numbered, roomWith } from './telling-room.ts';

const minute = 60_000;
const hour = 60 * minute;

function mute(db: Database, different: Partial<Mute> = {}) {
  const made = {
    id: 'mute-1',
    channel: 'C1',
    filter: 'busy',
    madeBy: 'U0ANNA',
    madeAt: noon,
    until: noon + 2 * hour,
  };
  const after = { kind: 'mute' as const, mute: { ...made, endedAt: null, ...different } };
  return db.transaction().execute((tx) => changeSettings(tx, [{ before: null, after }], 'U0ANNA', noon));
}

describeStores('news that is held back', (open) => {
  it('is posted together once the quiet hours are over', async () => {
    await using store = await open();
    const quiet = { hours: { from: '11:00', to: '14:00' }, weekends: false };
    await using room = await roomWith(store, { options: { quiet, timezone: 'UTC' } });
    await room.ends(...numbered(3));
    expect(await room.told()).toEqual([]);
    room.clock.forward(hour);
    await room.ends(...numbered(2, 3));
    expect(await room.told()).toEqual([]);
    room.clock.forward(hour);
    const [post, ...others] = await room.told();
    expect(others).toEqual([]);
    expect(post?.metadata?.event_payload).toMatchObject({ kind: 'calls', calls: 5 });
    expect(JSON.stringify(post?.blocks)).toContain('Held back until now; the first came in ');
    expect(post?.text).not.toContain('Late news');
  });

  it('is posted with the next summary, and what others want at once is not', async () => {
    await using store = await open();
    await using room = await roomWith(
      store,
      { filter: 'human', options: { summaryMinutes: 15, timezone: 'UTC' } },
      { filter: 'voicemail' },
    );
    await room.ends(sampleCall({ id: 'hers' }), sampleCall({ id: 'machine', result: 'voicemail' }));
    expect(await room.told()).toHaveLength(1);
    room.clock.forward(15 * minute);
    expect(await room.told()).toHaveLength(1);
    expect(await room.told()).toEqual([]);
  });

  it('is kept for a day when its subscription is removed, in case that is undone', async () => {
    await using store = await open();
    await using room = await roomWith(store, {});
    const [subscription] = await listSubscriptions(store.db);
    await room.ends(...numbered(2));
    await removeSubscription(store.db, 's0');
    await forgetUntold(store.db, noon + 23 * hour);
    expect(await room.told()).toEqual([]);
    await writeSubscription(store.db, subscription as Subscription);
    expect(await room.told()).toHaveLength(1);
    await room.ends(...numbered(1, 9));
    await removeSubscription(store.db, 's0');
    await forgetUntold(store.db, noon + 49 * hour);
    const left = await store.db.selectFrom('news').selectAll().where('message_id', 'is', null).execute();
    expect(left).toEqual([]);
  });
});

describeStores('a compact channel', (open) => {
  it('reads one line, and the rest in its thread', async () => {
    await using store = await open();
    await using room = await roomWith(store, { topic: 'errors', options: { cards: 'compact' } });
    await room.ends(failedCall('too_many_calls', { id: 'one' }));
    const [line, detail, ...others] = await room.told();
    expect(others).toEqual([]);
    expect(line).toMatchObject({ threadTs: null });
    expect(line?.blocks).toHaveLength(1);
    expect(line?.metadata?.event_payload).toMatchObject({ kind: 'errors', calls: 1 });
    expect(detail).toMatchObject({ threadTs: line?.ts });
    expect(detail?.params.reply_broadcast).toBeUndefined();
    expect(detail?.metadata?.event_payload).toMatchObject({ kind: 'errors', calls: 0 });
    expect(JSON.stringify(detail?.blocks)).toContain('open_call');
  });

  it('reads the headline that it chose on both', async () => {
    await using store = await open();
    await using room = await roomWith(store, { options: { cards: 'compact', headline: ['city'] } });
    await room.ends(sampleCall({ id: 'one', structuredOutput: { lead_score: 'hot', city: 'Lyon' } }));
    const posts = await room.told();
    expect(posts).toHaveLength(2);
    for (const { blocks } of posts) {
      const [first] = blocks ?? [];
      expect(JSON.stringify(first)).toContain('City: Lyon');
      expect(JSON.stringify(first)).not.toContain('Hot lead');
    }
  });

  it('has what comes later about its call written into the thread', async () => {
    await using store = await open();
    await using room = await roomWith(store, { options: { cards: 'compact' } });
    await room.ends(sampleCall({ id: 'one' }));
    const [, detail] = await room.told();
    await enqueueEdits(store.db, ['one'], room.clock.now());
    room.clock.forward(minute);
    await room.told();
    expect(detail?.edits).toBe(1);
  });

  it('beside one that is not reads two messages', async () => {
    await using store = await open();
    await using room = await roomWith(
      store,
      { filter: 'human', options: { cards: 'compact' } },
      { filter: 'voicemail' },
    );
    await room.ends(...numbered(2), sampleCall({ id: 'machine', result: 'voicemail' }));
    const posts = await room.told();
    expect(posts.map(({ metadata }) => metadata?.event_payload.calls).toSorted()).toEqual([0, 1, 2]);
  });
});

describeStores('a user group', (open) => {
  const mention = { id: 'S0123456789', handle: 'oncall' };

  it('is mentioned when an error is severe', async () => {
    await using store = await open();
    await using room = await roomWith(store, { topic: 'errors', options: { mention } });
    await room.ends(failedCall('too_many_calls', { id: 'one' }));
    const [post] = await room.told();
    expect(post?.text).toMatch(/^<!subteam\^S0123456789> Too many calls/);
    expect(post?.blocks.at(-1)).toMatchObject({ type: 'section', text: { verbatim: true } });
  });

  it('is left alone when it is not', async () => {
    await using store = await open();
    await using room = await roomWith(store, { topic: 'errors', options: { mention } });
    await room.ends(failedCall('busy', { id: 'one' }));
    expect(JSON.stringify(await room.told())).not.toContain('subteam');
  });
});

describeStores('what is muted', (open) => {
  it('is posted in one message when the mute ends, and nothing else is held', async () => {
    await using store = await open();
    await using room = await roomWith(store, { topic: 'errors' });
    await mute(store.db);
    expect(await room.told()).toHaveLength(1);
    await room.ends(failedCall('busy', { id: 'b1' }), failedCall('busy', { id: 'b2' }));
    await room.ends(failedCall('too_many_calls', { id: 'ours' }));
    const [heard, ...others] = await room.told();
    expect(others).toEqual([]);
    expect(heard?.metadata?.event_payload).toMatchObject({ calls: 1 });
    room.clock.forward(2 * hour);
    const [told, ...more] = await room.told();
    expect(more).toEqual([]);
    expect(told?.metadata?.event_payload).toMatchObject({ kind: 'errors', calls: 2 });
    expect(told?.text).toMatch(/^Muted \(busy\) from 2 Mar at 12:00 to 14:00\. 2 calls failed: busy\./);
    expect(await room.told()).toEqual([]);
  });

  it('is posted after the quiet hours where it ends in them', async () => {
    await using store = await open();
    const quiet = { hours: { from: '13:00', to: '18:00' }, weekends: false };
    await using room = await roomWith(store, { topic: 'errors', options: { quiet, timezone: 'UTC' } });
    await mute(store.db);
    await room.ends(failedCall('busy', { id: 'b1' }));
    await room.told();
    room.clock.forward(2 * hour);
    expect(await room.told()).toEqual([]);
    room.clock.forward(4 * hour);
    expect(await room.told()).toHaveLength(1);
  });

  // headlines of the subscriptions of the channel → what the message about the mute says of a call
  it.each([
    [[['city']], 'City: Lyon'],
    [[['city'], ['city']], 'City: Lyon'],
    [[['city'], undefined], 'Hot lead'],
  ])('has the headline that %j chose', async (headlines, said) => {
    await using store = await open();
    const subscriptions = headlines.map((headline, index) => ({
      filter: index === 0 ? 'human' : 'voicemail',
      options: headline === undefined ? {} : { headline },
    }));
    await using room = await roomWith(store, ...subscriptions);
    await mute(store.db, { filter: '' });
    await room.told();
    const machine = sampleCall({ id: 'machine', result: 'voicemail' });
    await room.ends(
      sampleCall({ id: 'one', structuredOutput: { lead_score: 'hot', city: 'Lyon' } }),
      machine,
    );
    room.clock.forward(2 * hour);
    const [told, ...more] = await room.told();
    expect(more).toEqual([]);
    expect(JSON.stringify(told?.blocks)).toContain(said);
  });

  it('nothing is said of a mute that held nothing back', async () => {
    await using store = await open();
    await using room = await roomWith(store, { topic: 'errors' });
    await mute(store.db);
    await room.told();
    room.clock.forward(3 * hour);
    expect(await room.told()).toEqual([]);
  });

  it('in one channel is posted in another', async () => {
    await using store = await open();
    await using room = await roomWith(store, { topic: 'errors' }, { topic: 'errors', channel: 'C2' });
    await mute(store.db);
    await room.ends(failedCall('busy', { id: 'b1' }));
    expect(await room.told('C2')).toHaveLength(1);
  });
});
