import { expect, it } from 'vitest';

import type { WantedSubscription } from '../../src/calls/subscription.ts';
import { makeFirstSubscriptions } from '../../src/store/first-subscriptions.ts';
import { listSubscriptions, unsubscribe } from '../../src/store/subscriptions.ts';
import { describeStores } from '../support/database.ts';

const calls: WantedSubscription = { channel: '#calls', topic: 'calls', filter: '', options: {} };
const digest: WantedSubscription = {
  channel: '#digest',
  topic: 'digest',
  filter: '',
  options: { digestTime: '09:00' },
};

describeStores('the subscriptions of the environment', (open) => {
  it('are made on the first start, and left alone on the next', async () => {
    await using store = await open();
    await makeFirstSubscriptions(store.db, [calls, digest], 1);
    const made = await listSubscriptions(store.db);
    await makeFirstSubscriptions(store.db, [calls, digest], 2);
    expect(await listSubscriptions(store.db)).toEqual(made);
    expect(made.map((it) => it.channel).sort()).toEqual(['#calls', '#digest']);
  });

  it('that a person removed do not come back', async () => {
    await using store = await open();
    await makeFirstSubscriptions(store.db, [calls], 1);
    await unsubscribe(store.db, (await listSubscriptions(store.db))[0]?.id as string);
    await makeFirstSubscriptions(store.db, [calls], 2);
    expect(await listSubscriptions(store.db)).toEqual([]);
  });

  it('follow a change of the environment', async () => {
    await using store = await open();
    await makeFirstSubscriptions(store.db, [calls, digest], 1);
    const later = { ...digest, options: { digestTime: '17:30' } };
    await makeFirstSubscriptions(store.db, [{ ...calls, channel: '#outcomes' }, later], 2);
    const now = await listSubscriptions(store.db);
    expect(now.map((it) => [it.channel, it.options.digestTime])).toEqual(
      expect.arrayContaining([
        ['#digest', '17:30'],
        ['#outcomes', undefined],
      ]),
    );
    expect(now).toHaveLength(2);
  });
});
