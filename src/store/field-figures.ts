import type { SelectQueryBuilder } from 'kysely';

import type { Count } from '../calls/bundle.ts';
import type { FieldFigures } from '../calls/digest.ts';
import type { Store } from './database.ts';
import type { Tables } from './tables.ts';

/** A field with more distinct words than this is free text, which no distribution sums up. */
const mostWords = 12;
/** Numbers are spread out in memory up to this many distinct values. */
const mostNumbers = 2000;
const mostFields = 8;

/** Which calls are counted, as a query of their numbers. */
type CallSerials = SelectQueryBuilder<Tables, 'calls', { serial: number }>;

/** How each enum, boolean and number of the structured output is distributed; free text is left out. */
export async function fieldFigures(store: Store, calls: CallSerials): Promise<FieldFigures[]> {
  const names = await store
    .selectFrom('call_fields')
    .where('serial', 'in', calls)
    .select((it) => [
      'name',
      it.fn.countAll<number>().as('calls'),
      it.fn.count<number>('value').distinct().as('values'),
    ])
    .groupBy('name')
    .orderBy('calls', 'desc')
    .orderBy('name')
    .execute();

  const fields: FieldFigures[] = [];
  for (const { name, values } of names) {
    if (fields.length === mostFields) break;
    if (Number(values) > mostNumbers) continue;
    const counts = await store
      .selectFrom('call_fields')
      .where('serial', 'in', calls)
      .where('name', '=', name)
      .select((it) => ['value', it.fn.countAll<number>().as('count')])
      .groupBy('value')
      .orderBy('count', 'desc')
      .orderBy('value')
      .execute();
    const field = distributionOf(
      name,
      counts.map((row) => ({ word: row.value, count: Number(row.count) })),
    );
    if (field !== null) fields.push(field);
  }
  return fields;
}

function distributionOf(name: string, values: Count[]): FieldFigures | null {
  const calls = values.reduce((sum, it) => sum + it.count, 0);
  const areNumbers = values.every((it) => it.word !== '' && Number.isFinite(Number(it.word)));
  if (areNumbers) return { name, kind: 'numbers', calls, ...spreadOf(values) };
  return values.length <= mostWords ? { name, kind: 'words', calls, values } : null;
}

function spreadOf(values: Count[]): { min: number; median: number; max: number } {
  const numbers = values
    .flatMap((it) => Array<number>(it.count).fill(Number(it.word)))
    .sort((one, other) => one - other);
  const at = (index: number) => numbers[index] as number;
  return { min: at(0), median: at(Math.ceil(numbers.length / 2) - 1), max: at(numbers.length - 1) };
}
