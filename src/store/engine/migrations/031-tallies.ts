import { createHash } from 'node:crypto';
import { type Kysely, PostgresAdapter, type RawBuilder, sql } from 'kysely';

/**
 * Counts are kept as calls are saved. Those of stored calls are made here, from the oldest end on, 5,000 calls at a
 * time. A million took 15 seconds on SQLite, on two cores with as much else to do, where a single count of them by
 * these words took 4. SQLite is free between the pieces; on Postgres no other process saves calls until all migrations
 * are done. What was killed on the way begins again from nothing.
 *
 * Buckets of times and keys are as they were then, whatever becomes of those that calls are counted by since.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const isPostgres = db.getExecutor().adapter instanceof PostgresAdapter;
  if (isPostgres) await sql`select pg_advisory_xact_lock(7367)`.execute(db);
  await createTables(db, isPostgres);
  await fill(db);
  if (isPostgres) await sql`analyze combinations, tallies`.execute(db);
}

async function createTables(db: Kysely<unknown>, isPostgres: boolean): Promise<void> {
  for (const table of ['tallies', 'combinations']) await db.schema.dropTable(table).ifExists().execute();
  await db.schema
    .createTable('combinations')
    .addColumn('id', 'integer', (column) =>
      isPostgres ? column.primaryKey().generatedByDefaultAsIdentity() : column.primaryKey(),
    )
    .addColumn('key', 'text', (column) => column.notNull().unique())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('result', 'text')
    .addColumn('dial_error', 'text')
    .addColumn('end_reason', 'text')
    .addColumn('ended_by', 'text')
    .addColumn('country', 'text')
    .execute();
  const tallies = db.schema
    .createTable('tallies')
    .addColumn('length', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('combination', 'integer', (column) => column.notNull())
    .addColumn('calls', 'integer', (column) => column.notNull())
    .addColumn('call_backs', 'integer', (column) => column.notNull())
    .addColumn('talk', 'text')
    .addColumn('ring', 'text')
    .addPrimaryKeyConstraint('tallies_by_time', ['length', 'at', 'combination']);
  // A row is written again for each save that adds to it: with room beside it, Postgres needs no new place for it.
  const ending = isPostgres ? sql`with (fillfactor = 70)` : sql`without rowid`;
  await tallies.modifyEnd(ending).execute();
}

interface Row {
  serial: number;
  ended_at: number;
  status: string;
  result: string | null;
  dial_error: string | null;
  end_reason: string | null;
  ended_by: string | null;
  country: string | null;
  talk_ms: number | null;
  ring_ms: number | null;
  call_back: number;
}

interface Tally {
  combination: number;
  calls: number;
  callBacks: number;
  talk: Map<number, number>;
  ring: Map<number, number>;
}

/** The hour or the day that is being counted: the rows come in the order of their ends. */
interface Span {
  length: 'hour' | 'day';
  ms: number;
  at: number;
  tallies: Map<number, Tally>;
}

const rowsAtOnce = 5_000;

async function fill(db: Kysely<unknown>): Promise<void> {
  const ids = new Map<string, number>();
  const spans: Span[] = [
    { length: 'hour', ms: 3_600_000, at: 0, tallies: new Map() },
    { length: 'day', ms: 86_400_000, at: 0, tallies: new Map() },
  ];
  const done: RawBuilder<unknown>[] = [];
  let last: { ended_at: number; serial: number } | undefined;
  for (;;) {
    const rows = await nextRows(db, last);
    for (const row of rows) {
      const combination = await idOf(db, row, ids);
      for (const span of spans) {
        if (startIn(span, row) !== span.at) done.push(...rowsOf(span));
        span.at = startIn(span, row);
        add(tallyIn(span, combination), row);
      }
    }
    await write(db, done);
    last = rows.at(-1);
    if (rows.length < rowsAtOnce) break;
  }
  await write(db, spans.flatMap(rowsOf));
}

async function nextRows(db: Kysely<unknown>, last?: { ended_at: number; serial: number }): Promise<Row[]> {
  const rest = last === undefined ? sql`true` : sql`(ended_at, serial) > (${last.ended_at}, ${last.serial})`;
  const { rows } = await sql<Row>`
    select serial, ended_at, status, result, dial_error, end_reason, ended_by, country, talk_ms,
      answered_at - started_at as ring_ms, call_back
    from calls where ended_at is not null and ${rest} order by ended_at, serial limit ${sql.lit(rowsAtOnce)}
  `.execute(db);
  return rows;
}

function startIn({ ms }: Span, { ended_at }: Row): number {
  return Math.floor(Number(ended_at) / ms) * ms;
}

function tallyIn({ tallies }: Span, combination: number): Tally {
  const known = tallies.get(combination);
  if (known !== undefined) return known;
  const made = { combination, calls: 0, callBacks: 0, talk: new Map(), ring: new Map() };
  tallies.set(combination, made);
  return made;
}

function add(tally: Tally, { talk_ms, ring_ms, call_back }: Row): void {
  tally.calls += 1;
  tally.callBacks += call_back;
  for (const [times, ms] of [[tally.talk, talk_ms] as const, [tally.ring, ring_ms] as const]) {
    if (ms === null) continue;
    const bucket = bucketOf(Number(ms));
    times.set(bucket, (times.get(bucket) ?? 0) + 1);
  }
}

/** Whole seconds up to 256, then steps of 1/128 of the time or less. */
function bucketOf(ms: number): number {
  const seconds = Math.min(2 ** 31 - 1, Math.max(0, Math.floor(ms / 1000)));
  const halvings = Math.max(0, 31 - Math.clz32(seconds) - 7);
  return 128 * halvings + (seconds >> halvings);
}

async function idOf(db: Kysely<unknown>, row: Row, ids: Map<string, number>): Promise<number> {
  const { status, result, dial_error, end_reason, ended_by, country } = row;
  const key = JSON.stringify([status, result, dial_error, end_reason, ended_by, country]);
  const known = ids.get(key);
  if (known !== undefined) return known;
  const { rows } = await sql<{ id: number }>`
    insert into combinations (key, status, result, dial_error, end_reason, ended_by, country)
    values (${shortKey(key)}, ${status}, ${result}, ${dial_error}, ${end_reason}, ${ended_by}, ${country})
    returning id
  `.execute(db);
  const id = Number(rows[0]?.id);
  ids.set(key, id);
  return id;
}

function shortKey(key: string): string {
  return key.length <= 200 ? key : createHash('sha256').update(key).digest('base64url');
}

/** Empties the span, as rows to be written. */
function rowsOf({ length, at, tallies }: Span): RawBuilder<unknown>[] {
  const rows = [...tallies.values()].map(
    ({ combination, calls, callBacks, talk, ring }) =>
      sql`(${length}, ${at}, ${combination}, ${calls}, ${callBacks}, ${pack(talk)}, ${pack(ring)})`,
  );
  tallies.clear();
  return rows;
}

const rowsPerStatement = 500;

/** Takes the rows that it writes out of these. */
async function write(db: Kysely<unknown>, rows: RawBuilder<unknown>[]): Promise<void> {
  while (rows.length > 0)
    await sql`
      insert into tallies (length, at, combination, calls, call_backs, talk, ring)
      values ${sql.join(rows.splice(0, rowsPerStatement))}
    `.execute(db);
}

function pack(times: Map<number, number>): string | null {
  if (times.size === 0) return null;
  const inOrder = [...times].sort(([one], [other]) => one - other);
  return inOrder.map(([bucket, calls]) => (calls === 1 ? bucket : `${bucket}:${calls}`)).join();
}
