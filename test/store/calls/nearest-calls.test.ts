import { expect, it } from 'vitest';

import { parseFilter } from '../../../src/calls/filter.ts';
import { hourMs } from '../../../src/calls/time/durations.ts';
import { currentAnchor } from '../../../src/store/calls/call-lists.ts';
import { nearestCalls } from '../../../src/store/calls/nearest-calls.ts';
import { describeStores } from '../../support/database.ts';
import { mondayNoon, sampleCall } from '../../support/sample-calls.ts';
import { storeCalls } from '../../support/stored-calls.ts';

describeStores('calls of words that are far apart', (open) => {
  it('are all found, in however many hours they ended', async () => {
    await using store = await open();
    const calls = Array.from({ length: 700 }, (_, index) =>
      sampleCall({
        id: `call-${index}`,
        result: 'voicemail',
        endedBy: 'user',
        endedAt: mondayNoon - 2 * index * hourMs,
      }),
    );
    await storeCalls(store.db, calls);
    const context = { now: mondayNoon, timezone: 'Europe/Paris' };
    const { filter } = parseFilter('voicemail by:user', context);
    const list = { filter, context, anchor: await currentAnchor(store.db) };
    const found = await nearestCalls(store.db, list, 'older', undefined, 600);
    expect(found.map(({ id }) => id)).toEqual(calls.slice(0, 600).map(({ id }) => id));
  });
});
