import { expect, it } from 'vitest';

import type { Database } from '../../../src/store/engine/database.ts';
import { openDatabase } from '../../../src/store/engine/database.ts';
import { changeFollowUp } from '../../../src/store/follow-ups/change-follow-up.ts';
import { findFollowUp } from '../../../src/store/follow-ups/follow-ups.ts';
import { changesOf } from '../../../src/store/settings/change-setting.ts';
import { describeStores } from '../../support/database.ts';
import { sampleFollowUp, storeFollowUps } from '../../support/sample-follow-up.ts';

const anna = { by: 'U0ANNA' };
const where = (now: number) => ({ channel: 'C0CALLS', now });

function take(db: Database, by: string, now = 5_000) {
  return db.transaction().execute((tx) => changeFollowUp(tx, 'call-1', { kind: 'take', by }, where(now)));
}

async function message(db: Database, id: string, different: object = {}) {
  const row = { id, key: id, channel: 'C0CALLS', form: 'bundle', kind: 'calls', subject: '{}', calls: 1 };
  const times = { created_at: 1, due_at: 1, state: 'sent', ts: `1.${id}` };
  await db
    .insertInto('messages')
    .values({ ...row, ...times, ...different })
    .execute();
}

async function told(db: Database, callId: string, messageId: string) {
  const row = { key: `${callId}:${messageId}`, channel: 'C0CALLS', topic: 'calls', subscription_id: 's1' };
  await db
    .insertInto('news')
    .values({ ...row, call_id: callId, found_at: 1, message_id: messageId })
    .execute();
}

async function edited(db: Database): Promise<string> {
  const rows = await db
    .selectFrom('messages')
    .select('id')
    .where('edit_due_at', 'is not', null)
    .orderBy('id')
    .execute();
  return rows.map(({ id }) => id).join(' ');
}

describeStores('changing a follow-up', (open, kind) => {
  it('is recorded with who did it and where, asks for a look, and cannot be undone as a setting is', async () => {
    await using store = await open();
    await storeFollowUps(store.db, sampleFollowUp());
    expect(await take(store.db, 'U0ANNA')).toMatchObject({
      isNew: true,
      followUp: { state: 'taken', owner: 'U0ANNA', takenAt: 5_000 },
    });
    const snooze = { kind: 'snooze', until: 9_000, ...anna } as const;
    await store.db.transaction().execute((tx) => changeFollowUp(tx, 'call-1', snooze, where(6_000)));
    const audit = await store.db.selectFrom('audit').selectAll().orderBy('changed_at').execute();
    expect(
      audit.map(({ changed_by, channel, setting, after }) => [changed_by, channel, setting, after]),
    ).toEqual([
      ['U0ANNA', 'C0CALLS', 'follow-up:call-1', '{"kind":"follow-up","done":"take"}'],
      ['U0ANNA', 'C0CALLS', 'follow-up:call-1', '{"kind":"follow-up","done":"snooze","until":9000}'],
    ]);
    expect(await changesOf(store.db, [audit[0]?.id ?? ''])).toEqual([]);
    const row = store.db.selectFrom('follow_ups').select('next_look_at');
    expect(await row.executeTakeFirst()).toEqual({ next_look_at: 6_000 });
    await store.db
      .transaction()
      .execute((tx) => changeFollowUp(tx, 'call-1', { kind: 'settle', call: 'b' }, where(7_000)));
    // Its owner is to hear of it.
    expect(await row.executeTakeFirst()).toEqual({ next_look_at: 7_000 });
  });

  it('leaves no words of a note in the record', async () => {
    await using store = await open();
    await storeFollowUps(store.db, sampleFollowUp({ state: 'taken', owner: 'U0ANNA' }));
    const note = { kind: 'note', text: 'Marie pays on Friday', ...anna } as const;
    await store.db.transaction().execute((tx) => changeFollowUp(tx, 'call-1', note, where(6_000)));
    expect(await findFollowUp(store.db, 'call-1')).toMatchObject({ note: 'Marie pays on Friday' });
    expect(JSON.stringify(await store.db.selectFrom('audit').selectAll().execute())).not.toContain('Marie');
  });

  it('has every message edited that shows the call, and no other', async () => {
    await using store = await open();
    await storeFollowUps(store.db, sampleFollowUp());
    await message(store.db, 'card');
    await message(store.db, 'compact');
    await message(store.db, 'detail', { parent_id: 'compact', form: 'detail' });
    await message(store.db, 'incident', { form: 'incident', kind: 'incident' });
    await message(store.db, 'mover');
    await message(store.db, 'other');
    for (const id of ['card', 'compact', 'incident']) await told(store.db, 'call-1', id);
    await told(store.db, 'call-2', 'mover');
    await told(store.db, 'call-3', 'other');
    await take(store.db, 'U0ANNA');
    expect(await edited(store.db)).toBe('card compact detail');
    const move = {
      kind: 'move',
      call: 'call-2',
      wish: null,
      wishField: null,
      dueAt: 9,
      askedAt: null,
    } as const;
    await store.db.transaction().execute((tx) => changeFollowUp(tx, 'call-1', move, where(6_000)));
    expect(await edited(store.db)).toBe('card compact detail mover');
  });

  it('does nothing where the event comes too late, and says how it is; of an unknown call it says nothing', async () => {
    await using store = await open();
    await storeFollowUps(store.db, sampleFollowUp());
    await take(store.db, 'U0ANNA');
    expect(await take(store.db, 'U0BEN', 6_000)).toEqual({
      isNew: false,
      followUp: expect.objectContaining({ owner: 'U0ANNA', takenAt: 5_000 }),
    });
    const gone = { kind: 'take', ...anna } as const;
    expect(await changeFollowUp(store.db, 'call-9', gone, where(1))).toBeNull();
  });

  it('gives it to one of many who take it at once, and each of the others reads to whom', async () => {
    await using store = await open();
    await using replica = kind === 'Postgres' ? openAgain(store.url) : null;
    await storeFollowUps(store.db, sampleFollowUp());
    const people = Array.from({ length: 40 }, (_, index) => `U0${index}`);
    const answers = await Promise.all(
      people.map((by, index) => take(index % 2 === 0 ? store.db : (replica?.db ?? store.db), by)),
    );
    const [winner, ...more] = answers.filter((it) => it?.isNew);
    expect(more).toEqual([]);
    expect(new Set(answers.map((it) => it?.followUp.owner))).toEqual(new Set([winner?.followUp.owner]));
    expect(await findFollowUp(store.db, 'call-1')).toEqual(winner?.followUp);
    expect(await store.db.selectFrom('audit').select('id').execute()).toHaveLength(1);
  });
});

/** As another replica has it. */
function openAgain(url: string) {
  const db = openDatabase(url);
  return { db, [Symbol.asyncDispose]: () => db.destroy() };
}
