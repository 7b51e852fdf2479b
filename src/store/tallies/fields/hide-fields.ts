import { type HiddenFields, isHiddenField } from '../../../calls/hidden-fields.ts';
import type { Database, Store } from '../../engine/database.ts';
import { lockEndings } from '../../engine/lock-endings.ts';
import { inPieces } from '../../engine/pieces.ts';
import { type TalliedFields, talliedFields, writeTalliedFields } from './tallied-fields.ts';

/**
 * What is hidden from now on is counted no longer, and its counts go. What was hidden before and is no longer was not
 * counted: until all is counted again, fields are counted from the calls themselves.
 */
export async function hideFields(db: Database, hidden: HiddenFields): Promise<TalliedFields> {
  return db.transaction().execute(async (tx) => {
    await lockEndings(tx);
    const before = await talliedFields(tx);
    const isShownAgain = before.hidden.some((name) => !hidden.includes(name));
    if (!isShownAgain && before.hidden.length === hidden.length) return before;
    await forgetCounts(tx, hidden);
    const areWhole = (before.areWhole && !isShownAgain) || !(await hasFields(tx));
    const now = { hidden, areWhole };
    await writeTalliedFields(tx, now);
    return now;
  });
}

async function forgetCounts(tx: Store, hidden: HiddenFields): Promise<void> {
  const values = await tx.selectFrom('field_values').select(['id', 'name']).execute();
  const ids = values.filter(({ name }) => isHiddenField(name, hidden)).map(({ id }) => id);
  for await (const some of inPieces(ids)) {
    await tx.deleteFrom('field_tallies').where('value_id', 'in', some).execute();
    await tx.deleteFrom('field_values').where('id', 'in', some).execute();
  }
}

async function hasFields(tx: Store): Promise<boolean> {
  const row = await tx.selectFrom('call_fields').select('serial').limit(1).executeTakeFirst();
  return row !== undefined;
}
