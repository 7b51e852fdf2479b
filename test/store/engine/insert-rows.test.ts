import { expect, it } from 'vitest';

import { insertRows } from '../../../src/store/engine/insert-rows.ts';
import { describeStores } from '../../support/database.ts';
import { mondayNoon, sampleCall } from '../../support/sample-calls.ts';
import { storeCalls } from '../../support/stored-calls.ts';

const texts = [`quotes ' " and \\ \\x41`, 'lines\n\t\u2028', '🙂 é ﷽', '{"json": [1]}', '', null];

describeStores('many rows at once', (open) => {
  it('are stored as they were given: texts, bytes, large numbers and nothing', async () => {
    await using store = await open();
    const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
    const rows = texts.map((text, serial) => ({
      serial,
      recording_url: text,
      structured_output: text,
      transcript: text === null ? null : bytes,
      unknown_fields: null,
    }));
    await insertRows(store.db, 'call_details', rows);
    const stored = await store.db.selectFrom('call_details').selectAll().orderBy('serial').execute();
    expect(
      stored.map((row) => ({ ...row, transcript: row.transcript && Uint8Array.from(row.transcript) })),
    ).toEqual(rows);
  });

  it('have a mark where half a letter was cut off, which has no form in a database', async () => {
    await using store = await open();
    await storeCalls(store.db, [sampleCall({ endReason: 'half of \ud83d' })]);
    const { end_reason } = await store.db.selectFrom('calls').select('end_reason').executeTakeFirstOrThrow();
    expect(end_reason).toBe('half of \ufffd');
  });

  it('replace those with the same key, or leave them as they are', async () => {
    await using store = await open();
    const row = (value: string, updated_at: number) => ({ key: 'one', value, updated_at });
    await insertRows(store.db, 'state', [row('first', 1)], 'key');
    await insertRows(store.db, 'state', [row('second', mondayNoon)], 'key');
    await insertRows(store.db, 'state', [row('third', 3), { ...row('other', 4), key: 'two' }], 'key', 'keep');
    const stored = await store.db
      .selectFrom('state')
      .selectAll()
      .where('key', 'in', ['one', 'two'])
      .execute();
    expect(stored.map(({ key, value, updated_at }) => [key, value, Number(updated_at)]).sort()).toEqual([
      ['one', 'second', mondayNoon],
      ['two', 'other', 4],
    ]);
  });
});
