import type { Count } from '../../calls/bundle.ts';
import type { FieldFigures } from '../../calls/digest.ts';
import { mostFirst } from '../../calls/most-first.ts';
import { maskNumbers } from '../../calls/numbers/mask-numbers.ts';
import { inReaderThread, type Store } from '../engine/database.ts';
import type { CountedCalls } from './figures.ts';

/** More distinct words than this are no list to choose from. */
const mostWords = 12;
/** Numbers are spread out in memory up to this many distinct values. */
const mostNumbers = 2000;
const mostFields = 8;

/** How each enum, boolean and number of the structured output is distributed; free text is left out. */
export async function fieldFigures(store: Store, calls: CountedCalls): Promise<FieldFigures[]> {
  const fields = Map.groupBy(await countValues(store, calls), ({ name }) => name);
  return [...fields]
    .map(([name, values]) => ({ name, values, calls: values.reduce((sum, { count }) => sum + count, 0) }))
    .sort((one, other) => other.calls - one.calls || (one.name < other.name ? -1 : 1))
    .map(({ name, values }) => distributionOf(name, values))
    .filter((field) => field !== null)
    .slice(0, mostFields);
}

/** Each value of each field that is not free text. */
async function countValues(store: Store, calls: CountedCalls): Promise<(Count & { name: string })[]> {
  const rows = await inReaderThread(store)
    .with(
      (it) => it('counted').materialized(),
      () =>
        calls
          .innerJoin('call_fields', 'call_fields.serial', 'calls.serial')
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

function distributionOf(name: string, named: (Count & { name: string })[]): FieldFigures | null {
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
  return isRepeated && values.every(({ word }) => word.length <= longestWord && ofList.test(word));
}

/** Up to four words without the signs of a sentence, an address or a date. */
const ofList = /^\p{L}[\p{L}\p{N}+'’]*(?:[ _/&-]{1,3}[\p{L}\p{N}+'’]+){0,3}$/u;
const longestWord = 40;

/** A number to dial is none: nobody asks which is the least, and it would tell something of each. */
function isFigure(word: string): boolean {
  return word !== '' && Number.isFinite(Number(word)) && maskNumbers(word) === word;
}

function spreadOf(values: Count[]): { min: number; median: number; max: number } {
  const numbers = values
    .flatMap((it) => Array<number>(it.count).fill(Number(it.word)))
    .sort((one, other) => one - other);
  const at = (index: number) => numbers[index] as number;
  return { min: at(0), median: at(Math.ceil(numbers.length / 2) - 1), max: at(numbers.length - 1) };
}
