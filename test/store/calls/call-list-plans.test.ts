import type { CompiledQuery } from 'kysely';
import { expect, it } from 'vitest';

import type { Database } from '../../../src/store/engine/database.ts';
import { openSqlite } from '../../support/database.ts';
import { mondayNoon, sampleCall } from '../../support/sample-calls.ts';
import { storeCalls } from '../../support/stored-calls.ts';
import { explained, queriesOf } from '../plans.ts';
import { lookUps, pagesOf } from './look-ups.ts';

/** How SQLite carries out the queries that are asked: the steps of each. */
async function plansOf(db: Database, ask: (db: Database) => Promise<unknown>): Promise<string[][]> {
  const queries = (await queriesOf(db, ask)).filter(isAboutCalls);
  return await Promise.all(queries.map((query) => planOf(db, query)));
}

/** And not about the combinations of their words, of which there are some hundreds. */
function isAboutCalls({ sql }: CompiledQuery): boolean {
  return !sql.includes('combinations');
}

async function planOf(db: Database, query: CompiledQuery): Promise<string[]> {
  return (await explained<{ detail: string }>(db, 'explain query plan', query)).map(({ detail }) => detail);
}

/** Tables read whole. A subquery is scanned too, under its own name, but it is as short as its limit. */
function scansIn(plan: string[]): string[] {
  const subqueries = plan.filter((step) => step.startsWith('CO-ROUTINE ')).map((step) => step.slice(11));
  return plan.filter((step) => step.startsWith('SCAN ') && !subqueries.includes(step.slice(5)));
}

/** The indexes through which calls are reached, but for the count of newer ones. */
function indexesOf(plans: string[][]): string[] {
  const names = plans
    .flat()
    .flatMap(
      (step) =>
        /^SEARCH calls USING (?:(?:COVERING )?INDEX )?(INTEGER PRIMARY KEY|\w+)/.exec(step)?.[1] ?? [],
    );
  return [...new Set(names)].filter((name) => name !== 'calls_by_ended_seq').sort();
}

it.each([
  // Most calls match, or those that do stand together: the newest are walked.
  ['', ['calls_by_end']],
  ['since:24h', ['calls_by_end']],
  ['until:24h', ['calls_by_end']],
  ['today', ['calls_by_end']],
  // Few may match: they have an index in the order of the list.
  ['human', ['calls_by_result']],
  ['busy', ['calls_by_dial_error']],
  ['by:user', ['calls_by_ended_by']],
  ['callback', ['calls_with_call_back']],
  ['reason:transfer', ['calls_by_end_reason']],
  ['in:fr', ['calls_by_country']],
  ['in:fr in:us', ['INTEGER PRIMARY KEY', 'calls_by_country']],
  ['phone:+33199001234', ['calls_by_phone']],
  // Several words: the newest of each, merged by number.
  ['errored', ['INTEGER PRIMARY KEY', 'calls_by_status', 'calls_with_dial_error']],
  ['human voicemail', ['INTEGER PRIMARY KEY', 'calls_by_result']],
  ['ours human', ['INTEGER PRIMARY KEY', 'calls_by_dial_error', 'calls_by_result']],
  // Few calls have the field or the digits, as in this empty store: they are fetched and sorted.
  ['phone:1234', ['INTEGER PRIMARY KEY', 'calls_by_phone']],
  ['field:objection=price', ['INTEGER PRIMARY KEY']],
  ['extracted:objection', ['INTEGER PRIMARY KEY']],
  ['longer:2m', ['INTEGER PRIMARY KEY', 'calls_by_talk']],
  ['shorter:30s', ['INTEGER PRIMARY KEY', 'calls_by_talk']],
])('a page of “%s” goes through %j', async (words, indexes) => {
  await using store = await openSqlite();
  for (const ask of pagesOf(words)) {
    const plans = await plansOf(store.db, ask);
    expect(plans.flatMap(scansIn)).toEqual([]);
    expect(indexesOf(plans)).toEqual(indexes);
  }
});

// Words that may be far apart: of each hour in which such calls ended, through an index that has them in their order.
it.each([
  ['-busy', ['calls_by_end']],
  ['completed in:fr', ['calls_by_country']],
  ['human by:user', ['calls_by_result']],
])('a page of “%s” goes through %j, in the hours that have some', async (words, indexes) => {
  await using store = await openSqlite();
  const call = sampleCall({ endedBy: 'user' });
  await storeCalls(
    store.db,
    [0, 30, 60].map((hours) => ({ ...call, id: `${hours}`, endedAt: mondayNoon - hours * 3_600_000 })),
  );
  for (const ask of pagesOf(words)) {
    const plans = await plansOf(store.db, ask);
    expect(plans.flatMap(scansIn)).toEqual([]);
    expect(indexesOf(plans)).toEqual(expect.arrayContaining(indexes));
  }
});

it.each(['voicemail by:user', '-human', 'errored human', 'busy by:agent since:7d'])(
  'no call is read for a page of “%s” where none ever ended so',
  async (words) => {
    await using store = await openSqlite();
    await storeCalls(store.db, [sampleCall()]);
    for (const ask of pagesOf(words)) {
      expect(await plansOf(store.db, ask)).toEqual([]);
      expect(await ask(store.db)).toEqual({ calls: [], older: expect.anything(), newer: expect.anything() });
    }
  },
);

it.each(lookUps)('%s: found without reading every call', async (_, ask) => {
  await using store = await openSqlite();
  const plans = await plansOf(store.db, ask);
  expect(plans).not.toEqual([]);
  expect(plans.flatMap(scansIn)).toEqual([]);
});

it('words that exclude each other are answered without a question', async () => {
  await using store = await openSqlite();
  for (const words of ['completed busy', 'human -human', 'today until:7d'])
    for (const ask of pagesOf(words)) expect(await queriesOf(store.db, ask)).toEqual([]);
});
