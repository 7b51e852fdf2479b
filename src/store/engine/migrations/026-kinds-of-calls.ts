import { type Kysely, PostgresAdapter, sql } from 'kysely';

/**
 * Which words calls have together. Postgres takes them for independent: of `voicemail by:user`, which no call is, it
 * expects many, and walks all calls from the newest on for the first ten of them. It learns this with each `analyze`,
 * which it does by itself as rows come in. SQLite decides without numbers.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  if (!(db.getExecutor().adapter instanceof PostgresAdapter)) return;
  // Only one of these is used for a question, so the reason, which had one of its own, is in it: see `isIgnoringCase`.
  await sql`drop statistics calls_end_reason`.execute(db);
  await sql`
    create statistics calls_words (mcv) on
      status, result, dial_error, ended_by, call_back, lower(end_reason), octet_length(end_reason)
    from calls`.execute(db);
  // As digests group them, by the quarter of an hour: few enough to be counted without sorting every call.
  await sql`
    create statistics calls_groups (ndistinct) on
      status, result, dial_error, end_reason, (ended_at / 900000)
    from calls`.execute(db);
  await sql`create statistics call_fields_values (mcv, ndistinct) on name, value from call_fields`.execute(
    db,
  );
  await sql`analyze calls`.execute(db);
  await sql`analyze call_fields`.execute(db);
}
