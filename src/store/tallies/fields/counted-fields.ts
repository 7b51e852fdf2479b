import type { Instant } from '../../../calls/call.ts';
import { fieldHoursChangedBy } from '../../../calls/tallies/field-tally.ts';
import { startOf } from '../../../calls/tallies/tally.ts';
import { dayMs, hourMs } from '../../../calls/time/durations.ts';
import type { Store } from '../../engine/database.ts';
import type { FieldTalliesTable } from '../../engine/tables/tallies.ts';
import { namedAmong, rowsOf } from './keep-field-tallies.ts';
import { isTallied, talliedFields } from './tallied-fields.ts';
import { addRows, sumsOf } from './write-field-tallies.ts';

type Rows = FieldTalliesTable[];
type Length = FieldTalliesTable['length'];

/** Whether the counts of extracted fields in an hour or a day are what is counted now. */
export async function areFieldsKept(tx: Store, length: Length, at: Instant): Promise<boolean> {
  // Those that are known not to be are no surprise.
  if (!(await talliedFields(tx)).areWhole) return true;
  return areAlike(await keptRows(tx, length, at, at), await countedRows(tx, length, at));
}

/** Makes them so. @returns whether they were. */
export async function correctFields(tx: Store, length: Length, at: Instant): Promise<boolean> {
  const [kept, counted] = [await keptRows(tx, length, at, at), await countedRows(tx, length, at)];
  if (areAlike(kept, counted)) return true;
  const values = await tx.selectFrom('field_values').select('id').execute();
  const ids = values.map(({ id }) => id);
  await tx
    .deleteFrom('field_tallies')
    .where('value_id', 'in', ids)
    .where('length', '=', length)
    .where('at', '=', at)
    .execute();
  await addRows(tx, counted);
  return false;
}

/** An hour by the calls that are stored, a day by the hours as they are kept. */
async function countedRows(tx: Store, length: Length, at: Instant): Promise<Rows> {
  if (length === 'hour') return countedInHour(tx, at);
  const hours = await keptRows(tx, 'hour', at, at + dayMs - hourMs);
  return sumsOf(hours.map((row) => ({ ...row, length, at: startOf(row.at, dayMs) })));
}

async function countedInHour(tx: Store, at: Instant): Promise<Rows> {
  const isCounted = isTallied(await talliedFields(tx));
  const fields = await tx
    .selectFrom('calls')
    .innerJoin('call_fields', 'call_fields.serial', 'calls.serial')
    .select(['ended_at', 'status', 'result', 'dial_error', 'name', 'value'])
    .where('ended_at', '>=', at)
    .where('ended_at', '<', at + hourMs)
    .execute();
  const counted = fields.filter(({ name }) => isCounted(name));
  const hours = fieldHoursChangedBy(
    counted.map(({ name, value, ...call }) => ({ before: null, after: { call, fields: [{ name, value }] } })),
  );
  const rows = await rowsOf(tx, hours, await namedAmong(tx, hours));
  return sumsOf(rows.map((row) => ({ ...row, length: 'hour' })));
}

/** Those of values that are lost are none. */
async function keptRows(tx: Store, length: Length, first: Instant, last: Instant): Promise<Rows> {
  const rows = await tx
    .selectFrom('field_values')
    .innerJoin('field_tallies', 'value_id', 'id')
    .select(['value_id', 'length', 'at', 'calls', 'answered', 'failed'])
    .where('length', '=', length)
    .where('at', '>=', first)
    .where('at', '<=', last)
    .execute();
  return rows.map((row) => ({ ...row, at: Number(row.at) }));
}

function areAlike(some: Rows, others: Rows): boolean {
  const [one, other] = [linesOf(some), linesOf(others)];
  return one.length === other.length && one.every((line, index) => line === other[index]);
}

function linesOf(rows: Rows): string[] {
  return rows
    .map(({ value_id, at, calls, answered, failed }) => [value_id, at, calls, answered, failed].join(' '))
    .sort();
}
