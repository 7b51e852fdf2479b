import { type Kysely, PostgresAdapter, sql } from 'kysely';

import { DatabaseTrouble } from './database-trouble.ts';
import { migrations } from './migrations/index.ts';
import type { Tables } from './tables.ts';

type Database = Kysely<Tables>;

export interface SchemaState {
  /** What the next start will do. */
  pending: string[];
  /** What a newer version has done, and this one knows nothing of. */
  fromNewer: string[];
}

export async function schemaState(db: Database): Promise<SchemaState> {
  const done = await doneMigrations(db);
  const known = Object.keys(migrations);
  return {
    pending: known.filter((name) => !done.includes(name)),
    fromNewer: done.filter((name) => !known.includes(name)),
  };
}

/**
 * @returns whether there is something to do.
 * @throws DatabaseTrouble when a newer version has changed what this one would write to.
 */
export async function refuseNewer(db: Database): Promise<boolean> {
  const { fromNewer, pending } = await schemaState(db);
  if (fromNewer.length === 0) return pending.length > 0;
  throw new DatabaseTrouble({
    says: `a newer version of this bot has changed the database (${fromNewer.join(', ')})`,
    next: 'run that version, or restore the backup from before the upgrade',
    needsPerson: true,
    until: 'a restart',
  });
}

async function doneMigrations(db: Database): Promise<string[]> {
  // Not by Kysely's introspection, which reads every column of every table at each start.
  const isPostgres = db.getExecutor().adapter instanceof PostgresAdapter;
  const { rows: tables } = await (isPostgres
    ? sql`select 1 where to_regclass('kysely_migration') is not null`
    : sql`select 1 from sqlite_master where name = 'kysely_migration'`
  ).execute(db);
  if (tables.length === 0) return [];
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db);
  return rows.map(({ name }) => name);
}

/** Creates a table, as a migration would, and rolls it back. @throws what the database says against it. */
export async function proveWritable(db: Database): Promise<void> {
  const enough = new Error('rolled back');
  try {
    await db.transaction().execute(async (tx) => {
      await sql`create table write_trial (id integer)`.execute(tx);
      throw enough;
    });
  } catch (error) {
    if (error !== enough) throw error;
  }
}
