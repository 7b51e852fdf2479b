import { expect, it } from 'vitest';
import { type Reveal, recordReveal } from '../../../src/store/calls/reveals.ts';
import { claimInbound } from '../../../src/store/messages/inbound.ts';
import { describeStores } from '../../support/database.ts';
import { mondayNoon } from '../../support/sample-calls.ts';

const day = 24 * 60 * 60 * 1_000;

describeStores('requests from Slack', (open) => {
  it('are carried out the first time they are delivered, not the second', async () => {
    await using store = await open();
    expect(await claimInbound(store.db, 'trigger-1', mondayNoon)).toBe(true);
    expect(await claimInbound(store.db, 'trigger-1', mondayNoon + 60_000)).toBe(false);
    expect(await claimInbound(store.db, 'trigger-2', mondayNoon + 60_000)).toBe(true);
  });

  it('delivered to two replicas at once are carried out by one of them', async () => {
    await using store = await open();
    const claims = Array.from({ length: 8 }, () => claimInbound(store.db, 'trigger-1', mondayNoon));
    expect((await Promise.all(claims)).filter(Boolean)).toHaveLength(1);
  });

  it('are forgotten after a day', async () => {
    await using store = await open();
    await claimInbound(store.db, 'old', mondayNoon);
    await claimInbound(store.db, 'new', mondayNoon + day + 1);
    const rows = await store.db.selectFrom('inbound').select('key').execute();
    expect(rows.map(({ key }) => key)).toEqual(['new']);
  });
});

describeStores('what was revealed', (open) => {
  it('is recorded with who, which call, what and when, once per request', async () => {
    await using store = await open();
    const reveal: Reveal = {
      request: 'trigger-1',
      userId: 'U1',
      callId: 'call-1',
      shown: ['number', 'recording'],
      at: mondayNoon,
    };
    await recordReveal(store.db, reveal);
    await recordReveal(store.db, { ...reveal, at: mondayNoon + 1 });
    expect(await store.db.selectFrom('reveals').selectAll().execute()).toEqual([
      {
        key: 'trigger-1:call-1',
        user_id: 'U1',
        call_id: 'call-1',
        shown: 'number,recording',
        revealed_at: mondayNoon,
      },
    ]);
  });
});
