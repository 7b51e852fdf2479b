import { sql } from 'kysely';

import type { ScalarField } from '../../../calls/structured-fields.ts';
import { isPostgres, type Store } from '../../engine/database.ts';
import { insertRows } from '../../engine/insert-rows.ts';

/** As in `field_values`: a value by its name, or null for all others of that field. */
export interface TalliedValue {
  name: string;
  value: string | null;
}

/** Fewer calls could tell whose they are. */
export const fewestCalls = 20;

/** Neither has a line break in it, see `comparedText`. */
export function keyOf({ name, value }: TalliedValue): string {
  return value === null ? name : `${name}\n${value}`;
}

/** The numbers of those that are known, by `keyOf`. */
export async function knownValues(tx: Store, wanted: TalliedValue[]): Promise<Map<string, number>> {
  if (wanted.length === 0) return new Map();
  const named = (value: string | null) => (value === null ? 0 : 1);
  const json = isPostgres(tx)
    ? JSON.stringify(wanted.map(({ name, value }) => ({ name, value: value ?? '', named: named(value) })))
    : JSON.stringify(wanted.map(({ name, value }) => [name, named(value), value ?? '']));
  const { rows } = await (isPostgres(tx)
    ? sql<{ id: number; name: string; value: string; is_named: number }>`
        select field_values.* from json_to_recordset(${json}::json) as wanted(name text, value text, named integer)
        inner join field_values on field_values.name = wanted.name and field_values.value = wanted.value
          and field_values.is_named = wanted.named
      `
    : sql<{ id: number; name: string; value: string; is_named: number }>`
        select field_values.* from json_each(${json}) as wanted cross join field_values
        on field_values.name = wanted.value ->> 0 and field_values.is_named = wanted.value ->> 1
        and field_values.value = wanted.value ->> 2
      `
  ).execute(tx);
  return new Map(
    rows.map(({ id, name, value, is_named }) => [keyOf({ name, value: is_named === 1 ? value : null }), id]),
  );
}

/** The same; those that are new are stored. */
export async function idsOf(tx: Store, wanted: TalliedValue[]): Promise<Map<string, number>> {
  const known = await knownValues(tx, wanted);
  const fresh = wanted.filter((value) => !known.has(keyOf(value)));
  if (fresh.length === 0) return known;
  const rows = fresh.map(({ name, value }) => ({
    name,
    is_named: value === null ? 0 : 1,
    value: value ?? '',
  }));
  await insertRows(tx, 'field_values', rows);
  return new Map([...known, ...(await knownValues(tx, fresh))]);
}

/** Those of these values that enough ended calls have: as many steps along an index as calls are enough. */
export async function givenOften(tx: Store, values: ScalarField[]): Promise<ScalarField[]> {
  if (values.length === 0) return [];
  const json = JSON.stringify(values.map(({ name, value }) => ({ name, value })));
  const { rows } = await (isPostgres(tx)
    ? sql<ScalarField>`
        select wanted.name, wanted.value from json_to_recordset(${json}::json) as wanted(name text, value text)
        where (select count(*) from (
          select 1 from call_fields inner join calls using (serial)
          where call_fields.name = wanted.name and call_fields.value = wanted.value and ended_at is not null
          limit ${sql.lit(fewestCalls)}
        ) as found) = ${sql.lit(fewestCalls)}
      `
    : sql<ScalarField>`
        select wanted.value ->> 'name' as name, wanted.value ->> 'value' as value from json_each(${json}) as wanted
        where (select count(*) from (
          select 1 from call_fields cross join calls using (serial)
          where call_fields.name = wanted.value ->> 'name' and call_fields.value = wanted.value ->> 'value'
            and ended_at is not null
          limit ${sql.lit(fewestCalls)}
        )) = ${sql.lit(fewestCalls)}
      `
  ).execute(tx);
  return rows;
}
