import { type Kysely, sql } from 'kysely';
import { expect, it } from 'vitest';

import { saveCalls } from '../../../src/store/calls/calls.ts';
import * as filling from '../../../src/store/engine/migrations/031-tallies.ts';
import * as everyCall from '../../../src/store/engine/migrations/033-every-call.ts';
import * as fillingFields from '../../../src/store/engine/migrations/034-field-tallies.ts';
import { describeStores } from '../../support/database.ts';
import { miscounted } from '../../support/miscounted.ts';
import { failedCall, mondayNoon, sampleCall } from '../../support/sample-calls.ts';
import { storeCalls } from '../../support/stored-calls.ts';
import { keptIsCounted } from './histories.ts';

const rules = { now: mondayNoon, firstStartAt: 0, importing: false };

describeStores('kept counts', (open, kind) => {
  it('are what SQL counts, whatever becomes of calls', async () => {
    await using store = await open();
    await keptIsCounted(store.db, kind === 'SQLite' ? 25 : 8);
  });

  it('leave no row for an hour or a day whose calls ended at another time after all', async () => {
    await using store = await open();
    const call = sampleCall({ status: 'busy-line', endReason: null, endedBy: null, dialError: null });
    await storeCalls(store.db, [call]);
    const later = { ...call, status: 'completed', endedAt: mondayNoon + 86_400_000 };
    await store.db
      .transaction()
      .execute((tx) =>
        saveCalls(tx, [{ call: later, fingerprint: 'later' }], { ...rules, now: later.endedAt }),
      );
    const rows = await store.db
      .selectFrom('tallies')
      .select(['length', 'at', 'calls'])
      .orderBy('length')
      .execute();
    expect(rows.map(({ length, at, calls }) => [length, Number(at), calls])).toEqual([
      ['day', Date.UTC(2026, 2, 3), 1],
      ['ever', 0, 1],
      ['hour', mondayNoon + 86_400_000, 1],
    ]);
    expect(await miscounted(store.db)).toEqual([]);
  });

  it('of two saves that add to one row are the sum of both', async () => {
    await using store = await open();
    await storeCalls(store.db, [sampleCall(), failedCall('busy', { id: 'call-2' })]);
    await storeCalls(store.db, [sampleCall({ id: 'call-3', answeredAt: mondayNoon - 400_000 })]);
    const hour = store.db.selectFrom('tallies').where('length', '=', 'hour').where('talk', 'is not', null);
    expect(await hour.select(['calls', 'talk', 'ring']).execute()).toEqual([
      { calls: 2, talk: '60,328', ring: '0,15' },
    ]);
  });

  it('are made of calls that were stored before they were kept, also after a kill on the way', async () => {
    await using store = await open();
    const calls = Array.from({ length: 300 }, (_, index) =>
      sampleCall({
        id: `call-${index}`,
        endedAt: mondayNoon - index * 977_000,
        answeredAt: index % 3 === 0 ? null : mondayNoon - index * 979_000,
        endReason: index % 50 === 0 ? `${index} `.repeat(90) : 'tool_end_call',
        structuredOutput: {
          ...(index % 7 === 0 && { call_back: 'yes' }),
          ...(index % 40 === 0 && { seldom: `${index % 80}` }),
          note: `number ${index % 3}`,
          phone: index % 2 ? '+33199001234' : 'none',
          said: index % 2 ? 'Later, please.' : '',
        },
      }),
    );
    await storeCalls(store.db, [...calls, failedCall('busy', { id: 'before', endedAt: -1 })]);
    await sql`delete from tallies where length = 'day' or combination = 1`.execute(store.db);
    expect(await miscounted(store.db)).not.toEqual([]);
    await sql`delete from field_values where is_named = 1`.execute(store.db);
    for (const { up } of [filling, everyCall, fillingFields])
      await store.db.transaction().execute((tx) => up(tx as unknown as Kysely<unknown>));
    expect(await miscounted(store.db)).toEqual([]);
  });
});
