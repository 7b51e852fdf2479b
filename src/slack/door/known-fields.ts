import { valuesToLookUp } from '../../calls/filter/field-values.ts';
import type { KnownFields } from '../../calls/filter/piece.ts';
import { type HiddenFields, isHiddenField } from '../../calls/hidden-fields.ts';
import { findFields } from '../../store/calls/known-fields.ts';
import type { Database } from '../../store/engine/database.ts';

/**
 * The extracted fields that words name or that have one of them as a value, but for those hidden from this person.
 * Undefined where every word is the grammar's own, so that nothing has to be looked up.
 */
export async function fieldsNamedIn(
  text: string,
  db: Database,
  hidden: HiddenFields,
): Promise<KnownFields | undefined> {
  const values = valuesToLookUp(text);
  if (values.length === 0) return undefined;
  const { names, having } = await findFields(db, values);
  const seen = having.filter(({ name }) => !isHiddenField(name, hidden));
  const withValue = Map.groupBy(seen, ({ value }) => value);
  return {
    names: new Set(names.filter((name) => !isHiddenField(name, hidden))),
    withValue: new Map([...withValue].map(([value, fields]) => [value, fields.map(({ name }) => name)])),
  };
}
