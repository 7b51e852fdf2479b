import { type Expression, type ExpressionBuilder, expressionBuilder, type SqlBool, sql } from 'kysely';

import {
  type Comparison,
  contradictionIn,
  type Filter,
  type FilterContext,
  type Predicate,
  predicateOf,
  type TextColumn,
} from '../../calls/filter.ts';
import type { Tables } from '../engine/tables.ts';

type Builder = ExpressionBuilder<Tables, 'calls'>;

/**
 * For a `where` over `calls`: keeps the rows that `matches` keeps. Words that exclude each other are plainly false, so
 * that neither database reads a row for them.
 */
export function filterExpression(filter: Filter, context: FilterContext): Expression<SqlBool> {
  if (contradictionIn(filter, context) !== null) return sql.lit(false);
  return predicateExpression(predicateOf(filter, context));
}

export function predicateExpression(predicate: Predicate): Expression<SqlBool> {
  return compile(expressionBuilder<Tables, 'calls'>(), predicate, false);
}

/**
 * Negations are pushed down to the comparisons. In SQL, `not (result = 'human')` is neither true nor false for a call
 * without a result; the negated comparisons below are true for it, as they are in `matches`.
 */
function compile(it: Builder, predicate: Predicate, negated: boolean): Expression<SqlBool> {
  if ('not' in predicate) return compile(it, predicate.not, !negated);
  if (!('all' in predicate || 'any' in predicate)) return compare(it, predicate, negated);
  const parts = 'all' in predicate ? predicate.all : predicate.any;
  const compiled = parts.map((part) => compile(it, part, negated));
  return 'all' in predicate === negated ? it.or(compiled) : it.and(compiled);
}

const columns = {
  status: 'calls.status',
  result: 'calls.result',
  dialError: 'calls.dial_error',
  endReason: 'calls.end_reason',
  endedBy: 'calls.ended_by',
  country: 'calls.country',
  phoneNumber: 'calls.phone_number',
  phoneReversed: 'calls.phone_reversed',
} as const satisfies Record<TextColumn, string>;

function compare(it: Builder, comparison: Comparison, negated: boolean): Expression<SqlBool> {
  switch (comparison.test) {
    case 'is': {
      const { column, value } = comparison;
      return it(columns[column], negated ? 'is distinct from' : '=', value);
    }
    case 'is-known':
      return it(columns[comparison.column], negated ? 'is' : 'is not', null);
    case 'is-ignoring-case':
      return negatable(it, isIgnoringCase(it, columns[comparison.column], comparison.value), negated);
    case 'begins-with':
      return negatable(it, beginsWith(it, columns[comparison.column], comparison.value), negated);
    case 'ends-in':
      return negatable(it, endsIn(it, comparison), negated);
    case 'ended-from':
      return negatable(it, it('calls.ended_at', '>=', comparison.at), negated);
    case 'ended-before':
      return negatable(it, it('calls.ended_at', '<', comparison.at), negated);
    case 'talked-longer':
      return negatable(it, it('calls.talk_ms', '>', comparison.ms), negated);
    case 'talked-shorter':
      return negatable(it, it('calls.talk_ms', '<', comparison.ms), negated);
    case 'promises-call-back':
      // In so many words, or SQLite does not see that the index is of exactly these.
      return it('calls.call_back', negated ? '!=' : '=', sql.lit(1));
    case 'has-field':
    case 'field-is':
      return negated ? it.not(hasField(it, comparison)) : hasField(it, comparison);
  }
}

type TextRef = (typeof columns)[TextColumn];

/** The length keeps out the few letters beyond ASCII that Postgres folds into it and SQLite does not. */
function isIgnoringCase(it: Builder, column: TextRef, value: string): Expression<SqlBool> {
  const text = sql.ref(column);
  return it.and([
    it(sql<string>`lower(${text})`, '=', value),
    it(sql<number>`octet_length(${text})`, '=', value.length),
  ]);
}

function beginsWith(it: Builder, column: TextRef, value: string): Expression<SqlBool> {
  return it(sql<string>`substr(${sql.ref(column)}, 1, ${sql.lit(value.length)})`, '=', value);
}

type EndsIn = Extract<Comparison, { test: 'ends-in' }>;

/**
 * A range for the index, where the order is by digits alone; letters come after digits in every collation. What else
 * stands there, an address or a name, is no number. Less than one, since Postgres guesses that hardly a row is equal.
 */
function endsIn(it: Builder, { column, value, fewestDigits }: EndsIn): Expression<SqlBool> {
  const reversed = sql.ref(columns[column]);
  const range = [it(columns[column], '>=', value), it(columns[column], '<', `${value}a`)];
  const isOfDigits = it(sql<number>`length(ltrim(${reversed}, '0123456789'))`, '<', 1);
  const isLong = it(sql<number>`length(${reversed})`, '>=', fewestDigits);
  return it.and([...range, isOfDigits, ...(fewestDigits > 0 ? [isLong] : [])]);
}

function hasField(it: Builder, field: { name: string; value?: string }): Expression<SqlBool> {
  const named = it
    .selectFrom('call_fields')
    .select('call_fields.serial')
    .whereRef('call_fields.serial', '=', 'calls.serial')
    .where('call_fields.name', '=', field.name);
  return it.exists(field.value === undefined ? named : named.where('call_fields.value', '=', field.value));
}

function negatable(it: Builder, expression: Expression<SqlBool>, negated: boolean): Expression<SqlBool> {
  return negated ? it.not(it.fn.coalesce(expression, sql.lit(false))) : expression;
}
