import { type Expression, expressionBuilder, type SelectQueryBuilder, type SqlBool, sql } from 'kysely';

import type { Comparison, Predicate } from '../../calls/filter.ts';
import { isPostgres, type Store } from '../engine/database.ts';
import type { Tables } from '../engine/tables.ts';
import { predicateExpression } from './filter-sql.ts';

/** Up to so many calls are quicker fetched by what they have in common than looked for from the newest on. */
const mostOfFew = 2_500;

/**
 * Conditions that an index answers in the order of a list, and of which every call that matches fulfils at least one.
 * Neither database finds the newest rows of `human or busy` on its own without reading all of them: it takes the newest
 * of each and merges. Empty where walking from the newest call on is best.
 */
export async function narrowingsOf(store: Store, predicate: Predicate): Promise<Expression<SqlBool>[]> {
  const choices = choicesOf(predicate);
  const odd = choices.some(isOfFailed) && choices.some(isOfResults) ? await oddOnes(store) : null;
  if (odd !== null) return [odd];
  const few = await fewestOf(store, predicate);
  if (few !== null) return [few];
  const merged = choices.find((choice) => choice.length > 1 && choice.every(isIndexedByEnd));
  return (merged ?? []).map(predicateExpression);
}

/** The calls that fulfil one of the conditions that each call must, where they are few enough to be read one by one. */
export async function fewestOf(store: Store, predicate: Predicate): Promise<Expression<SqlBool> | null> {
  for (const choice of choicesOf(predicate)) {
    const few = await fewCalls(store, choice);
    if (few !== null) return few;
  }
  return null;
}

/** Whether one index has the calls in the order of a list, or a few to be merged, and no other call. */
export function isOneWord(predicate: Predicate): boolean {
  const choices = choicesOf(predicate);
  return choices.length <= 1 && choices.every((choice) => choice.length > 0 && choice.every(isIndexedByEnd));
}

function choicesOf(predicate: Predicate): Comparison[][] {
  return 'all' in predicate ? predicate.all.map(alternatives) : [alternatives(predicate)];
}

/** The comparisons of which one must hold; none when it is not that simple. */
function alternatives(predicate: Predicate): Comparison[] {
  if ('test' in predicate) return [predicate];
  if (!('any' in predicate)) return [];
  const parts = predicate.any.map(alternatives);
  return parts.some((part) => part.length === 0) ? [] : parts.flat();
}

function isIndexedByEnd(comparison: Comparison): boolean {
  if (comparison.test === 'is')
    return ['status', 'result', 'dialError', 'endedBy', 'country', 'phoneReversed'].includes(
      comparison.column,
    );
  if (comparison.test === 'is-ignoring-case') return comparison.column === 'endReason';
  return comparison.test === 'is-known' && comparison.column === 'dialError';
}

function isOfFailed(choice: Comparison[]): boolean {
  const isFailure = (it: Comparison) =>
    'column' in it &&
    (it.column === 'dialError' || (it.column === 'status' && it.test === 'is' && it.value === 'error'));
  return choice.length > 0 && choice.every(isFailure);
}

function isOfResults(choice: Comparison[]): boolean {
  return choice.length > 0 && choice.every((it) => 'column' in it && it.column === 'result');
}

/**
 * Calls that failed and yet have a result. Revox hardly gives any, so `errored human` finds none among all that failed
 * and all that have that result; an index holds just these.
 */
async function oddOnes(store: Store): Promise<Expression<SqlBool> | null> {
  const rows = await store
    .selectFrom('calls')
    .select('calls.serial')
    // In the words of the index, or neither database sees that it has them all.
    .where(sql<SqlBool>`result is not null and (status = 'error' or dial_error is not null)`)
    .limit(mostOfFew + 1)
    .execute();
  if (rows.length > mostOfFew) return null;
  // By name: of a subquery Postgres expects many, and walks all calls with the result instead.
  if (rows.length === 0) return sql.lit(false);
  const serials = rows.map(({ serial }) => serial);
  return expressionBuilder<Tables, 'calls'>()('calls.serial', 'in', serials);
}

/** The calls of one choice, when they are few. */
async function fewCalls(store: Store, choice: Comparison[]): Promise<Expression<SqlBool> | null> {
  const serials = serialsOf(store, choice);
  return serials === null ? null : fewOf(store, serials);
}

type Serials = SelectQueryBuilder<Tables, never, { serial: number }>;

async function fewOf(store: Store, serials: Serials): Promise<Expression<SqlBool> | null> {
  const { count } = await store
    .selectFrom(serials.limit(mostOfFew + 1).as('some'))
    .select((it) => it.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  if (Number(count) > mostOfFew) return null;
  // As a list, or Postgres sees a join, and may still walk all calls from the newest on.
  if (isPostgres(store)) return sql<SqlBool>`calls.serial = any(array(${serials}))`;
  return expressionBuilder<Tables, 'calls'>()('calls.serial', 'in', serials);
}

type Field = Extract<Comparison, { test: 'field-is' | 'has-field' }>;

const ofNumbersAndLengths = new Set<Comparison['test']>(['ends-in', 'talked-longer', 'talked-shorter']);

/** For comparisons whose index is not in the order of a list. */
function serialsOf(store: Store, choice: Comparison[]): Serials | null {
  if (choice.length === 0) return null;
  const fields = choice.filter(({ test }) => test === 'field-is' || test === 'has-field') as Field[];
  if (fields.length === choice.length) {
    const isOne = fields.map(({ test: _, ...field }) =>
      expressionBuilder<Tables, 'call_fields'>().and(field),
    );
    return store
      .selectFrom('call_fields')
      .select('serial')
      .where((it) => it.or(isOne));
  }
  if (!choice.every(({ test }) => ofNumbersAndLengths.has(test))) return null;
  return store
    .selectFrom('calls')
    .select('calls.serial')
    .where((it) => it.or(choice.map(withStep)));
}

/** As in the index: what is saved together stands together in it, so that a transaction writes few of its pages. */
const step = sql<number>`calls.talk_ms / 10000`;
const stepMs = 10_000;

/** Also by the step that a length is in, which alone has an index. */
function withStep(comparison: Comparison): Expression<SqlBool> {
  const exact = predicateExpression(comparison);
  const it = expressionBuilder<Tables, 'calls'>();
  if (comparison.test === 'talked-longer')
    return it.and([it(step, '>=', Math.trunc((comparison.ms + 1) / stepMs)), exact]);
  if (comparison.test === 'talked-shorter')
    return it.and([it(step, '<=', Math.trunc((comparison.ms - 1) / stepMs)), exact]);
  return exact;
}
