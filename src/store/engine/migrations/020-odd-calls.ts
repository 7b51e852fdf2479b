import { type Kysely, sql } from 'kysely';

/** Calls that failed and yet have a result: hardly any, and asked for among all that failed by `errored human`. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create index calls_failed_with_result on calls (result, serial)
    where result is not null and (status = 'error' or dial_error is not null)`.execute(db);
}
