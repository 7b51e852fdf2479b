import { type Kysely, sql } from 'kysely';

/**
 * When a call asks to be returned, beside when that is due, which is in working hours. It says that the words could be
 * read, too. Of follow-ups that exist it is taken to be when they are due: nobody kept what it was before.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table follow_ups add column asked_at bigint`.execute(db);
  await sql`update follow_ups set asked_at = due_at where due_is_read = 1`.execute(db);
  await sql`alter table follow_ups drop column due_is_read`.execute(db);
}
