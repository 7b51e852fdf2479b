import { type Kysely, sql } from 'kysely';

/** For `in:fr` and `longer:10m`: a list of what is rare would walk every call otherwise. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create index calls_by_country on calls (country, ended_at, serial) where country is not null`.execute(db);
  await sql`create index calls_by_talk on calls (talk_ms) where talk_ms is not null`.execute(db);
}
