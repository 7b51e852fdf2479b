import type { ScalarField } from '../../calls/structured-fields.ts';
import type { FieldsChange } from '../../calls/tallies/field-tally.ts';
import type { Store } from '../engine/database.ts';

/** Extracted fields of calls go. @returns what they were, to be counted. */
export async function forgetFields(
  tx: Store,
  calls: (NonNullable<FieldsChange['before']>['call'] & { serial: number })[],
): Promise<FieldsChange[]> {
  if (calls.length === 0) return [];
  const serials = calls.map(({ serial }) => serial);
  const gone = await tx
    .deleteFrom('call_fields')
    .where('serial', 'in', serials)
    .returning(['serial', 'name', 'value'])
    .execute();
  const fields = Map.groupBy(gone, ({ serial }) => Number(serial));
  return calls.flatMap((call) => {
    const its: ScalarField[] = fields.get(call.serial) ?? [];
    return its.length === 0 ? [] : [{ before: { call, fields: its }, after: null }];
  });
}
