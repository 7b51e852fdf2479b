import { expect, it } from 'vitest';

import type { Mute } from '../../../src/calls/mute.ts';
import type { Setting, WantedChange } from '../../../src/calls/setting.ts';
import type { Database } from '../../../src/store/engine/database.ts';
import { changeSettings, findChanges, undoChanges } from '../../../src/store/settings/change-setting.ts';
import { findMute, mutesInForce, mutesToTell } from '../../../src/store/settings/mutes.ts';
import {
  listSubscriptions,
  pauseSubscriptions,
  resumeSubscriptions,
  writeSubscription,
} from '../../../src/store/settings/subscriptions.ts';
import { describeStores } from '../../support/database.ts';
import { mondayNoon, sampleSubscription } from '../../support/sample-calls.ts';

const hourMs = 3_600_000;
const anna = 'U0ANNA';

function subscriptionSetting(different = {}): Setting {
  return { kind: 'subscription', subscription: sampleSubscription(different) };
}

const mute: Mute = {
  id: 'mute-1',
  channel: 'C0CALLS',
  filter: 'busy',
  madeBy: anna,
  madeAt: mondayNoon,
  until: mondayNoon + 2 * hourMs,
  endedAt: null,
};

async function change(db: Database, wanted: WantedChange, at = mondayNoon) {
  const ids = await db.transaction().execute((tx) => changeSettings(tx, [wanted], anna, at));
  return ids[0] as string;
}

async function undo(db: Database, id: string, at = mondayNoon + 1) {
  const known = await findChanges(db, id);
  if (known.length === 0) throw new Error(`no change ${id}`);
  return db.transaction().execute((tx) => undoChanges(tx, known, 'U0BO', at));
}

const announcements = (db: Database) =>
  db.selectFrom('messages').select(['channel', 'kind', 'calls', 'subject']).orderBy('created_at').execute();

describeStores('a setting', (open) => {
  it('that is changed is remembered with who changed it, and announced once', async () => {
    await using store = await open();
    const after = subscriptionSetting({ topic: 'incidents', options: { cards: 'compact' } });
    const id = await change(store.db, { before: null, after });
    expect(await findChanges(store.db, id)).toEqual([
      {
        id,
        at: mondayNoon,
        by: anna,
        channel: 'C0CALLS',
        before: null,
        after,
        isUndo: false,
        isUndone: false,
      },
    ]);
    expect(await listSubscriptions(store.db)).toMatchObject([{ options: { cards: 'compact' } }]);
    expect(await announcements(store.db)).toEqual([
      { channel: 'C0CALLS', kind: 'incident', calls: 0, subject: JSON.stringify({ change: id }) },
    ]);
  });

  // what was done → what is there after it is taken back
  const before = subscriptionSetting({
    filter: 'human',
    madeBy: 'U0EVE',
    madeAt: 5,
    options: { summaryMinutes: 15 },
  });
  const paused = { at: 7, reason: 'over the holidays', by: anna };
  const changes: [string, WantedChange][] = [
    ['made', { before: null, after: before }],
    ['removed', { before, after: null }],
    ['changed', { before, after: subscriptionSetting({ filter: 'voicemail' }) }],
    ['paused', { before, after: subscriptionSetting({ filter: 'human', paused }) }],
    ['resumed', { before: subscriptionSetting({ paused }), after: before }],
  ];
  it.each(changes)('that was %s is put back exactly', async (_, wanted) => {
    await using store = await open();
    if (wanted.before?.kind === 'subscription') await writeSubscription(store.db, wanted.before.subscription);
    const was = await listSubscriptions(store.db);
    const id = await change(store.db, wanted);
    expect(await undo(store.db, id)).toBe('undone');
    expect(await listSubscriptions(store.db)).toEqual(was);
    expect(await findChanges(store.db, id)).toMatchObject([{ isUndone: true }]);
    expect(await announcements(store.db)).toHaveLength(2);
  });

  it('is put back once', async () => {
    await using store = await open();
    const id = await change(store.db, { before: null, after: before });
    expect(await undo(store.db, id)).toBe('undone');
    expect(await undo(store.db, id)).toBe('undone-before');
  });

  it('that somebody changed since stays as they left it', async () => {
    await using store = await open();
    const first = await change(store.db, { before: null, after: before });
    const later = subscriptionSetting({ filter: 'human', options: {} });
    await change(store.db, { before, after: later } as WantedChange);
    expect(await undo(store.db, first)).toBe('changed-since');
    expect(await listSubscriptions(store.db)).toMatchObject([{ options: {} }]);
  });

  it('of several at once has one line, and is put back as far as nobody changed it since', async () => {
    await using store = await open();
    const made = ['human', 'voicemail', 'busy'].map((filter) => subscriptionSetting({ id: filter, filter }));
    const asked = made.map((after) => ({ before: null, after }));
    const [first = '', second = ''] = await store.db
      .transaction()
      .execute((tx) => changeSettings(tx, asked, anna, mondayNoon));
    expect(await announcements(store.db)).toHaveLength(1);
    const later = subscriptionSetting({ id: 'busy', filter: 'busy', options: { cards: 'compact' } });
    await change(store.db, { before: made[2], after: later } as WantedChange);
    expect(await undo(store.db, first)).toBe('undone-in-part');
    expect((await listSubscriptions(store.db)).map(({ filter }) => filter)).toEqual(['busy']);
    expect(await undo(store.db, first)).toBe('undone-before');
    expect(await findChanges(store.db, second)).toMatchObject([{ isUndone: true }]);
    expect(await announcements(store.db)).toHaveLength(3);
  });

  it('that somebody made again since is not made twice', async () => {
    await using store = await open();
    await change(store.db, { before: null, after: before });
    const removal = await change(store.db, { before, after: null });
    await change(store.db, { before: null, after: subscriptionSetting({ id: 'anew', filter: 'human' }) });
    expect(await undo(store.db, removal)).toBe('changed-since');
    expect((await listSubscriptions(store.db)).map(({ id }) => id)).toEqual(['anew']);
  });

  it('can be undone again and again', async () => {
    await using store = await open();
    const id = await change(store.db, { before: null, after: before });
    await undo(store.db, id);
    const [undoing] = await store.db.selectFrom('audit').select('id').where('undo_of', '=', id).execute();
    expect(await undo(store.db, undoing?.id as string)).toBe('undone');
    expect(await listSubscriptions(store.db)).toHaveLength(1);
  });
});

