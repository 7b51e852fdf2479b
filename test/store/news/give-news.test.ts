import fc from 'fast-check';
import { sql } from 'kysely';
import { expect, it } from 'vitest';

import type { LikeCall } from '../../../src/calls/outcome.ts';
import type { Database } from '../../../src/store/engine/database.ts';
import { giveTo } from '../../../src/store/news/give-news.ts';
import { describeStores } from '../../support/database.ts';
import { mondayNoon, sampleCall } from '../../support/sample-calls.ts';
import { storeCalls } from '../../support/stored-calls.ts';
import { explained, queriesOf } from '../plans.ts';

const kind = fc.record({
  dialError: fc.constantFrom(null, 'busy', 'too_many_calls'),
  result: fc.constantFrom(null, 'human', 'voicemail'),
  status: fc.constantFrom('completed', 'error'),
});
/** That of news whose call is gone. */
const gone = { dialError: null, result: null, status: '' };
const aNews: fc.Arbitrary<SomeNews> = fc.record({
  kind: fc.oneof({ weight: 9, arbitrary: kind }, fc.constant(gone)),
  subscription_id: fc.constantFrom('s1', 's2'),
  message_id: fc.option(fc.constant('another'), { freq: 5 }),
  mute_id: fc.option(fc.constant('mute'), { freq: 5 }),
  ended: fc.integer({ min: 0, max: 9 }),
});
const hours = fc.option(
  fc.tuple(fc.nat({ max: 9 }), fc.nat({ max: 9 })).map((times) => ({
    from: Math.min(...times),
    to: Math.max(...times),
  })),
);

interface SomeNews {
  kind: LikeCall;
  subscription_id: string;
  message_id: string | null;
  mute_id: string | null;
  ended: number;
}

async function fill(db: Database, all: SomeNews[]) {
  await db.deleteFrom('news').execute();
  await db.deleteFrom('calls').execute();
  const calls = all.flatMap(({ kind: like, ended }, index) =>
    like.status === '' ? [] : [sampleCall({ ...like, id: `call-${index}`, endedAt: mondayNoon + ended })],
  );
  await storeCalls(db, calls);
  const rows = all.map(({ kind: _, ended: __, ...news }, index) => ({
    ...news,
    key: `news-${index}`,
    call_id: `call-${index}`,
    channel: 'C1',
    topic: 'calls',
    found_at: mondayNoon,
  }));
  await db.insertInto('news').values(rows).execute();
}

describeStores('news that is given to a message', (open, store) => {
  it('is all of its kinds that no message has, as if each were given alone', async () => {
    await using place = await open();
    const { db } = place;
    const scene = fc.tuple(
      fc.array(aNews, { minLength: 1, maxLength: 20 }),
      fc.array(fc.oneof({ weight: 5, arbitrary: kind }, fc.constant(gone)), { maxLength: 6 }),
      hours,
    );
    await fc.assert(
      fc.asyncProperty(scene, async ([all, kinds, period]) => {
        await fill(db, all);
        const ended = period && { from: mondayNoon + period.from, to: mondayNoon + period.to };
        const given = all.map((news) => {
          const isFree = news.subscription_id === 's1' && news.message_id === null && news.mute_id === null;
          const isAlike = kinds.some((one) => JSON.stringify(one) === JSON.stringify(news.kind));
          const isInTime =
            period === null || (news.kind !== gone && news.ended >= period.from && news.ended < period.to);
          return isFree && isAlike && isInTime;
        });
        const distinct = [...new Map(kinds.map((one) => [JSON.stringify(one), one])).values()];
        expect(await giveTo(db, 'm1', { subscriptionId: 's1', kinds: distinct, ended })).toBe(
          given.filter(Boolean).length,
        );
        const rows = await db.selectFrom('news').select(['key', 'message_id']).execute();
        const messages = new Map(rows.map(({ key, message_id }) => [key, message_id]));
        expect(all.map((_, index) => messages.get(`news-${index}`))).toEqual(
          all.map(({ message_id }, index) => (given[index] ? 'm1' : message_id)),
        );
      }),
      { numRuns: store === 'SQLite' ? 100 : 25 },
    );
  });

  it('may be of more kinds than a statement has room for', async () => {
    await using place = await open();
    const kinds = Array.from({ length: 1_100 }, (_, index) => ({ ...called, result: `result ${index}` }));
    await fill(
      place.db,
      kinds.map((one) => ({ ...free, kind: one })),
    );
    expect(await giveTo(place.db, 'm1', { subscriptionId: 's1', kinds })).toBe(1_100);
  });

  it('is found by its subscription, and each call by its id', async () => {
    await using place = await open();
    const [query, ...others] = await queriesOf(place.db, (db) =>
      giveTo(db, 'm1', { subscriptionId: 's1', kinds: [called, { ...called, result: 'human' }] }),
    );
    expect(others).toEqual([]);
    if (query === undefined) throw new Error('nothing was asked');
    await place.db.connection().execute(async (db) => {
      if (store === 'Postgres') await sql`set enable_seqscan = off`.execute(db);
      const how = store === 'SQLite' ? 'explain query plan' : 'explain';
      const plan = JSON.stringify(await explained(db as Database, how, query));
      expect(plan).toMatch(/news_untold/);
      expect(plan).not.toMatch(/SCAN|Seq Scan/);
    });
  });
});

const called = { dialError: null, result: null, status: 'completed' };
const free = { subscription_id: 's1', message_id: null, mute_id: null, ended: 0 };
