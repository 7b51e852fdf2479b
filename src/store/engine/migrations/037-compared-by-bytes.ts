import { type Kysely, PostgresAdapter, sql } from 'kysely';

/**
 * Text is compared by its bytes on Postgres too, as on SQLite. By the rules of a language, as most databases have it,
 * each step down an index takes many times as long: of what saving a call takes of the database it was a third. The
 * index of ids then answers how an id begins as well. Rows stay as they are; the indexes are made again, which took 8
 * seconds for a million calls on two cores, and 20 with as much else to do.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  if (!(db.getExecutor().adapter instanceof PostgresAdapter)) return;
  await sql`drop index calls_by_id_prefix`.execute(db);
  const { rows } = await sql<{ name: string; columns: string }>`
    select table_name as name, string_agg(format('alter %I type text collate "C"', column_name), ', ') as columns
    from information_schema.columns
    where table_schema = current_schema() and data_type = 'text' and table_name not like 'kysely%'
    group by table_name
  `.execute(db);
  for (const { name, columns } of rows) {
    await sql`alter table ${sql.id(name)} ${sql.raw(columns)}`.execute(db);
    // What is known of the values of a column goes with its type.
    await sql`analyze ${sql.id(name)}`.execute(db);
  }
}
