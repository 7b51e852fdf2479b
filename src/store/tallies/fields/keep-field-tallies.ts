import {
  type FieldHour,
  type FieldsChange,
  fieldHoursChangedBy,
} from '../../../calls/tallies/field-tally.ts';
import { mayBeNamed } from '../../../calls/tallies/named-values.ts';
import type { Store } from '../../engine/database.ts';
import type { FieldTalliesTable } from '../../engine/tables/tallies.ts';
import { changeNames } from './change-names.ts';
import { idsOf, keyOf, knownValues } from './field-values.ts';
import { isTallied, talliedFields } from './tallied-fields.ts';
import { addToHoursAndDays } from './write-field-tallies.ts';

/**
 * Keeps the counts of extracted fields true, in the transaction that writes these calls and after it wrote them; see
 * `keepTallies`. A value has a count of its own while enough stored calls give it, else its calls are counted among the
 * others of its field.
 */
export async function keepFieldTallies(tx: Store, changes: FieldsChange[]): Promise<void> {
  const changed = fieldHoursChangedBy(changes);
  if (changed.length === 0) return;
  const isCounted = isTallied(await talliedFields(tx));
  const hours = changed.filter(({ name }) => isCounted(name));
  const named = await namedAmong(tx, hours);
  await addToHoursAndDays(tx, await rowsOf(tx, hours, named));
  await changeNames(tx, hours, named);
}

/** The numbers of those values that have a count of their own. */
export function namedAmong(tx: Store, hours: FieldHour[]): Promise<Map<string, number>> {
  const values = new Map(hours.map((hour) => [keyOf(hour), hour]));
  const named = [...values.values()].filter(({ value }) => mayBeNamed(value));
  return knownValues(tx, named);
}

/** By the number of the value or, where it has none of its own, by that of all others of its field. */
export async function rowsOf(
  tx: Store,
  hours: FieldHour[],
  named: Map<string, number>,
): Promise<Omit<FieldTalliesTable, 'length'>[]> {
  const unnamed = hours.filter((hour) => !named.has(keyOf(hour)));
  const names = [...new Set(unnamed.map(({ name }) => name))];
  const rest = names.map((name) => ({ name, value: null }));
  const others = await idsOf(tx, rest);
  return hours.map((hour) => {
    const { at, calls, answered, failed } = hour;
    const id = named.get(keyOf(hour)) ?? others.get(keyOf({ name: hour.name, value: null }));
    return { value_id: id as number, at, calls, answered, failed };
  });
}
