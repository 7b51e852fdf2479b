import { sql } from 'kysely';

import type { ScalarField } from '../../../calls/structured-fields.ts';
import { mayBeNamed } from '../../../calls/tallies/named-values.ts';
import { dayMs, hourMs } from '../../../calls/time/durations.ts';
import { type Database, type Store, yieldToOthers } from '../../engine/database.ts';
import { lockEndings } from '../../engine/lock-endings.ts';
import { nameValue, unnameValue } from './change-names.ts';
import { fewestCalls, givenOften, keyOf } from './field-values.ts';
import { isTallied, talliedFields, writeTalliedFields } from './tallied-fields.ts';
import { forgetUnused } from './write-field-tallies.ts';

/** Before hours are counted again: what belongs to no value, or to an hour or a day in which no call ended, goes. */
export function forgetStrayFieldTallies(db: Database): Promise<void> {
  return db.transaction().execute(async (tx) => {
    await lockEndings(tx);
    await sql`
      delete from field_tallies where value_id not in (select id from field_values)
      or not exists (
        select 1 from calls where ended_at >= field_tallies.at
        and ended_at < field_tallies.at + case length when 'hour' then ${sql.lit(hourMs)} else ${sql.lit(dayMs)} end
      )
    `.execute(tx);
  });
}

/** Once all hours are right: each value has a count of its own if enough calls give it. */
export async function recountNames(db: Database): Promise<void> {
  const isCounted = isTallied(await talliedFields(db));
  const named = await db
    .selectFrom('field_values')
    .select(['name', 'value'])
    .where('is_named', '=', 1)
    .execute();
  const often = (await frequentValues(db)).filter(({ name, value }) => isCounted(name) && mayBeNamed(value));
  for (const value of new Map([...named, ...often].map((it) => [keyOf(it), it])).values()) {
    await db.transaction().execute((tx) => renameIfWrong(tx, value));
    await yieldToOthers(db);
  }
  await db.transaction().execute(async (tx) => {
    await lockEndings(tx);
    await forgetUnused(tx);
    const { hidden, areWhole } = await talliedFields(tx);
    if (!areWhole) await writeTalliedFields(tx, { hidden, areWhole: true });
  });
}

async function frequentValues(db: Database): Promise<ScalarField[]> {
  return db
    .selectFrom('call_fields')
    .select(['name', 'value'])
    .groupBy(['name', 'value'])
    .having((it) => it.fn.countAll(), '>=', fewestCalls)
    .execute();
}

async function renameIfWrong(tx: Store, { name, value }: ScalarField): Promise<void> {
  await lockEndings(tx);
  const row = await tx
    .selectFrom('field_values')
    .select('id')
    .where('name', '=', name)
    .where('value', '=', value)
    .where('is_named', '=', 1)
    .executeTakeFirst();
  const isOften = mayBeNamed(value) && (await givenOften(tx, [{ name, value }])).length > 0;
  if (row === undefined && isOften) await nameValue(tx, { name, value });
  if (row !== undefined && !isOften) await unnameValue(tx, name, row.id);
}
