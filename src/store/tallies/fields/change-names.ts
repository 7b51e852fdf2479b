import type { ScalarField } from '../../../calls/structured-fields.ts';
import { type FieldHour, fieldHoursChangedBy, type Outcomes } from '../../../calls/tallies/field-tally.ts';
import { mayBeNamed } from '../../../calls/tallies/named-values.ts';
import type { Store } from '../../engine/database.ts';
import { givenOften, idsOf, keyOf } from './field-values.ts';
import { addToHoursAndDays } from './write-field-tallies.ts';

/** A field with more values than these has names for those that were frequent first. */
export const mostNamed = 500;

/** Names the values that enough calls give by now, and takes the names of those that too few still give. */
export async function changeNames(tx: Store, hours: FieldHour[], named: Map<string, number>): Promise<void> {
  const doubtful = hours.filter((hour) =>
    named.has(keyOf(hour)) ? hour.calls < 0 : hour.calls > 0 && mayBeNamed(hour.value),
  );
  const values = new Map<string, ScalarField>(doubtful.map((hour) => [keyOf(hour), hour]));
  const often = new Set((await givenOften(tx, [...values.values()])).map(keyOf));
  // First what goes: SQLite gives the number of the last value, once it is gone, to the next.
  for (const [key, { name }] of values) {
    const id = named.get(key);
    if (id !== undefined && !often.has(key)) await unnameValue(tx, name, id);
  }
  for (const [key, value] of values) if (!named.has(key) && often.has(key)) await nameValue(tx, value);
}

/** Its calls were counted among the others of its field. */
export async function nameValue(tx: Store, { name, value }: ScalarField): Promise<void> {
  if ((await countNamed(tx, name)) >= mostNamed) return;
  const calls = await tx
    .selectFrom('call_fields')
    .innerJoin('calls', 'calls.serial', 'call_fields.serial')
    .select(['ended_at', 'status', 'result', 'dial_error'])
    .where('name', '=', name)
    .where('value', '=', value)
    .execute();
  const hours = fieldHoursChangedBy(
    calls.map((call) => ({ before: null, after: { call, fields: [{ name, value }] } })),
  );
  const ids = await idsOf(tx, [
    { name, value },
    { name, value: null },
  ]);
  await move(tx, hours, ids.get(keyOf({ name, value: null })), ids.get(keyOf({ name, value })));
}

export async function unnameValue(tx: Store, name: string, id: number): Promise<void> {
  const hours = await tx
    .selectFrom('field_tallies')
    .select(['at', 'calls', 'answered', 'failed'])
    .where('value_id', '=', id)
    .where('length', '=', 'hour')
    .execute();
  if (hours.length === 0) return;
  const others = await idsOf(tx, [{ name, value: null }]);
  await move(
    tx,
    hours.map((hour) => ({ ...hour, at: Number(hour.at) })),
    id,
    others.get(keyOf({ name, value: null })),
  );
}

async function move(tx: Store, hours: (Outcomes & { at: number })[], from?: number, to?: number) {
  if (from === undefined || to === undefined) throw new Error('a value that is counted has no row');
  const rows = hours.flatMap(({ at, calls, answered, failed }) => [
    { value_id: to, at, calls, answered, failed },
    { value_id: from, at, calls: -calls, answered: -answered, failed: -failed },
  ]);
  await addToHoursAndDays(tx, rows);
}

async function countNamed(tx: Store, name: string): Promise<number> {
  const { named } = await tx
    .selectFrom('field_values')
    .select((it) => it.fn.countAll<number>().as('named'))
    .where('name', '=', name)
    .where('is_named', '=', 1)
    .executeTakeFirstOrThrow();
  return Number(named);
}
