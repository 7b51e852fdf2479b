import { type Kysely, sql } from 'kysely';

/** Figures about numbers walk an index alone, and no row of a call: who answered, and which number failed. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`drop index calls_by_phone`.execute(db);
  await sql`
    create index calls_by_phone on calls (phone_reversed, ended_at, serial, result)
    where phone_reversed is not null`.execute(db);
  await sql`drop index calls_with_dial_error`.execute(db);
  await sql`
    create index calls_with_dial_error on calls (ended_at, serial, phone_reversed)
    where dial_error is not null`.execute(db);
}
