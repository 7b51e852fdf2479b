import { type Kysely, PostgresAdapter, sql } from 'kysely';

import { packText } from '../packed-text.ts';

/**
 * Gives every call a number, by which other tables know it from now on. Ids are as good as random, and each index on
 * one costs a page written for every row; numbers that grow keep rows together that arrived together. For the same
 * reason the order of lists ends with the number, which takes a tenth of the space, and indexes leave out rows that
 * have nothing in their column.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const isPostgres = db.getExecutor().adapter instanceof PostgresAdapter;
  for (const table of ['calls', 'call_details', 'call_fields']) {
    await db.schema.alterTable(table).renameTo(`${table}_before`).execute();
  }
  await createTables(db, isPostgres);
  await copyRows(db);
  for (const table of ['calls', 'call_details', 'call_fields']) {
    await db.schema.dropTable(`${table}_before`).execute();
  }
  await createIndexes(db);
}

async function createTables(db: Kysely<unknown>, isPostgres: boolean): Promise<void> {
  await db.schema
    .createTable('calls')
    // On SQLite this is where the row lies, so that no index leads to it.
    .addColumn('serial', 'integer', (column) =>
      isPostgres ? column.primaryKey().generatedByDefaultAsIdentity() : column.primaryKey(),
    )
    .addColumn('id', 'text', (column) => column.notNull().unique())
    .addColumn('phone_number', 'text')
    .addColumn('phone_reversed', 'text')
    .addColumn('country', 'text')
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('result', 'text')
    .addColumn('dial_error', 'text')
    .addColumn('end_reason', 'text')
    .addColumn('ended_by', 'text')
    .addColumn('started_at', 'bigint')
    .addColumn('answered_at', 'bigint')
    .addColumn('ended_at', 'bigint')
    .addColumn('ended_at_estimated', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('talk_ms', 'bigint')
    .addColumn('ended_seq', 'bigint')
    .addColumn('fingerprint', 'text', (column) => column.notNull())
    .addColumn('first_seen_at', 'bigint', (column) => column.notNull())
    .addColumn('changed_at', 'bigint', (column) => column.notNull())
    .addColumn('erased_at', 'bigint')
    .execute();
  await db.schema
    .createTable('call_details')
    .addColumn('serial', 'integer', (column) => column.primaryKey())
    .addColumn('recording_url', 'text')
    .addColumn('structured_output', 'text')
    .addColumn('transcript', isPostgres ? 'bytea' : 'blob')
    .addColumn('unknown_fields', 'text')
    .execute();
  const fields = db.schema
    .createTable('call_fields')
    .addColumn('serial', 'integer', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('value', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('call_fields_by_call', ['serial', 'name']);
  await (isPostgres ? fields : fields.modifyEnd(sql`without rowid`)).execute();
}

async function copyRows(db: Kysely<unknown>): Promise<void> {
  const columns = sql.raw(`
    id, phone_number, phone_reversed, country, status, result, dial_error, end_reason, ended_by, started_at,
    answered_at, ended_at, ended_at_estimated, talk_ms, ended_seq, fingerprint, first_seen_at, changed_at, erased_at
  `);
  await sql`
    insert into calls (serial, ${columns})
    select row_number() over (order by first_seen_at, ended_at, id), ${columns} from calls_before
  `.execute(db);
  await sql`
    insert into call_fields (serial, name, value)
    select serial, name, value from call_fields_before join calls on calls.id = call_id
  `.execute(db);
  await sql`
    insert into call_details (serial, recording_url, structured_output, unknown_fields)
    select serial, recording_url, structured_output, unknown_fields
    from call_details_before join calls on calls.id = call_id
  `.execute(db);
  await packTranscripts(db);
}

async function packTranscripts(db: Kysely<unknown>): Promise<void> {
  const { rows } = await sql<{ serial: number; call_id: string }>`
    select serial, call_id from call_details_before join calls on calls.id = call_id where transcript is not null
  `.execute(db);
  for (const { serial, call_id } of rows) {
    const [row] = (
      await sql<{ transcript: string }>`
        select transcript from call_details_before where call_id = ${call_id}
      `.execute(db)
    ).rows;
    const packed = packText(row?.transcript as string);
    await sql`update call_details set transcript = ${packed} where serial = ${serial}`.execute(db);
  }
}

async function createIndexes(db: Kysely<unknown>): Promise<void> {
  const onCalls = (name: string) => db.schema.createIndex(name).on('calls');
  const isKnown = (column: string) => sql<boolean>`${sql.ref(column)} is not null`;

  await onCalls('calls_by_end').columns(['ended_at', 'serial']).execute();
  await onCalls('calls_by_ended_seq').column('ended_seq').unique().execute();
  await onCalls('calls_by_status').columns(['status', 'ended_at', 'serial']).execute();
  await onCalls('calls_by_ended_by').columns(['ended_by', 'ended_at', 'serial']).execute();
  await onCalls('calls_by_phone')
    .columns(['phone_reversed', 'ended_at', 'serial'])
    .where(isKnown('phone_reversed'))
    .execute();
  await onCalls('calls_by_result')
    .columns(['result', 'ended_at', 'serial'])
    .where(isKnown('result'))
    .execute();
  await onCalls('calls_by_dial_error')
    .columns(['dial_error', 'ended_at', 'serial'])
    .where(isKnown('dial_error'))
    .execute();
  await onCalls('calls_with_dial_error')
    .columns(['ended_at', 'serial'])
    .where(isKnown('dial_error'))
    .execute();
  await onCalls('calls_by_end_reason')
    .expression(sql`lower(end_reason), ended_at, serial`)
    // In these very words, or SQLite does not see that whoever looks for a reason looks for a known one.
    .where(sql<boolean>`lower(end_reason) is not null`)
    .execute();
  await onCalls('calls_to_erase').column('ended_at').where(sql.ref('erased_at'), 'is', null).execute();
  await db.schema
    .createIndex('call_fields_by_value')
    .on('call_fields')
    .columns(['name', 'value', 'serial'])
    .execute();

  await db.schema.dropIndex('news_by_message').execute();
  await db.schema.createIndex('news_by_message').on('news').column('message_id').execute();
}
