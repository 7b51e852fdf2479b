import { type Kysely, sql } from 'kysely';

/** What is first in the line of each channel is found without reading the line. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('messages')
    .addColumn('rank', 'integer', (column) => column.notNull().defaultTo(1))
    .execute();
  await sql`update messages set rank = case
    when key like 'change:%' or key like 'share:%' or key like 'digest-shared:%' then 2
    when kind in ('replay', 'notice') then 2
    when kind in ('errors', 'incident') then 0
    else 1 end
    where state not in ('sent', 'skipped')`.execute(db);
  await db.schema
    .createIndex('messages_in_line')
    .on('messages')
    .columns(['channel', 'rank', 'created_at', 'id'])
    .where(sql`state`, 'not in', sql`('sent', 'parked', 'skipped', 'follows')`)
    .execute();
}
