import { expect, it } from 'vitest';

import { enqueueDigests } from '../../src/outbox/enqueue-digests.ts';
import { sayFrom } from '../../src/slack/message-kinds.ts';
import type { Database } from '../../src/store/engine/database.ts';
import { enqueueMessage, findMessage } from '../../src/store/messages/messages.ts';
import { writeSubscription } from '../../src/store/settings/subscriptions.ts';
import { followClock } from '../../src/store/upkeep/clock-step.ts';
import { describeStores } from '../support/database.ts';
import { sampleSubscription } from '../support/sample-calls.ts';

const digests = sampleSubscription({ topic: 'digest', options: { digestTime: '09:00', timezone: 'UTC' } });
const at = (iso: string) => Date.parse(iso);
const pass = (db: Database, iso: string) => enqueueDigests({ db, now: () => at(iso) });

/** The digest of a day, as its channel gets it. */
async function saidOf(db: Database, date: string, now: string): Promise<string> {
  const { id } = await db
    .selectFrom('messages')
    .select('id')
    .where('key', '=', `digest:C0CALLS:${date}`)
    .executeTakeFirstOrThrow();
  const message = await findMessage(db, id);
  const options = { phoneNumbers: 'masked', now: at(now), timezone: 'UTC' } as const;
  const said = message && (await sayFrom(db, () => options)(message, at(now)));
  const { blocks } = said ?? expect.fail('nothing to tell');
  return JSON.stringify(blocks);
}

describeStores('digests', (open) => {
  it('are enqueued once, no matter who looks', async () => {
    await using store = await open();
    await writeSubscription(store.db, digests);
    expect(await pass(store.db, '2026-03-03T09:00:01Z')).toMatchObject({ enqueued: 1 });
    expect(await pass(store.db, '2026-03-03T09:00:06Z')).toMatchObject({ enqueued: 0, skipped: 0 });
    expect(await saidOf(store.db, '2026-03-02', '2026-03-03T09:00:02Z')).not.toContain('No digest');
  });

  it('are not repeated where the clock is put back over their time', async () => {
    await using store = await open();
    await writeSubscription(store.db, digests);
    expect(await pass(store.db, '2026-03-03T09:00:01Z')).toMatchObject({ enqueued: 1 });
    for (const [now, byMs] of [
      ['2026-03-03T08:59:41Z', 20_000],
      ['2026-03-03T07:00:00Z', 2 * 3_600_000],
    ] as const) {
      await followClock(store.db, at(now), byMs);
      expect(await pass(store.db, now)).toMatchObject({ enqueued: 0 });
      expect(await pass(store.db, '2026-03-03T09:00:00Z')).toMatchObject({ enqueued: 0 });
    }
  });

  it('leave what does not fit on one screen for their thread, once, and nothing where they come too late', async () => {
    await using store = await open();
    await writeSubscription(store.db, digests);
    const left = () =>
      store.db
        .selectFrom('messages')
        .select(['id', 'form', 'state', 'parent_id'])
        .where('state', '!=', 'skipped')
        .orderBy('form')
        .execute();
    await pass(store.db, '2026-03-03T09:00:01Z');
    await pass(store.db, '2026-03-03T09:00:06Z');
    const [digest, rest, ...others] = await left();
    expect(digest).toMatchObject({ form: 'digest', state: 'ready', parent_id: null });
    expect(rest).toMatchObject({ form: 'digest-rest', state: 'follows', parent_id: digest?.id });
    expect(others).toEqual([]);

    expect(await pass(store.db, '2026-03-05T22:00:00Z')).toMatchObject({ enqueued: 0, skipped: 2 });
    expect(await left()).toHaveLength(2);
  });

  it.each(['ready', 'sent'] as const)(
    'of days that a clock was ahead of come in their time, where those made early are %s',
    async (state) => {
      await using store = await open();
      await writeSubscription(store.db, digests);
      expect(await pass(store.db, '2026-03-06T10:00:00Z')).toMatchObject({ enqueued: 1 });
      await store.db.updateTable('messages').set({ state }).where('state', '=', 'ready').execute();
      await followClock(store.db, at('2026-03-03T10:00:00Z'), 3 * 86_400_000);

      const states = await store.db
        .selectFrom('messages')
        .select('state')
        .where('form', '=', 'digest')
        .orderBy('key')
        .execute();
      expect(states.map((row) => row.state)).toEqual(
        state === 'ready' ? ['skipped', 'skipped'] : ['skipped', 'sent'],
      );
      for (const day of ['04', '05', '06'])
        expect(await pass(store.db, `2026-03-${day}T09:00:00Z`)).toMatchObject({ enqueued: 1 });
    },
  );

  it('that a person shared, and what else is of their kind, stay as they are after such a clock', async () => {
    await using store = await open();
    const about = { channel: 'C1', kind: 'digest', calls: 0 } as const;
    const day = { date: '2026-03-03', timezone: 'UTC', filter: '', slotAt: 0 };
    const soon = at('2026-03-03T12:00:00Z');
    const shared = { ...about, key: 'digest-shared:1', form: 'digest-shared', subject: day } as const;
    await enqueueMessage(store.db, shared, soon);
    const set = { ...about, key: 'change:1', form: 'change', subject: { change: '1' } } as const;
    await enqueueMessage(store.db, set, soon);
    await followClock(store.db, at('2026-03-03T10:00:00Z'), 2 * 3_600_000);
    const left = await store.db.selectFrom('messages').select(['key', 'state']).orderBy('key').execute();
    expect(left).toMatchObject([
      { key: 'change:1', state: 'ready' },
      { key: 'digest-shared:1', state: 'ready' },
    ]);
  });

  it('say when the next one is due, to the second that is looked at', async () => {
    await using store = await open();
    expect(await pass(store.db, '2026-03-03T08:59:59Z')).toMatchObject({ nextAt: null });
    await writeSubscription(store.db, digests);
    const early = { ...digests, id: 'early', channel: 'C0EARLY' };
    const options = { digestTime: '07:30', timezone: 'UTC', digestDays: 'saturday' as const };
    await writeSubscription(store.db, { ...early, options });
    expect(await pass(store.db, '2026-03-03T08:59:59Z')).toMatchObject({
      enqueued: 0,
      nextAt: at('2026-03-03T09:00:00Z'),
    });
    expect(await pass(store.db, '2026-03-03T09:00:00Z')).toMatchObject({
      enqueued: 1,
      nextAt: at('2026-03-04T09:00:00Z'),
    });
    const friday = await pass(store.db, '2026-03-06T09:00:00Z');
    expect(friday.nextAt).toBe(at('2026-03-07T07:30:00Z'));
  });

  it('that were not sent for days are said once in the next one', async () => {
    await using store = await open();
    await writeSubscription(store.db, digests);
    await pass(store.db, '2026-03-03T09:00:01Z');
    expect(await pass(store.db, '2026-03-07T11:00:00Z')).toMatchObject({ enqueued: 1, skipped: 1 });
    await pass(store.db, '2026-03-08T09:00:01Z');
    expect(await saidOf(store.db, '2026-03-06', '2026-03-07T11:00:01Z')).toContain(
      'No digest for Tuesday 3 March to Thursday 5 March: the bot wasn’t running',
    );
    expect(await saidOf(store.db, '2026-03-07', '2026-03-08T09:00:02Z')).not.toContain('No digest');
  });
});
