import { CompiledQuery, sql } from 'kysely';

import { addOutcomes, isChange } from '../../../calls/tallies/field-tally.ts';
import { startOf } from '../../../calls/tallies/tally.ts';
import { dayMs } from '../../../calls/time/durations.ts';
import { isPostgres, type Store } from '../../engine/database.ts';
import type { FieldTalliesTable } from '../../engine/tables/tallies.ts';

/** Adds differences of hours to what is kept of them and of their days. Rows without a call go. */
export async function addToHoursAndDays(
  tx: Store,
  hours: Omit<FieldTalliesTable, 'length'>[],
): Promise<void> {
  const ofHours = hours.map((row) => ({ ...row, length: 'hour' as const }));
  const ofDays = hours.map((row) => ({ ...row, length: 'day' as const, at: startOf(row.at, dayMs) }));
  await addRows(tx, sumsOf([...ofHours, ...ofDays]));
}

/** One row for each hour or day of a value. */
export function sumsOf(rows: FieldTalliesTable[]): FieldTalliesTable[] {
  const sums = new Map<string, FieldTalliesTable>();
  for (const row of rows) {
    const key = `${row.value_id} ${row.length} ${row.at}`;
    const known = sums.get(key);
    if (known === undefined) sums.set(key, row);
    else addOutcomes(known, row);
  }
  return [...sums.values()].filter(isChange);
}

/** Adds differences: on Postgres all at once, on SQLite as `insertRows` does. */
export async function addRows(tx: Store, rows: FieldTalliesTable[]): Promise<void> {
  if (rows.length === 0) return;
  if (isPostgres(tx)) await sql`${sql.raw(into)} ${rowsIn(rows)} ${sql.raw(adding)}`.execute(tx);
  else await tx.executeQuery(CompiledQuery.raw(addingEach, rows.map(inOrder)));
  const lessened = rows.filter(({ calls }) => calls < 0);
  if (lessened.length > 0) await forgetEmpty(tx, lessened);
}

const into = 'insert into field_tallies (value_id, length, at, calls, answered, failed)';
const adding = `on conflict (value_id, length, at) do update set
  calls = field_tallies.calls + excluded.calls, answered = field_tallies.answered + excluded.answered,
  failed = field_tallies.failed + excluded.failed`;
const addingEach = `${into} values (?, ?, ?, ?, ?, ?) ${adding}`;

function inOrder({ value_id, length, at, calls, answered, failed }: FieldTalliesTable) {
  return [value_id, length, at, calls, answered, failed];
}

async function forgetEmpty(tx: Store, rows: FieldTalliesTable[]): Promise<void> {
  if (isPostgres(tx))
    await sql`
      delete from field_tallies where calls <= 0 and (value_id, length, at) in (
        select value_id, length, at from (${rowsIn(rows)}) as lessened
      )
    `.execute(tx);
  else await tx.executeQuery(CompiledQuery.raw(forgettingEach, rows.map(placeOf)));
  const ids = rows.map((row) => row.value_id);
  await forgetUnused(tx, ids);
}

/** Of these, or of all. */
export async function forgetUnused(tx: Store, ids?: number[]): Promise<void> {
  await tx
    .deleteFrom('field_values')
    .$if(ids !== undefined, (it) => it.where('id', 'in', [...new Set(ids)]))
    .where((it) =>
      it.not(
        it.exists(
          it.selectFrom('field_tallies').select('at').whereRef('value_id', '=', 'field_values.id').limit(1),
        ),
      ),
    )
    .execute();
}

const forgettingEach =
  'delete from field_tallies where value_id = ? and length = ? and at = ? and calls <= 0';

function placeOf({ value_id, length, at }: FieldTalliesTable) {
  return [value_id, length, at];
}

/** For Postgres: as JSON, so that a statement has one text however many rows there are. */
function rowsIn(rows: FieldTalliesTable[]) {
  return sql`
    select value_id, length, at, calls, answered, failed from json_to_recordset(${JSON.stringify(rows)}::json)
    as rows(value_id integer, length text, at bigint, calls integer, answered integer, failed integer)
  `;
}
