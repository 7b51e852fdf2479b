import type { Instant } from '../../calls/call.ts';
import { reversedDigits } from '../../calls/numbers/phone.ts';
import type { Database } from '../engine/database.ts';
import { readState, writeState } from '../engine/state.ts';

/** Small enough that a batch never holds the database for long. */
const callsPerBatch = 2_000;
const stateKey = 'numbers-spelt';

/**
 * Older versions found a call by the digits of its number as Revox wrote it; one number has one spelling since. Goes
 * on where it stopped, through calls that were stored before.
 *
 * @returns whether there is more.
 */
export async function spellSomeNumbers(db: Database, now: Instant): Promise<boolean> {
  const { done, serial } = await progressOf(db);
  if (done) return false;
  return db.transaction().execute(async (tx) => {
    const rows = await tx
      .selectFrom('calls')
      .select(['serial', 'phone_number', 'phone_reversed'])
      .where('serial', '>', serial)
      .orderBy('serial')
      .limit(callsPerBatch)
      .execute();
    for (const row of rows) {
      const spelt = reversedDigits(row.phone_number);
      if (spelt === row.phone_reversed) continue;
      const call = tx.updateTable('calls').where('serial', '=', row.serial);
      // Unless it was erased or changed meanwhile.
      await call.set({ phone_reversed: spelt }).where('phone_number', '=', row.phone_number).execute();
    }
    const isMore = rows.length === callsPerBatch;
    await writeState(tx, stateKey, { serial: rows.at(-1)?.serial ?? serial, done: !isMore }, now);
    return isMore;
  });
}

interface Progress {
  serial: number;
  done: boolean;
}

async function progressOf(db: Database): Promise<Progress> {
  const stored = (await readState(db, stateKey)) as Partial<Progress> | null;
  return { serial: stored?.serial ?? 0, done: stored?.done === true };
}
