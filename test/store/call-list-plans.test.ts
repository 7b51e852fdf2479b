import { CompiledQuery, type KyselyPlugin, type RootOperationNode } from 'kysely';
import { expect, it } from 'vitest';

import { everything, parseFilter } from '../../src/calls/filter.ts';
import {
  attemptsTo,
  currentAnchor,
  findCall,
  listCalls,
  oldestEnd,
  openCalls,
} from '../../src/store/call-lists.ts';
import type { Database } from '../../src/store/database.ts';
import { failingNumbers } from '../../src/store/failing-numbers.ts';
import { endedWithin } from '../../src/store/figures.ts';
import { openSqlite } from '../support/database.ts';
import { mondayNoon } from '../support/sample-calls.ts';

const context = { now: mondayNoon, timezone: 'UTC' };
const key = { endedAt: mondayNoon, id: 'call-1' };

/** How SQLite carries out the queries that are asked: the steps of each. */
async function plansOf(db: Database, ask: (db: Database) => Promise<unknown>): Promise<string[][]> {
  const asked: CompiledQuery[] = [];
  const listening: KyselyPlugin = {
    transformQuery({ node, queryId }): RootOperationNode {
      asked.push(db.getExecutor().compileQuery(node, queryId));
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  await ask(db.withPlugin(listening));
  return await Promise.all(asked.map((query) => planOf(db, query)));
}

async function planOf(db: Database, { sql, parameters }: CompiledQuery): Promise<string[]> {
  const explained = CompiledQuery.raw(`explain query plan ${sql}`, [...parameters]);
  return (await db.executeQuery<{ detail: string }>(explained)).rows.map(({ detail }) => detail);
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
  ['-busy', ['calls_by_end']],
  ['since:24h', ['calls_by_end']],
  ['until:24h', ['calls_by_end']],
  ['today', ['calls_by_end']],
  // Few may match: they have an index in the order of the list.
  ['human', ['calls_by_result']],
  ['busy', ['calls_by_dial_error']],
  ['by:user', ['calls_by_ended_by']],
  ['callback', ['calls_with_call_back']],
  ['reason:transfer', ['calls_by_end_reason']],
  ['phone:+33199001234', ['calls_by_phone']],
  // Several words: the newest of each, merged by number.
  ['errored', ['INTEGER PRIMARY KEY', 'calls_by_status', 'calls_with_dial_error']],
  ['human voicemail', ['INTEGER PRIMARY KEY', 'calls_by_result']],
  ['ours human', ['INTEGER PRIMARY KEY', 'calls_by_dial_error', 'calls_by_result']],
  // Few calls have the field or the digits, as in this empty store: they are fetched and sorted.
  ['phone:1234', ['INTEGER PRIMARY KEY', 'calls_by_phone']],
  ['field:objection=price', ['INTEGER PRIMARY KEY']],
])('a page of “%s” goes through %j', async (words, indexes) => {
  await using store = await openSqlite();
  const list = { filter: parseFilter(words, context).filter, context, anchor: 5 };
  const turns = [{}, { before: key }, { after: key }];
  for (const turn of turns) {
    const plans = await plansOf(store.db, (db) => listCalls(db, { ...list, ...turn }));
    expect(plans.flatMap(scansIn)).toEqual([]);
    expect(indexesOf(plans)).toEqual(indexes);
  }
});

const day = { from: mondayNoon, to: mondayNoon + 86_400_000 };

it.each<[string, (db: Database) => Promise<unknown>]>([
  [
    'the calls of a message',
    (db) => listCalls(db, { filter: everything, context, anchor: 5, messageId: 'm' }),
  ],
  ['the anchor of a list', currentAnchor],
  ['the oldest end', oldestEnd],
  ['the numbers that fail most', (db) => failingNumbers(endedWithin(db, day, everything, context))],
  ['the calls in progress', (db) => openCalls(db, 10)],
  ['a call by the beginning of its id', (db) => findCall(db, 'a1b2c3d4')],
  ['a call by its last digits', (db) => findCall(db, '1234')],
  ['the attempts to a number', (db) => attemptsTo(db, '+33199001234', { since: 0, until: mondayNoon })],
])('%s: found without reading every call', async (_, ask) => {
  await using store = await openSqlite();
  const plans = await plansOf(store.db, ask);
  expect(plans).not.toEqual([]);
  expect(plans.flatMap(scansIn)).toEqual([]);
});
