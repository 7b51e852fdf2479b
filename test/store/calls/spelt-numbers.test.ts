import { expect, it } from 'vitest';

import { saveCalls } from '../../../src/store/calls/calls.ts';
import { spellSomeNumbers } from '../../../src/store/calls/spell-numbers.ts';
import type { Database } from '../../../src/store/engine/database.ts';
import { askErasure, unfinishedErasures } from '../../../src/store/erasing/erasures.ts';
import { forgetBatch } from '../../../src/store/erasing/forget-number.ts';
import { heldAbout } from '../../../src/store/erasing/held.ts';
import { describeStores } from '../../support/database.ts';
import { mondayNoon, sampleCall } from '../../support/sample-calls.ts';
import { internationalSpellings, nationalSpellings, spelt } from '../../support/spellings.ts';

/** Of digits that end like the number: “639985678.0” ends otherwise, and is an amount. */
const dialled = nationalSpellings.filter((written) => written.endsWith('8') || /[78]["\])]*$/.test(written));

async function callsTo(db: Database, numbers: string[]): Promise<void> {
  const read = numbers.map((phoneNumber, index) => ({
    call: sampleCall({ id: `call-${index}`, phoneNumber }),
    fingerprint: 'first',
  }));
  const context = { now: mondayNoon, firstStartAt: 0, importing: false };
  await db.transaction().execute((tx) => saveCalls(tx, read, context));
}

async function forget(db: Database, number: string): Promise<void> {
  await askErasure(db, number, { askedBy: 'U0ANNA', askedIn: null }, mondayNoon);
  for (const erasure of await unfinishedErasures(db)) while (await forgetBatch(db, erasure, mondayNoon));
}

async function numbersLeft(db: Database): Promise<(string | null)[]> {
  const rows = db.selectFrom('calls').select('phone_number').where('phone_number', 'is not', null);
  return (await rows.orderBy('serial').execute()).map((row) => row.phone_number);
}

describeStores('forgetting a number that Revox wrote in many ways', (open) => {
  it('erases every spelling with its country code at once', async () => {
    await using store = await open();
    await callsTo(store.db, [...internationalSpellings, '+33639985679', '+44639985678']);
    expect(await heldAbout(store.db, spelt)).toMatchObject({
      calls: internationalSpellings.length,
      near: [],
    });
    await forget(store.db, spelt);
    expect(await numbersLeft(store.db)).toEqual(['+33639985679', '+44639985678']);
  });

  it('names the spellings without a country code, and erases each only when it is chosen', async () => {
    await using store = await open();
    await callsTo(store.db, [spelt, '0639985678', '06 39 98 56 78;ext=4', '639985678', '0639985679']);
    const near = [
      { number: '0639985678', calls: 2 },
      { number: '639985678', calls: 1 },
    ];
    expect(await heldAbout(store.db, spelt)).toMatchObject({ calls: 1, near });
    await forget(store.db, spelt);
    expect(await numbersLeft(store.db)).toHaveLength(4);
    await forget(store.db, '0639985678');
    expect(await numbersLeft(store.db)).toEqual(['639985678', '0639985679']);
    const fromNational = await heldAbout(store.db, '0639985678');
    expect(fromNational).toMatchObject({ calls: 0, near: [{ number: '639985678', calls: 1 }] });
  });

  it('misses no spelling without a country code', async () => {
    await using store = await open();
    const missed: string[] = [];
    for (const written of dialled) {
      await store.db.deleteFrom('calls').execute();
      await callsTo(store.db, [written]);
      const { calls, near } = await heldAbout(store.db, spelt);
      if (calls + near.length !== 1) missed.push(written);
    }
    expect(missed).toEqual([]);
  });

  it('finds a SIP address that is no number', async () => {
    await using store = await open();
    await callsTo(store.db, ['SIP:Anna@pbx.example;transport=tls', 'sip:ben@pbx.example']);
    await forget(store.db, 'sip:anna@pbx.example');
    expect(await numbersLeft(store.db)).toEqual(['sip:ben@pbx.example']);
  });

  it('finds calls that an older version stored, once they are gone through in batches', async () => {
    await using store = await open();
    const { db } = store;
    await callsTo(db, [...Array(2_100).fill('+33199001234'), '0033639985678']);
    await db
      .updateTable('calls')
      .set({ phone_reversed: '8765899363300' })
      .where('phone_number', '=', '0033639985678')
      .execute();
    expect(await heldAbout(db, spelt)).toMatchObject({ calls: 0 });
    expect([await spellSomeNumbers(db, 0), await spellSomeNumbers(db, 0)]).toEqual([true, false]);
    expect(await spellSomeNumbers(db, 0)).toBe(false);
    expect(await heldAbout(db, spelt)).toMatchObject({ calls: 1 });
  });
});
