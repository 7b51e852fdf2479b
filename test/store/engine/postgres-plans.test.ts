import { type RawBuilder, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { parseFilter } from '../../../src/calls/filter.ts';
import { filterExpression } from '../../../src/store/calls/filter-sql.ts';
import { findFields } from '../../../src/store/calls/known-fields.ts';
import type { Database } from '../../../src/store/engine/database.ts';
import { openPostgres, type TestStore } from '../../support/database.ts';
import { sampleCall } from '../../support/sample-calls.ts';
import { storeCalls } from '../../support/stored-calls.ts';
import { lookUps, pagesOf } from '../calls/look-ups.ts';
import { explained, queriesOf } from '../plans.ts';

let store: TestStore;
beforeAll(async () => {
  store = await openPostgres();
});
afterAll(() => store[Symbol.asyncDispose]());

/** What is read whole where every other way is preferred, however little there is to read. */
function scansOf(ask: (db: Database) => Promise<unknown>): Promise<string[]> {
  return store.db.connection().execute(async (db) => {
    await sql`set enable_seqscan = off`.execute(db);
    // Of combinations of words there are some hundreds.
    const asked = await queriesOf(db as Database, ask);
    expect(asked).not.toEqual([]);
    const queries = asked.filter(({ sql: text }) => !text.includes('combinations'));
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

it('all text is compared by its bytes, as on SQLite', async () => {
  const { rows } = await sql`
    select table_name, column_name from information_schema.columns
    where table_schema = current_schema() and data_type = 'text' and table_name not like 'kysely%'
      and collation_name is distinct from 'C'
  `.execute(store.db);
  expect(rows).toEqual([]);
});

it('looks each value of a field up on its own, and joins no fields of all calls', async () => {
  await using filled = await openPostgres();
  const calls = Array.from({ length: 2_000 }, (_, index) =>
    sampleCall({ id: `call-${index}`, structuredOutput: { note: `Number ${index}`, mood: 'hot' } }),
  );
  await storeCalls(filled.db, calls);
  await sql`vacuum analyze call_fields`.execute(filled.db);
  const words = Array.from({ length: 40 }, (_, index) => `word ${index}`);
  const steps = [];
  for (const query of await queriesOf(filled.db, (db) => findFields(db, words)))
    steps.push(...(await explained<Record<string, string>>(filled.db, 'explain', query)));
  const plan = steps.map((row) => row['QUERY PLAN']).join('\n');
  expect(plan).toContain('call_fields_by_value');
  expect(plan).not.toMatch(/Hash|Seq Scan on call_fields/);
});

describe('what Postgres knows of the calls that are stored', () => {
  /** How many rows it expects, of 400 calls: half with a person who hung up, half on a voicemail. */
  async function expectedRows(db: Database, query: RawBuilder<unknown>): Promise<number> {
    const { rows } = await sql<Record<string, string>>`explain ${query}`.execute(db);
    return Number(/rows=(\d+)/.exec(rows[0]?.['QUERY PLAN'] ?? '')?.[1]);
  }

  async function openFilled(): Promise<TestStore> {
    const filled = await openPostgres();
    const calls = Array.from({ length: 400 }, (_, index) =>
      sampleCall({ id: `call-${index}`, ...(index % 2 === 0 ? hungUp : reachedMachine) }),
    );
    await storeCalls(filled.db, calls);
    await sql`analyze calls, call_fields`.execute(filled.db);
    return filled;
  }

  const hungUp = {
    result: 'human',
    endedBy: 'user',
    endReason: 'user_hung_up',
    structuredOutput: { objection: 'price' },
  };
  const reachedMachine = {
    result: 'voicemail',
    endedBy: 'agent',
    endReason: 'voicemail',
    structuredOutput: { outcome: 'nobody' },
  };

  it('which words calls have together', async () => {
    await using filled = await openFilled();
    const expected = async (words: string) => {
      const { filter } = parseFilter(words, { now: 0, timezone: 'UTC' });
      const where = filterExpression(filter, { now: 0, timezone: 'UTC' });
      return await expectedRows(filled.db, sql`select id from calls where ${where}`);
    };
    expect(await expected('reason:user_hung_up')).toBe(200);
    expect(await expected('human by:user')).toBe(200);
    expect(await expected('human reason:user_hung_up')).toBe(200);
    expect(await expected('voicemail by:user')).toBe(1);
    expect(await expected('voicemail reason:user_hung_up')).toBe(1);
  });

  it('which value a field has', async () => {
    await using filled = await openFilled();
    const expected = (name: string, value: string) =>
      expectedRows(filled.db, sql`select serial from call_fields where name = ${name} and value = ${value}`);
    expect(await expected('objection', 'price')).toBe(200);
    expect(await expected('objection', 'nobody')).toBe(1);
  });

  it('how few kinds of calls a quarter of an hour has', async () => {
    await using filled = await openFilled();
    const kinds = sql`select status, result, dial_error, end_reason, ended_at / 900000, count(*)
      from calls group by 1, 2, 3, 4, 5`;
    expect(await expectedRows(filled.db, kinds)).toBe(2);
  });
});
