import { expect, it } from 'vitest';

import type { Database } from '../../../src/store/engine/database.ts';
import { listOpenIncidents } from '../../../src/store/incidents/known-incidents.ts';
import { parkMessage, retryParked } from '../../../src/store/incidents/parked-messages.ts';
import { claimDue } from '../../../src/store/messages/message-claims.ts';
import { enqueueMessage } from '../../../src/store/messages/messages.ts';
import { describeStores } from '../../support/database.ts';

const words = { sentence: 'I’m not a member of this channel.', nextStep: 'Invite me.' };
const parking = { reason: 'not_in_channel', inDoubt: false, pauses: true, ...words };

async function park(db: Database, key: string, now: number) {
  await enqueueMessage(
    db,
    { key, channel: 'C0CALLS', form: 'bundle', kind: 'calls', subject: {}, calls: 1 },
    now,
  );
  const [claim] = await claimDue(db, { now, leaseMs: 1000, limit: 1 });
  if (claim === undefined) throw new Error('nothing to claim');
  return () => parkMessage(db, claim, parking, now);
}

describeStores('a message that is parked while a person has others tried again', (open) => {
  it('has its incident', async () => {
    await using store = await open();
    for (let round = 1; round <= 10; round += 1) {
      await (await park(store.db, `first:${round}`, round * 10_000))();
      const second = await park(store.db, `second:${round}`, round * 10_000 + 1);
      await Promise.all([second(), retryParked(store.db, 'C0CALLS', round * 10_000 + 2)]);
      const parked = await store.db
        .selectFrom('messages')
        .select('id')
        .where('state', '=', 'parked')
        .execute();
      expect(await listOpenIncidents(store.db, 9)).toHaveLength(parked.length === 0 ? 0 : 1);
      await store.db.deleteFrom('messages').where('kind', '=', 'calls').execute();
      await retryParked(store.db, 'C0CALLS', round * 10_000 + 3);
    }
  });
});
