import { expect, it } from 'vitest';

import { openDatabase } from '../../../src/store/engine/database.ts';
import { changeFollowUp } from '../../../src/store/follow-ups/change-follow-up.ts';
import { listFollowUps } from '../../../src/store/follow-ups/follow-ups.ts';
import { describeStores } from '../../support/database.ts';
import { sampleFollowUp, storeFollowUps } from '../../support/sample-follow-up.ts';

const races = 10_000;
const atOnce = 50;
const people = ['U0ANNA', 'U0BEN', 'U0CARO'];

describeStores('ten thousand races for a follow-up', (open, kind) => {
  it('have one winner each, of whom all the others read', { timeout: 1_200_000 }, async () => {
    await using store = await open();
    const replica = kind === 'Postgres' ? openDatabase(store.url) : null;
    for (let start = 0; start < races; start += atOnce) {
      const ids = Array.from({ length: atOnce }, (_, index) => `call-${start + index}`);
      await storeFollowUps(store.db, ...ids.map((callId) => sampleFollowUp({ callId })));
      const answers = await Promise.all(ids.map(race));
      for (const each of answers) {
        expect(each.filter((it) => it?.isNew)).toHaveLength(1);
        expect(new Set(each.map((it) => it?.followUp.owner)).size).toBe(1);
      }
    }
    await replica?.destroy();
    const taken = await listFollowUps(store.db, { states: ['taken'], limit: races + 1 });
    expect(taken).toHaveLength(races);
    expect(await store.db.selectFrom('audit').select('id').execute()).toHaveLength(races);

    function race(callId: string) {
      return Promise.all(
        people.map((by, index) => {
          const db = index === 1 ? (replica ?? store.db) : store.db;
          const where = { channel: 'C0CALLS', now: 5_000 };
          return db.transaction().execute((tx) => changeFollowUp(tx, callId, { kind: 'take', by }, where));
        }),
      );
    }
  });
});
