import { type Kysely, PostgresAdapter, sql } from 'kysely';

/** Beside hours and days, it is kept how many calls of each combination there are at all: the sum of its days. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const isPostgres = db.getExecutor().adapter instanceof PostgresAdapter;
  if (isPostgres) await sql`select pg_advisory_xact_lock(7367)`.execute(db);
  await sql`
    insert into tallies (length, at, combination, calls, call_backs)
    select 'ever', 0, combination, sum(calls), sum(call_backs) from tallies where length = 'day' group by combination
  `.execute(db);
  if (isPostgres) await sql`analyze tallies`.execute(db);
}
