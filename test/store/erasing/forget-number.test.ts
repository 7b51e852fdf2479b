import { readFileSync } from 'node:fs';
import { mkdtempDisposable } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, test } from 'vitest';

import type { DetailedCall } from '../../../src/calls/call.ts';
import { saveCalls } from '../../../src/store/calls/calls.ts';
import { setAside } from '../../../src/store/calls/set-aside.ts';
import { type Database, emptyJournal, migrate, openDatabase } from '../../../src/store/engine/database.ts';
import type { Tables } from '../../../src/store/engine/tables.ts';
import { askErasure, lastErasures, unfinishedErasures } from '../../../src/store/erasing/erasures.ts';
import { forgetBatch } from '../../../src/store/erasing/forget-number.ts';
import { heldAbout } from '../../../src/store/erasing/held.ts';
import { giveBackSpace } from '../../../src/store/erasing/retention.ts';
import { requestExport } from '../../../src/store/exports/exports.ts';
import { enqueueMessage } from '../../../src/store/messages/messages.ts';
import { shareList } from '../../../src/store/messages/shared-lists.ts';
import { enqueueNews } from '../../../src/store/news/news.ts';
import { changeSettings } from '../../../src/store/settings/change-setting.ts';
import { saveSearch } from '../../../src/store/settings/saved-searches.ts';
import { listSubscriptions } from '../../../src/store/settings/subscriptions.ts';
import { describeStores } from '../../support/database.ts';
import { mondayNoon, sampleCall, sampleSubscription } from '../../support/sample-calls.ts';
import { sampleFollowUp, storeFollowUps } from '../../support/sample-follow-up.ts';

const number = '+33199001234';
const other = '+33199005678';
const rules = { now: mondayNoon, firstStartAt: 0, importing: false };

const theirs = sampleCall({
  phoneNumber: number,
  recordingUrl: 'https://recordings.invalid/marked-recording',
  structuredOutput: { email: 'marked-email@example.invalid' },
  transcript: [
    { role: 'user', content: 'marked phrase', toolName: null, toolArguments: null, toolIsError: false },
  ],
  unknownFields: { campaign: 'marked-campaign' },
});
const somebodyElses = sampleCall({ id: 'call-2', phoneNumber: other, structuredOutput: { email: 'kept' } });

function save(db: Database, calls: DetailedCall[], fingerprint = 'first') {
  const read = calls.map((call) => ({ call, fingerprint }));
  return db.transaction().execute((tx) => saveCalls(tx, read, rules));
}

async function forget(db: Database): Promise<void> {
  await askErasure(db, number, { askedBy: 'U0ANNA', askedIn: null }, mondayNoon);
  for (const erasure of await unfinishedErasures(db)) {
    while (await forgetBatch(db, erasure, mondayNoon + 1));
  }
}

/** Everything there is, as text. */
async function allOf(db: Database): Promise<string> {
  const tables = await db.introspection.getTables();
  const rows = tables.map(({ name }) =>
    db
      .selectFrom(name as keyof Tables)
      .selectAll()
      .execute(),
  );
  return JSON.stringify(await Promise.all(rows));
}

async function tell(db: Database, callId: string, state: string, id = `told-${callId}`): Promise<void> {
  const item = { channel: 'C0CALLS', topic: 'calls', callId, subscriptionId: 's' } as const;
  await enqueueNews(db, [{ key: `call-ended:${callId}:C0CALLS`, ...item }], mondayNoon);
  await enqueueMessage(
    db,
    { id, key: `bundle:${id}`, channel: 'C0CALLS', form: 'bundle', kind: 'calls', subject: {}, calls: 1 },
    mondayNoon,
  );
  await db.updateTable('news').set({ message_id: id }).where('call_id', '=', callId).execute();
  await db.updateTable('messages').set({ state, ts: '1.000001' }).where('id', '=', id).execute();
}

function messages(db: Database) {
  return db.selectFrom('messages').select(['id', 'state', 'subject', 'edit_due_at', 'erasure_id']).execute();
}

