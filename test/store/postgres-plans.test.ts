import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';

import type { Database } from '../../src/store/database.ts';
import { openPostgres, type TestStore } from '../support/database.ts';
import { sampleCall } from '../support/sample-calls.ts';
import { storeCalls } from '../support/stored-calls.ts';
import { lookUps, pagesOf } from './look-ups.ts';
import { explained, queriesOf } from './plans.ts';

let store: TestStore;
beforeAll(async () => {
  store = await openPostgres();
});
afterAll(() => store[Symbol.asyncDispose]());

/** What is read whole where every other way is preferred, however little there is to read. */
function scansOf(ask: (db: Database) => Promise<unknown>): Promise<string[]> {
  return store.db.connection().execute(async (db) => {
    await sql`set enable_seqscan = off`.execute(db);
    const queries = await queriesOf(db as Database, ask);
    expect(queries).not.toEqual([]);
    const plans = [];
    for (const query of queries)
      plans.push(...(await explained<Record<string, string>>(db, 'explain', query)));
    return plans.map((row) => row['QUERY PLAN'] ?? '').filter((step) => step.includes('Seq Scan'));
  });
}

it.each([
  '',
  '-busy',
  'since:24h',
  'human',
  'busy',
  'by:user',
  'callback',
  'reason:transfer',
  'phone:+33199001234',
  'errored',
  'human voicemail',
  'ours human',
  'errored human',
  'phone:1234',
  'field:objection=price',
])('a page of “%s” reads no table whole on Postgres', async (words) => {
  for (const ask of pagesOf(words)) expect(await scansOf(ask)).toEqual([]);
});

it.each(lookUps)('%s: found on Postgres without reading every call', async (_, ask) => {
  expect(await scansOf(ask)).toEqual([]);
});

it('knows how many calls end with a word, however it is written', async () => {
  await using filled = await openPostgres();
  const calls = Array.from({ length: 400 }, (_, index) =>
    sampleCall({ id: `call-${index}`, endReason: index % 2 === 0 ? 'user_hung_up' : 'agent_transferred' }),
  );
  await storeCalls(filled.db, calls);
  await sql`analyze calls`.execute(filled.db);

  const written = sql`lower(end_reason) = 'user_hung_up' and octet_length(end_reason) = 12`;
  const explanation = sql<Record<string, string>>`explain select id from calls where ${written}`;
  const plan = (await explanation.execute(filled.db)).rows.map((row) => row['QUERY PLAN']).join('\n');
  expect(Number(/rows=(\d+)/.exec(plan)?.[1]), plan).toBe(200);
});
