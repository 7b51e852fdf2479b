import { sql } from 'kysely';
import { expect, it } from 'vitest';

import type { Database } from '../../../src/store/engine/database.ts';
import { recount } from '../../../src/store/tallies/recount.ts';
import { spotCheck } from '../../../src/store/tallies/spot-check.ts';
import { describeStores } from '../../support/database.ts';
import { miscounted } from '../../support/miscounted.ts';
import { failedCall, mondayNoon, sampleCall } from '../../support/sample-calls.ts';
import { storeCalls } from '../../support/stored-calls.ts';

const monday = Date.UTC(2026, 2, 2);
const tuesday = Date.UTC(2026, 2, 3);

const calls = [
  ...Array.from({ length: 20 }, (_, index) =>
    sampleCall({
      id: `call-${index}`,
      endedAt: mondayNoon + index * 3_000_000,
      structuredOutput: { mood: 'hot', note: `said ${index}, and more.` },
    }),
  ),
  failedCall('busy', { id: 'busy' }),
];

async function damage(db: Database, how: string): Promise<void> {
  await sql.raw(how).execute(db);
}

const damages: [what: string, how: string, days: number[]][] = [
  ['an hour is gone', `delete from tallies where length = 'hour' and at = ${mondayNoon}`, [monday]],
  ['a day is gone', `delete from tallies where length = 'day' and at = ${tuesday}`, [tuesday]],
  ['all is gone', 'delete from tallies', [monday, tuesday]],
  ['totals are gone', "delete from tallies where length = 'ever'", []],
  ['a total too high', "update tallies set calls = calls + 1 where length = 'ever'", []],
  ['a total of words that are none', "insert into tallies values ('ever', 0, 99, 1, 0, null, null)", []],
  [
    'one call too many',
    `update tallies set calls = calls + 1 where length = 'hour' and at < ${tuesday}`,
    [monday],
  ],
  [
    'call-backs that nobody asked for',
    "update tallies set call_backs = 9 where length = 'day'",
    [monday, tuesday],
  ],
  [
    'times of others',
    `update tallies set talk = '7' where at = ${mondayNoon} and talk is not null`,
    [monday],
  ],
  ['times that are none', `update tallies set ring = 'x:y' where at = ${mondayNoon}`, [monday]],
  [
    'an hour and a day in which no call ended',
    `insert into tallies select length, at - 86400000, combination, calls, call_backs, talk, ring from tallies
       where at < ${tuesday} and length <> 'ever'`,
    [monday - 86_400_000],
  ],
  ['all of extracted fields is gone', 'delete from field_tallies', [monday, tuesday]],
  ['the names of values are lost', 'delete from field_values where is_named = 1', [monday, tuesday]],
  [
    'a value without its name',
    "update field_values set value = 'cold' where value = 'hot'",
    [monday, tuesday],
  ],
  ['more of a day', "update field_tallies set answered = 7 where length = 'day'", [monday, tuesday]],
  [
    'values in an hour in which no call ended',
    "insert into field_tallies select value_id, length, 0, 1, 1, 1 from field_tallies where length = 'hour' limit 1",
    [],
  ],
  ['words that are lost', "delete from combinations where dial_error = 'busy'", [monday]],
  [
    'calls that somebody changed by hand',
    `update calls set result = 'IVR' where ended_at > ${tuesday}`,
    [tuesday],
  ],
];

describeStores('counting stored calls again', (open, kind) => {
  it('makes right whatever is kept wrongly, and says of which days', async () => {
    await using store = await open();
    await storeCalls(store.db, calls);
    // The code is the same on both, and Postgres takes ten times as long.
    const some = kind === 'SQLite' ? damages : damages.slice(-7);
    for (const [what, how, days] of some) {
      await damage(store.db, how);
      expect(await miscounted(store.db), what).not.toEqual([]);
      const { corrected } = await recount(store.db);
      expect(await miscounted(store.db), what).toEqual([]);
      expect(corrected, what).toEqual(days);
      expect(await recount(store.db), what).toEqual({
        days: 2,
        calls: 21,
        corrected: [],
        isEverCorrected: false,
      });
    }
    // Those of the busy call and of both results; the words that no call has any more are gone.
    expect(await store.db.selectFrom('combinations').select('id').execute()).toHaveLength(3);
  });

  it('loses no call that is saved meanwhile', async () => {
    await using store = await open();
    await storeCalls(store.db, calls);
    await damage(store.db, 'delete from tallies');
    const saving = async () => {
      for (let index = 0; index < 40; index += 1) {
        const call = sampleCall({ id: `new-${index}`, endedAt: monday + (index % 30) * 3_600_000 });
        await storeCalls(store.db, [call, { ...call, endReason: 'changed' }]);
      }
    };
    await Promise.all([recount(store.db), saving()]);
    expect(await miscounted(store.db)).toEqual([]);
  });

  it('counts none where none is stored', async () => {
    await using store = await open();
    expect(await recount(store.db)).toEqual({ days: 0, calls: 0, corrected: [], isEverCorrected: false });
    expect(await spotCheck(store.db, () => 0.5)).toBeNull();
  });

  it('looks at the last hour, a few by chance, one day and all days, and says which are wrong', async () => {
    await using store = await open();
    await storeCalls(store.db, calls);
    expect(await spotCheck(store.db, () => 0.999)).toMatchObject({ wrong: [] });
    const lastHour = Date.UTC(2026, 2, 3, 3);
    await damage(store.db, `update tallies set calls = 7 where at in (${lastHour}, ${monday})`);
    expect(await spotCheck(store.db, () => 0)).toMatchObject({ wrong: [lastHour, monday, 0] });
    await damage(store.db, `update calls set country = 'GB' where ended_at = ${mondayNoon}`);
    expect(await spotCheck(store.db, () => 0)).toMatchObject({ wrong: [lastHour, mondayNoon, monday, 0] });
  });
});
