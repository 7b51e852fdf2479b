import { expect, it } from 'vitest';

import { storedFilter } from '../../../src/calls/filter.ts';
import { parseSubscribe } from '../../../src/calls/subscribe-words.ts';
import { dayMs, hourMs } from '../../../src/calls/time/durations.ts';
import { dryRun } from '../../../src/store/calls/dry-run.ts';
import { describeStores } from '../../support/database.ts';
import { mondayNoon, sampleCall } from '../../support/sample-calls.ts';
import { storeCalls } from '../../support/stored-calls.ts';

const context = { now: mondayNoon, timezone: 'UTC' };

describeStores('a dry run of words about outcomes', (open) => {
  it('finds the calls of the last seven days, whatever hours they are in, and none where none matches', async () => {
    await using store = await open();
    const endedBefore = (ms: number, result: 'human' | 'voicemail') =>
      sampleCall({ id: `${result}-${ms}`, result, endedAt: mondayNoon - ms });
    const voicemail = [1, 2 * hourMs, 5 * dayMs, 7 * dayMs, 7 * dayMs + 1];
    await storeCalls(store.db, [
      ...voicemail.map((ms) => endedBefore(ms, 'voicemail')),
      ...[1, 90 * 60_000, 6 * dayMs].map((ms) => endedBefore(ms, 'human')),
    ]);
    const dry = async (words: string) => {
      const { topic, filter } = parseSubscribe(words, context).request;
      const { calls, since, sample } = await dryRun(
        store.db,
        { topic: topic as 'calls', filter: storedFilter(filter) },
        context,
      );
      return { calls, since, sample: sample?.id ?? null };
    };
    const since = mondayNoon - 7 * dayMs;
    expect(await dry('calls voicemail')).toEqual({ calls: 4, since, sample: 'voicemail-1' });
    expect(await dry('calls busy')).toEqual({ calls: 0, since, sample: null });
    expect(await dry('calls')).toMatchObject({ calls: 7, since });
  });

  it('counts those that ask for a call-back', async () => {
    await using store = await open();
    const asks = { structuredOutput: { callback_time: 'demain 14h' } };
    await storeCalls(store.db, [
      sampleCall({ id: 'a', endedAt: mondayNoon - 1, ...asks }),
      sampleCall({ id: 'b', endedAt: mondayNoon - 1, result: 'ivr', ...asks }),
      sampleCall({ id: 'c', endedAt: mondayNoon - 1, structuredOutput: null }),
    ]);
    expect(await dryRun(store.db, { topic: 'calls', filter: storedFilter('') }, context)).toMatchObject({
      calls: 3,
      asking: 1,
    });
  });
});
