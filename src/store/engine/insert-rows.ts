import { CompiledQuery, type Insertable, type RawBuilder, sql } from 'kysely';

import { isPostgres, type Store } from './database.ts';
import type { Tables } from './tables.ts';

/** So that one statement stays below a few megabytes. */
const rowsPerStatement = 1000;

type Column<Name extends keyof Tables> = keyof Tables[Name] & string;
type Key<Name extends keyof Tables> = Column<Name> | Column<Name>[];

/**
 * Inserts many rows that all name the same columns. To Postgres they go in a few large statements, since each is a
 * journey, and as JSON: with a parameter for each value, as much time goes into reading the statement as into half the
 * work. SQLite is in this process: there one small statement, prepared once and run for each row,
 * takes a fifth of the time of putting a large one together.
 *
 * @param key the column, or the columns, by which a row may be there already: it is then overwritten, or left as it is
 *   with `keep`.
 */
export async function insertRows<Name extends keyof Tables>(
  tx: Store,
  table: Name,
  rows: Insertable<Tables[Name]>[],
  key: Key<Name> | null = null,
  onConflict: 'overwrite' | 'keep' = 'overwrite',
): Promise<void> {
  if (rows.length === 0) return;
  const columns = Object.keys(rows[0] as object) as Column<Name>[];
  if (!isPostgres(tx)) {
    const statement = compile(
      tx,
      table,
      columns,
      sql`values (${sql.join(columns.map(() => null))})`,
      key,
      onConflict,
    );
    const each = rows.map((row) => columns.map((column) => row[column as keyof typeof row]));
    await tx.executeQuery(CompiledQuery.raw(statement.sql, each));
    return;
  }
  for (let start = 0; start < rows.length; start += rowsPerStatement) {
    const json = asJson(rows.slice(start, start + rowsPerStatement), columns);
    const named = sql.join(columns.map((column) => sql.ref(column)));
    const values = sql`select ${named} from json_populate_recordset(null::${sql.table(table)}, ${json}::json)`;
    await tx.executeQuery(compile(tx, table, columns, values, key, onConflict));
  }
}

function compile<Name extends keyof Tables>(
  tx: Store,
  table: Name,
  columns: Column<Name>[],
  values: RawBuilder<unknown>,
  key: Key<Name> | null,
  onConflict: 'overwrite' | 'keep',
): CompiledQuery {
  const insert = tx
    .insertInto(table as 'calls')
    .columns(columns as 'id'[])
    .expression(values);
  if (key === null) return insert.compile();
  const keys = [key].flat() as 'id'[];
  if (onConflict === 'keep') return insert.onConflict((it) => it.columns(keys).doNothing()).compile();
  const others = columns.filter((name) => !keys.includes(name as 'id')) as 'status'[];
  return insert
    .onConflict((it) =>
      it
        .columns(keys)
        .doUpdateSet((row) => Object.fromEntries(others.map((name) => [name, row.ref(`excluded.${name}`)]))),
    )
    .compile();
}

function asJson(rows: object[], columns: string[]): string {
  return JSON.stringify(rows.map((row) => plain(row as Record<string, unknown>, columns)));
}

/** The row itself where every value is in JSON what it is here, as in nearly every row. */
function plain(row: Record<string, unknown>, columns: string[]): object {
  let copy = row;
  for (const column of columns) {
    const value = inJson(row[column]);
    if (value !== row[column]) copy = { ...copy, [column]: value };
  }
  return copy;
}

function inJson(value: unknown): unknown {
  // Half of a letter beyond the first 65,536 has no form in UTF-8.
  if (typeof value === 'string') return value.toWellFormed();
  return value instanceof Uint8Array ? `\\x${Buffer.from(value).toString('hex')}` : value;
}