describeStores('forgetting a number', (open) => {
  it('takes what identifies or quotes the person, and leaves how the call ended', async () => {
    await using store = await open();
    await save(store.db, [theirs, somebodyElses]);
    await forget(store.db);
    const left = await allOf(store.db);
    expect(left).not.toMatch(/199001234|432100991|marked/);
    expect(left).toMatch(/199005678/);
    const calls = await store.db.selectFrom('calls').select(['id', 'result']).orderBy('id').execute();
    expect(calls).toEqual([
      { id: 'call-1', result: 'human' },
      { id: 'call-2', result: 'human' },
    ]);
  });

  it('lasts when Revox still lists the call, changed or not, and makes no news of it', async () => {
    await using store = await open();
    await save(store.db, [theirs]);
    await forget(store.db);
    for (const fingerprint of ['first', 'second']) {
      const changes = await save(store.db, [{ ...theirs, endReason: 'changed' }], fingerprint);
      expect(changes).toEqual({
        ended: [],
        edited: [],
        shownAnew: [],
        closing: [],
        askingLate: [],
        askingEdited: [],
        fresh: 0,
      });
    }
    expect(await allOf(store.db)).not.toMatch(/199001234|marked/);
  });

  it('keeps no digest of a call from which its number could be found out', async () => {
    await using store = await open();
    await save(store.db, [theirs], 'digest-of-the-row');
    await forget(store.db);
    await save(store.db, [theirs], 'digest-of-the-row');
    expect(await allOf(store.db)).not.toContain('digest-of-the-row');
  });

  it('posts the end of a call that was open, without the person', async () => {
    await using store = await open();
    await save(store.db, [{ ...theirs, status: 'ongoing', endedAt: null }], 'open');
    await forget(store.db);
    const { ended } = await save(store.db, [theirs], 'ended');
    expect(ended).toMatchObject([{ id: 'call-1', phoneNumber: null, transcript: null }]);
    expect(await allOf(store.db)).not.toMatch(/199001234|marked/);
  });

  it('leaves a later call to the number alone: it is stored as usual', async () => {
    await using store = await open();
    await save(store.db, [theirs]);
    await forget(store.db);
    await save(store.db, [{ ...theirs, id: 'call-3' }]);
    expect(await heldAbout(store.db, number)).toMatchObject({ calls: 1, transcripts: 1 });
  });

  it('has posted messages that showed the calls edited, and no others', async () => {
    await using store = await open();
    await save(store.db, [theirs, somebodyElses, { ...theirs, id: 'call-4' }]);
    await tell(store.db, 'call-1', 'sent');
    await tell(store.db, 'call-2', 'sent');
    await tell(store.db, 'call-4', 'ready');
    expect((await heldAbout(store.db, number)).messages).toEqual([{ channel: 'C0CALLS', count: 1 }]);
    await forget(store.db);
    const edited = (await messages(store.db)).filter(({ edit_due_at }) => edit_due_at !== null);
    expect(edited.map(({ id }) => id)).toEqual(['told-call-1']);
    expect(await lastErasures(store.db, 10)).toMatchObject([{ calls: 2, messages: 1, phoneNumber: null }]);
  });

  it('has the line about several changes written again, whichever of them named the number', async () => {
    await using store = await open();
    const { db } = store;
    const asked = ['human', 'phone:+33199001234'].map((filter) => ({
      before: null,
      after: { kind: 'subscription', subscription: sampleSubscription({ id: filter, filter }) } as const,
    }));
    await db.transaction().execute((tx) => changeSettings(tx, asked, 'U0ANNA', 0));
    await db.updateTable('messages').set({ state: 'sent', ts: '1.0' }).execute();
    await forget(db);
    expect(await messages(db)).toMatchObject([{ edit_due_at: expect.any(Number) }]);
  });

  it('takes the number out of settings, the audit, saved searches, exports and rows set aside', async () => {
    await using store = await open();
    const { db } = store;
    const written = ['phone:+33199001234', 'human -phone:199001234', 'human phone:+33199005678'];
    for (const [index, filter] of written.entries()) {
      const subscription = sampleSubscription({ id: `s${index}`, filter });
      const after = { kind: 'subscription', subscription } as const;
      await db.transaction().execute((tx) => changeSettings(tx, [{ before: null, after }], 'U0ANNA', 0));
    }
    const mute = {
      id: 'm1',
      channel: 'C0CALLS',
      filter: 'phone:+33199001234',
      madeBy: 'U0ANNA',
      madeAt: 0,
      until: mondayNoon * 2,
      endedAt: null,
    };
    const muted = { before: null, after: { kind: 'mute', mute } } as const;
    await db.transaction().execute((tx) => changeSettings(tx, [muted], 'U0ANNA', 0));
    await saveSearch(db, 'U0ANNA', { name: 'theirs', command: 'calls phone:99001234 7d' }, 0);
    await saveSearch(db, 'U0ANNA', { name: 'others', command: 'calls phone:99005678 7d' }, 0);
    const wanted = { userId: 'U0ANNA', filter: 'phone:+33199001234', askedIn: null, responseUrl: null };
    await requestExport(db, wanted, mondayNoon);
    const row = { key: 'row-1', raw: '{"phone_number":"+33199001234"}', reason: 'odd' };
    await setAside(db, [row], { reader: 1, now: 0 });

    expect(await heldAbout(db, number)).toMatchObject({
      subscriptions: 2,
      mutes: 1,
      changes: 3,
      searches: 1,
      exports: 1,
      setAside: 1,
    });
    await forget(db);
    await setAside(db, [row], { reader: 1, now: 0 });

    expect(await allOf(db)).not.toMatch(/199001234|99001234/);
    expect((await listSubscriptions(db)).map(({ filter }) => filter).toSorted()).toEqual([
      'human',
      'human phone:+33199005678',
    ]);
    const mutes = await db.selectFrom('mutes').select(['filter', 'ended_at']).execute();
    expect(mutes).toEqual([{ filter: 'phone:erased', ended_at: mondayNoon + 1 }]);
    expect(await db.selectFrom('saved_searches').select('name').execute()).toEqual([{ name: 'others' }]);
  });

  it('takes the follow-ups of the calls along, and the number out of notes beside others, whose cards are edited', async () => {
    await using store = await open();
    const { db } = store;
    await save(db, [theirs, somebodyElses]);
    await tell(db, 'call-2', 'sent');
    await storeFollowUps(
      db,
      sampleFollowUp({ callId: 'call-1', note: 'a marked word' }),
      sampleFollowUp({ callId: 'call-2', note: 'Call +33 1 99 00 12 34 instead', wish: 'demain' }),
      sampleFollowUp({ callId: 'call-3', note: 'Paid' }),
    );
    expect(await heldAbout(db, number)).toMatchObject({ followUps: 2 });
    await forget(db);
    const left = await db
      .selectFrom('follow_ups')
      .select(['call_id', 'note', 'wish'])
      .orderBy('call_id')
      .execute();
    expect(left).toEqual([
      { call_id: 'call-2', note: null, wish: null },
      { call_id: 'call-3', note: 'Paid', wish: null },
    ]);
    const edited = (await messages(db)).filter(({ edit_due_at }) => edit_due_at !== null);
    expect(edited.map(({ id }) => id)).toEqual(['told-call-2']);
    expect(await heldAbout(db, number)).toMatchObject({ followUps: 0 });
  });

  it('drops settings that quote what is theirs alone, and notes those that quote what others have too', async () => {
    await using store = await open();
    const { db } = store;
    const town = { town: 'Lyon', agreed: true };
    const person = { ...town, email: 'marked@example.invalid', name: 'Marked Person' };
    await save(db, [
      { ...theirs, structuredOutput: person },
      { ...somebodyElses, structuredOutput: town },
    ]);
    const filters = [
      'field:email=marked@example.invalid',
      'human -field:name="Marked Person"',
      'field:town=lyon',
      'field:town=lyons',
    ];
    for (const [index, filter] of filters.entries()) {
      const subscription = sampleSubscription({ id: `s${index}`, filter });
      const after = { kind: 'subscription', subscription } as const;
      await db.transaction().execute((tx) => changeSettings(tx, [{ before: null, after }], 'U0ANNA', 0));
    }
    const mute = { id: 'm1', channel: 'C0CALLS', filter: filters[0] as string, madeBy: 'U0ANNA', madeAt: 0 };
    const muted = { kind: 'mute', mute: { ...mute, until: mondayNoon * 2, endedAt: null } } as const;
    await db.transaction().execute((tx) => changeSettings(tx, [{ before: null, after: muted }], 'U0ANNA', 0));
    await saveSearch(db, 'U0ANNA', { name: 'one', command: `calls ${filters[0]} 7d` }, 0);
    await saveSearch(db, 'U0ANNA', { name: 'agreed', command: 'stats field:agreed=true' }, 0);
    await forget(db);

    expect(await allOf(db)).not.toMatch(/marked/i);
    expect((await listSubscriptions(db)).map(({ filter }) => filter).toSorted()).toEqual([
      'field:town=lyon',
      'field:town=lyons',
      'human',
    ]);
    expect(await lastErasures(db, 1)).toMatchObject([
      {
        resembling: [
          { kind: 'subscription', place: 'C0CALLS', field: 'town' },
          { kind: 'search', place: 'U0ANNA', field: 'agreed' },
        ],
      },
    ]);
  });

  it('withdraws what was shared or asked for with the number', async () => {
    await using store = await open();
    const { db } = store;
    await save(db, [theirs, somebodyElses]);
    const page = {
      messageId: null,
      anchor: 2,
      openedAt: mondayNoon + 1,
      timezone: 'UTC',
      beyond: null,
      direction: 'older',
    } as const;
    const share = (request: string, filter: string) =>
      shareList(
        db,
        { request, channel: 'C0CALLS', sharedBy: 'U0ANNA', page: { ...page, filter } },
        mondayNoon,
      );
    await share('by-number', 'phone:+33199001234');
    await share('by-country', 'phone:+33');
    await share('by-result', 'human');
    const digest = { date: '2026-03-02', days: 1, timezone: 'UTC', filter: 'phone:+33199001234', slotAt: 0 };
    const key = `digest:C0CALLS:2026-03-02:${digest.filter}`;
    await enqueueMessage(
      db,
      { key, channel: 'C0CALLS', form: 'digest', kind: 'digest', subject: digest, calls: 0 },
      mondayNoon,
    );
    await db.updateTable('messages').set({ state: 'sent' }).where('key', 'like', 'share:%').execute();
    await forget(db);

    expect(await allOf(db)).not.toMatch(/199001234/);
    const left = await messages(db);
    expect(left.filter(({ subject }) => subject === '{"erased":true}')).toHaveLength(3);
    expect(left.filter(({ edit_due_at }) => edit_due_at !== null)).toHaveLength(3);
    expect(left.filter(({ state }) => state === 'skipped')).toHaveLength(1);
  });
});

test('nothing of a forgotten number is left in the bytes of the SQLite file or its journal', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'revox-forget-'));
  const path = join(folder.path, 'revox.db');
  const db = openDatabase(`file:${path}`);
  await migrate(db);
  const many = Array.from({ length: 1_500 }, (_, index): DetailedCall => {
    const isTheirs = index % 10 === 0;
    const details = isTheirs ? theirs : somebodyElses;
    const filler = { filler: `${index} `.repeat(index % 200) };
    return {
      ...details,
      id: `call-${(index * 7919) % 1_500}`,
      endedAt: mondayNoon - index,
      unknownFields: filler,
    };
  });
  for (let start = 0; start < many.length; start += 100) await save(db, many.slice(start, start + 100));
  const marks = [number, '432100991', 'marked-recording', 'marked-email'];
  const found = () => {
    const bytes = ['', '-wal'].map((suffix) => readFileSync(path + suffix, 'latin1')).join('');
    return marks.filter((mark) => bytes.includes(mark));
  };
  expect(found()).toEqual(marks);

  await forget(db);
  while (await giveBackSpace(db));
  expect(await emptyJournal(db)).toBe(true);
  expect(found()).toEqual([]);
  await db.destroy();
});
