import { CompiledQuery, type Insertable } from 'kysely';

import { isPostgres, type Store } from './database.ts';
import type { Tables } from './tables.ts';

/** Postgres takes 65,535 parameters in one statement, and our widest row has 21. */
const rowsPerStatement = 1000;

/**
 * Inserts many rows that all name the same columns. To Postgres they go in a few large statements,
 * since each is a journey. SQLite is in this process: there one small statement, prepared once and run for each row,
 * takes a fifth of the time of putting a large one together.
 *
 * @param key the column by which a row may be there already: it is then overwritten, or left as it is with `keep`.
 */
export async function insertRows<Name extends keyof Tables>(
  tx: Store,
  table: Name,
  rows: Insertable<Tables[Name]>[],
  key: (keyof Tables[Name] & string) | null = null,
  onConflict: 'overwrite' | 'keep' = 'overwrite',
): Promise<void> {
  if (rows.length === 0) return;
  const statement = (some: Insertable<Tables[Name]>[]) => compile(tx, table, some, key, onConflict);
  if (!isPostgres(tx)) {
    const columns = Object.keys(rows[0] as object) as (keyof Insertable<Tables[Name]>)[];
    const each = rows.map((row) => columns.map((column) => row[column]));
    await tx.executeQuery(CompiledQuery.raw(statement(rows.slice(0, 1)).sql, each));
    return;
  }
  for (let start = 0; start < rows.length; start += rowsPerStatement) {
    await tx.executeQuery(statement(rows.slice(start, start + rowsPerStatement)));
  }
}

function compile<Name extends keyof Tables>(
  tx: Store,
  table: Name,
  rows: Insertable<Tables[Name]>[],
  key: (keyof Tables[Name] & string) | null,
  onConflict: 'overwrite' | 'keep',
): CompiledQuery {
  const insert = tx.insertInto(table as 'calls').values(rows as Insertable<Tables['calls']>[]);
  if (key === null) return insert.compile();
  const column = key as 'id';
  if (onConflict === 'keep') return insert.onConflict((it) => it.column(column).doNothing()).compile();
  const others = Object.keys(rows[0] as object).filter((name) => name !== key) as 'status'[];
  return insert
    .onConflict((it) =>
      it
        .column(column)
        .doUpdateSet((row) => Object.fromEntries(others.map((name) => [name, row.ref(`excluded.${name}`)]))),
    )
    .compile();
}
