import { type Kysely, PostgresAdapter, type RawBuilder, sql } from 'kysely';

/**
 * Extracted fields are counted as calls are saved. Those of stored calls are counted here: the values that 20 ended
 * calls or more give in one question, then 5,000 calls at a time from the oldest end on. A million took 15 seconds on
 * SQLite, on two cores with as much else to do. What was killed on the way begins again from nothing. What fields are
 * hidden is not known here: they go when the process starts.
 *
 * Which values have a name is as it was then, whatever becomes of that since.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const isPostgres = db.getExecutor().adapter instanceof PostgresAdapter;
  if (isPostgres) await sql`select pg_advisory_xact_lock(7367)`.execute(db);
  await createTables(db, isPostgres);
  await fill(db, await nameValues(db));
  if (isPostgres) await sql`analyze field_values, field_tallies`.execute(db);
}

async function createTables(db: Kysely<unknown>, isPostgres: boolean): Promise<void> {
  for (const table of ['field_tallies', 'field_values'])
    await db.schema.dropTable(table).ifExists().execute();
  await db.schema
    .createTable('field_values')
    .addColumn('id', 'integer', (column) =>
      isPostgres ? column.primaryKey().generatedByDefaultAsIdentity() : column.primaryKey(),
    )
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('is_named', 'integer', (column) => column.notNull())
    .addColumn('value', 'text', (column) => column.notNull())
    .addUniqueConstraint('field_values_by_name', ['name', 'is_named', 'value'])
    .execute();
  const tallies = db.schema
    .createTable('field_tallies')
    .addColumn('value_id', 'integer', (column) => column.notNull())
    .addColumn('length', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('calls', 'integer', (column) => column.notNull())
    .addColumn('answered', 'integer', (column) => column.notNull())
    .addColumn('failed', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('field_tallies_by_value', ['value_id', 'length', 'at']);
  // A row is written again for each save that adds to it: with room beside it, Postgres needs no new place for it.
  await tallies.modifyEnd(isPostgres ? sql`with (fillfactor = 70)` : sql`without rowid`).execute();
}

const fewestCalls = 20;
const mostNamed = 500;

/** By field and value, or by the field alone for all others of it. */
type Ids = Map<string, number>;

async function nameValues(db: Kysely<unknown>): Promise<Ids> {
  const { rows } = await sql<{ name: string; value: string }>`
    select name, value from call_fields inner join calls using (serial) where ended_at is not null
    group by name, value having count(*) >= ${sql.lit(fewestCalls)} order by count(*) desc, min(serial)
  `.execute(db);
  const ids: Ids = new Map();
  for (const [name, values] of Map.groupBy(
    rows.filter(({ value }) => mayBeNamed(value)),
    (row) => row.name,
  ))
    for (const { value } of values.slice(0, mostNamed))
      ids.set(JSON.stringify([name, value]), await newId(db, name, value));
  return ids;
}

async function newId(db: Kysely<unknown>, name: string, value: string | null): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into field_values (name, is_named, value) values (${name}, ${value === null ? 0 : 1}, ${value ?? ''})
    returning id
  `.execute(db);
  return Number(rows[0]?.id);
}

/** Words of a list and figures, without the digits of a number to dial. */
function mayBeNamed(value: string): boolean {
  if (value.length > 40) return false;
  if (value === '') return true;
  return (Number.isFinite(Number(value)) || ofList.test(value)) && value.replaceAll(/\D/g, '').length <= 6;
}

const ofList = /^\p{L}[\p{L}\p{N}+'’]*(?:[ _/&-]{1,3}[\p{L}\p{N}+'’]+){0,3}$/u;

interface Row {
  serial: number;
  ended_at: number;
  status: string;
  result: string | null;
  dial_error: string | null;
}

interface Field {
  serial: number;
  name: string;
  value: string;
}

/** The hour or the day that is being counted: the rows come in the order of their ends. */
interface Span {
  length: 'hour' | 'day';
  ms: number;
  at: number;
  tallies: Map<number, { calls: number; answered: number; failed: number }>;
}

const rowsAtOnce = 5_000;

async function fill(db: Kysely<unknown>, ids: Ids): Promise<void> {
  const spans: Span[] = [
    { length: 'hour', ms: 3_600_000, at: 0, tallies: new Map() },
    { length: 'day', ms: 86_400_000, at: 0, tallies: new Map() },
  ];
  const done: RawBuilder<unknown>[] = [];
  let last: Row | undefined;
  for (;;) {
    const rows = await nextRows(db, last);
    const fields = Map.groupBy(await fieldsOf(db, rows), ({ serial }) => Number(serial));
    for (const row of rows) {
      for (const span of spans) {
        if (startIn(span, row) !== span.at) done.push(...rowsOf(span));
        span.at = startIn(span, row);
        for (const field of fields.get(Number(row.serial)) ?? []) add(span, await idOf(db, field, ids), row);
      }
    }
    await write(db, done);
    last = rows.at(-1);
    if (rows.length < rowsAtOnce) break;
  }
  await write(db, spans.flatMap(rowsOf));
}

async function nextRows(db: Kysely<unknown>, last?: Row): Promise<Row[]> {
  const rest = last === undefined ? sql`true` : sql`(ended_at, serial) > (${last.ended_at}, ${last.serial})`;
  const { rows } = await sql<Row>`
    select serial, ended_at, status, result, dial_error
    from calls where ended_at is not null and ${rest} order by ended_at, serial limit ${sql.lit(rowsAtOnce)}
  `.execute(db);
  return rows;
}

async function fieldsOf(db: Kysely<unknown>, calls: Row[]): Promise<Field[]> {
  if (calls.length === 0) return [];
  const serials = sql.join(calls.map(({ serial }) => sql.lit(Number(serial))));
  const { rows } = await sql<Field>`
    select serial, name, value from call_fields where serial in (${serials})
  `.execute(db);
  return rows;
}

async function idOf(db: Kysely<unknown>, { name, value }: Field, ids: Ids): Promise<number> {
  const known = ids.get(JSON.stringify([name, value])) ?? ids.get(name);
  if (known !== undefined) return known;
  const id = await newId(db, name, null);
  ids.set(name, id);
  return id;
}

function startIn({ ms }: Span, { ended_at }: Row): number {
  return Math.floor(Number(ended_at) / ms) * ms;
}

function add({ tallies }: Span, id: number, { status, result, dial_error }: Row): void {
  const tally = tallies.get(id) ?? { calls: 0, answered: 0, failed: 0 };
  tally.calls += 1;
  if (result === 'human') tally.answered += 1;
  if (status === 'error' || dial_error !== null) tally.failed += 1;
  tallies.set(id, tally);
}

/** Empties the span, as rows to be written. */
function rowsOf({ length, at, tallies }: Span): RawBuilder<unknown>[] {
  const rows = [...tallies].map(
    ([id, { calls, answered, failed }]) => sql`(${id}, ${length}, ${at}, ${calls}, ${answered}, ${failed})`,
  );
  tallies.clear();
  return rows;
}

const rowsPerStatement = 500;

/** Takes the rows that it writes out of these. */
async function write(db: Kysely<unknown>, rows: RawBuilder<unknown>[]): Promise<void> {
  while (rows.length > 0)
    await sql`
      insert into field_tallies (value_id, length, at, calls, answered, failed)
      values ${sql.join(rows.splice(0, rowsPerStatement))}
    `.execute(db);
}
