import type { Count } from '../../calls/bundle.ts';
import type { FieldFigures } from '../../calls/digest.ts';
import { mostFirst } from '../../calls/most-first.ts';
import { maskNumbers } from '../../calls/numbers/mask-numbers.ts';
import { isNumber, isOfList } from '../../calls/tallies/named-values.ts';
import { type KeptField, keptFields } from '../calls/kept/field-values.ts';
import type { Question } from '../calls/kept/kinds.ts';
import { inReaderThread, type Store } from '../engine/database.ts';
import type { CountedCalls } from './figures.ts';

/** More distinct words than this are no list to choose from. */
const mostWords = 12;
/** Numbers are spread out in memory up to this many distinct values. */
const mostNumbers = 2000;
const mostFields = 8;
/** As many calls show which fields are free text. */
const sampledCalls = 200;

type Value = Count & { name: string };

/**
 * How each enum, boolean and number of the structured output is distributed; free text is left out.
 *
 * @param question the same calls.
 */
export async function fieldFigures(
  store: Store,
  calls: CountedCalls,
  question: Question,
): Promise<FieldFigures[]> {
  const fields = Map.groupBy(await valuesOf(store, calls, question), ({ name }) => name);
  return [...fields]
    .map(([name, values]) => ({ name, values, calls: values.reduce((sum, { count }) => sum + count, 0) }))
    .sort((one, other) => other.calls - one.calls || (one.name < other.name ? -1 : 1))
    .map(({ name, values }) => distributionOf(name, values))
    .filter((field) => field !== null)
    .slice(0, mostFields);
}

async function valuesOf(store: Store, calls: CountedCalls, question: Question): Promise<Value[]> {
  const kept = await keptFields(store, question);
  if (kept === null) return countValues(store, calls);
  const whole = kept.filter(({ others }) => others.calls === 0);
  const others = kept.filter((field) => !whole.includes(field)).map(({ name }) => name);
  const unknown = others.length === 0 ? [] : await withoutFreeText(store, calls, others);
  const counted = unknown.length === 0 ? [] : await countValues(store, calls, unknown);
  return [...whole.flatMap(namedValues), ...counted];
}

function namedValues({ name, values }: KeptField): Value[] {
  return [...values].map(([word, { calls }]) => ({ name, word, count: calls }));
}

/** A sentence, or many words, in some calls are as much in all: what it is in is neither numbers nor a list. */
async function withoutFreeText(store: Store, calls: CountedCalls, names: string[]): Promise<string[]> {
  const rows = await inReaderThread(store)
    .selectFrom(calls.select('calls.serial').limit(sampledCalls).as('some'))
    .innerJoin('call_fields', 'call_fields.serial', 'some.serial')
    .select(['name', 'value'])
    .execute();
  // All their fields: by the names, SQLite would go through all calls that have them.
  const seen = Map.groupBy(rows, ({ name }) => name);
  return names.filter((name) => !isFreeText((seen.get(name) ?? []).map(({ value }) => value)));
}

function isFreeText(values: string[]): boolean {
  const words = values.filter((value) => !isFigure(value));
  return words.some((word) => !isOfList(word)) || new Set(words).size > mostWords;
}

/** Each value of each field, or of these, that is not free text. */
async function countValues(store: Store, calls: CountedCalls, names?: string[]): Promise<Value[]> {
  const rows = await inReaderThread(store)
    .with(
      (it) => it('counted').materialized(),
      () =>
        calls
          .innerJoin('call_fields', 'call_fields.serial', 'calls.serial')
          .$if(names !== undefined, (some) => some.where('name', 'in', names as string[]))
          .select((field) => ['name', 'value', field.fn.countAll<number>().as('count')])
          .groupBy(['name', 'value']),
    )
    .selectFrom('counted')
    .selectAll()
    .where('name', 'in', (it) =>
      it
        .selectFrom('counted')
        .select('name')
        .groupBy('name')
        .having((field) => field.fn.countAll(), '<=', mostNumbers),
    )
    .execute();
  return rows.map(({ name, value, count }) => ({ name, word: value, count: Number(count) }));
}

function distributionOf(name: string, named: Value[]): FieldFigures | null {
  const values = mostFirst(named.map(({ word, count }) => ({ word, count })));
  const calls = values.reduce((sum, it) => sum + it.count, 0);
  if (values.every((it) => isFigure(it.word))) return { name, kind: 'numbers', calls, ...spreadOf(values) };
  return isList(values, calls) ? { name, kind: 'words', calls, values } : null;
}

/** Whether it is a yes/no, or the words are of a list, as “hot” and “cold” are: not names, dates or sentences. */
function isList(values: Count[], calls: number): boolean {
  const isYesNo = values.every(({ word }) => /^(?:true|false|yes|no)$/.test(word));
  if (isYesNo) return true;
  const isRepeated = values.length <= mostWords && values.length * 2 <= calls;
  return isRepeated && values.every(({ word }) => isOfList(word));
}

/** A number to dial is none: nobody asks which is the least, and it would tell something of each. */
function isFigure(word: string): boolean {
  return isNumber(word) && maskNumbers(word) === word;
}

function spreadOf(values: Count[]): { min: number; median: number; max: number } {
  const inOrder = values
    .map(({ word, count }) => ({ number: Number(word), count }))
    .sort((one, other) => one.number - other.number);
  const [first, last] = [inOrder[0], inOrder.at(-1)] as [{ number: number }, { number: number }];
  return { min: first.number, median: medianOf(inOrder), max: last.number };
}

function medianOf(inOrder: { number: number; count: number }[]): number {
  const middle = Math.ceil(inOrder.reduce((sum, { count }) => sum + count, 0) / 2);
  let seen = 0;
  for (const { number, count } of inOrder) {
    seen += count;
    if (seen >= middle) return number;
  }
  return Number.NaN;
}
