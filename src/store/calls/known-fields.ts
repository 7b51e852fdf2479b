import { sql } from 'kysely';

import type { Store } from '../engine/database.ts';

/** More names than this are data, and no fields that anybody asks for. */
const mostNames = 200;

/**
 * Names of extracted fields, and which of them have one of these values in some call: a step along the index each. Not
 * by `exists`, which Postgres takes for a join and reads the fields of all calls for.
 */
export async function findFields(
  store: Store,
  values: string[],
): Promise<{ names: string[]; having: { name: string; value: string }[] }> {
  const names = (await namesOfFields(store)).map(({ name }) => name);
  if (names.length === 0 || values.length === 0) return { names, having: [] };
  const { rows } = await sql<{ name: string; value: string }>`
    with names(name) as (values ${listOf(names)}), wanted(value) as (values ${listOf(values)})
    select names.name as name, wanted.value as value from names cross join wanted
    where (
      select 1 from call_fields where call_fields.name = names.name and call_fields.value = wanted.value limit 1
    ) = 1`.execute(store);
  return { names, having: rows };
}

function listOf(texts: string[]) {
  return sql.join(texts.map((text) => sql`(cast(${text} as text))`));
}

/** From one name to the next, without reading the calls between them. */
async function namesOfFields(store: Store): Promise<{ name: string }[]> {
  const { rows } = await sql<{ name: string }>`
    with recursive names(name) as (
      select min(name) from call_fields
      union all
      select (select min(call_fields.name) from call_fields where call_fields.name > names.name)
      from names where names.name is not null
    )
    select name from names where name is not null limit ${sql.lit(mostNames)}`.execute(store);
  return rows;
}