describeStores('a mute', (open) => {
  it('is in force until its time, and then to be posted', async () => {
    await using store = await open();
    await change(store.db, { before: null, after: { kind: 'mute', mute } });
    expect(await mutesInForce(store.db, mute.until - 1)).toEqual([mute]);
    expect(await mutesToTell(store.db, mute.until - 1)).toEqual([]);
    expect(await mutesInForce(store.db, mute.until)).toEqual([]);
    expect(await mutesToTell(store.db, mute.until)).toEqual([mute]);
  });

  it('that is undone ends, so that what it held back is posted', async () => {
    await using store = await open();
    const id = await change(store.db, { before: null, after: { kind: 'mute', mute } });
    expect(await undo(store.db, id, mondayNoon + 60_000)).toBe('undone');
    expect(await findMute(store.db, mute.id)).toEqual({ ...mute, endedAt: mondayNoon + 60_000 });
    expect(await mutesToTell(store.db, mondayNoon + 60_000)).toHaveLength(1);
  });

  it('whose time is over is not undone', async () => {
    await using store = await open();
    const id = await change(store.db, { before: null, after: { kind: 'mute', mute } });
    expect(await undo(store.db, id, mute.until)).toBe('over');
    await store.db.deleteFrom('mutes').execute();
    expect(await undo(store.db, id, mute.until)).toBe('over');
  });
});

describeStores('a pause', (open) => {
  it('by a person outlasts one by Slack', async () => {
    await using store = await open();
    const byAnna = { at: 7, reason: '', by: anna };
    await writeSubscription(store.db, sampleSubscription({ id: 'hers', paused: byAnna }));
    await writeSubscription(store.db, sampleSubscription({ id: 'other', filter: 'busy' }));
    await pauseSubscriptions(store.db, 'C0CALLS', 'not in channel', mondayNoon);
    await resumeSubscriptions(store.db, 'C0CALLS');
    const paused = (await listSubscriptions(store.db)).filter((it) => it.paused !== null);
    expect(paused.map(({ id }) => id)).toEqual(['hers']);
  });
});
