import { type Kysely, PostgresAdapter, sql } from 'kysely';

/**
 * Of an expression without an index of its own Postgres guesses that one row in two hundred fits, and then walks the
 * wrong index to its end. What it knows of it comes with each `analyze`, which it does by itself as rows come in.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  if (!(db.getExecutor().adapter instanceof PostgresAdapter)) return;
  // Both together, as the one says all about the other: see `isIgnoringCase` in `filter-sql.ts`.
  await sql`create statistics calls_end_reason on lower(end_reason), octet_length(end_reason) from calls`.execute(
    db,
  );
  await sql`analyze calls`.execute(db);
}
