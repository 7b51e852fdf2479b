import { expect, it } from 'vitest';

import type { DetailedCall } from '../../../src/calls/call.ts';
import { readRow } from '../../../src/revox/to-call.ts';
import { knownFingerprints, type SaveContext, saveCalls } from '../../../src/store/calls/calls.ts';
import { findCallById } from '../../../src/store/calls/find-call.ts';
import { type Database, openDatabase } from '../../../src/store/engine/database.ts';
import { describeStores } from '../../support/database.ts';
import { aCall } from '../../support/revox-calls.ts';
import { failedCall, mondayNoon, sampleCall } from '../../support/sample-calls.ts';

const running: SaveContext = { now: mondayNoon, firstStartAt: mondayNoon - 3_600_000, importing: false };
const importing: SaveContext = { ...running, importing: true };
const longAgo = running.firstStartAt - 1;

/** Saves calls as one pass would; a call is changed when it is not what it was. */
function save(db: Database, calls: DetailedCall[], context = running) {
  const read = calls.map((call) => ({ call, fingerprint: JSON.stringify(call) }));
  return db.transaction().execute((tx) => saveCalls(tx, read, context));
}

function openCall(different: Partial<DetailedCall> = {}): DetailedCall {
  return sampleCall({
    status: 'ongoing',
    result: null,
    endedAt: null,
    endReason: null,
    endedBy: null,
    ...different,
  });
}

const none = { startedAt: null, answeredAt: null, endedAt: null };

describeStores('saving calls', (open, kind) => {
  const ended: { title: string; call: DetailedCall; context: SaveContext; isNews: boolean }[] = [
    { title: 'that ended since the first start is news', call: sampleCall(), context: running, isNews: true },
    {
      title: 'that ended since, met by the import, is news',
      call: sampleCall(),
      context: importing,
      isNews: true,
    },
    {
      title: 'that ended before is history',
      call: sampleCall({ endedAt: longAgo }),
      context: running,
      isNews: false,
    },
    { title: 'without any time is news', call: sampleCall(none), context: running, isNews: true },
    {
      title: 'without any time is history while history is read',
      call: sampleCall(none),
      context: importing,
      isNews: false,
    },
    {
      title: 'without an end time that began since is news even then',
      call: sampleCall({ ...none, startedAt: mondayNoon - 60_000 }),
      context: importing,
      isNews: true,
    },
    {
      title: 'without an end time that began before is history then',
      call: sampleCall({ ...none, startedAt: longAgo }),
      context: importing,
      isNews: false,
    },
  ];

  it.each(ended)('a call $title', async ({ call, context, isNews }) => {
    await using store = await open();
    const changes = await save(store.db, [call], context);
    expect(changes.ended.map((it) => it.id)).toEqual(isNews ? [call.id] : []);
    expect(changes.fresh).toBe(1);
  });

  it('an end in the far future is none: the call ended when it was met, and is posted', async () => {
    await using store = await open();
    const changes = await save(store.db, [sampleCall({ endedAt: Date.UTC(2199, 0) })]);
    expect(changes.ended).toMatchObject([{ endedAt: mondayNoon }]);
  });

  it('an end a few minutes ahead of our clock is believed', async () => {
    await using store = await open();
    const changes = await save(store.db, [sampleCall({ endedAt: mondayNoon + 600_000 })]);
    expect(changes.ended).toMatchObject([{ endedAt: mondayNoon + 600_000 }]);
  });

  it('in a state that is new to us, an end in the far future says nothing', async () => {
    await using store = await open();
    const call = openCall({ status: 'wrapped_up', endedAt: Date.UTC(2199, 0) });
    expect(await save(store.db, [call])).toMatchObject({ ended: [], fresh: 1 });
  });

  it('a call that was seen open is news when it ends, whenever that was', async () => {
    await using store = await open();
    expect(await save(store.db, [openCall()], importing)).toMatchObject({ ended: [], fresh: 1 });
    const changes = await save(store.db, [sampleCall({ endedAt: longAgo })], importing);
    expect(changes).toMatchObject({ ended: [{ id: 'call-1' }], edited: [], fresh: 0 });
  });

  it('is news once: the same again is nothing, another state is an edit', async () => {
    await using store = await open();
    await save(store.db, [sampleCall()]);
    const nothing = {
      ended: [],
      closing: [],
      askingLate: [],
      askingEdited: [],
      edited: [],
      shownAnew: [],
      fresh: 0,
    };
    expect(await save(store.db, [sampleCall()])).toEqual(nothing);
    const changes = await save(store.db, [sampleCall({ recordingUrl: 'https://recordings.invalid/1' })]);
    expect(changes).toMatchObject({ ended: [], edited: ['call-1'], shownAnew: ['call-1'], fresh: 0 });
  });

  const said = (content: string) => [
    { role: 'user', content, toolName: null, toolArguments: null, toolIsError: false },
  ];
  // what is added to a call that is known with a recording → whether its card shows that
  it.each<[Partial<DetailedCall>, boolean]>([
    [{ transcript: said('Good morning.') }, true],
    [{ transcript: [] }, false],
    [{ unknownFields: { campaign: 'spring' } }, false],
    [{ recordingUrl: 'https://recordings.invalid/2' }, false],
    [{ recordingUrl: null }, true],
    [{ structuredOutput: { lead_score: 'hot' } }, true],
    [{ endReason: 'silence' }, true],
    [{ result: 'voicemail' }, true],
  ])('a change of %j is saved, and shown again: %s', async (change, isShown) => {
    await using store = await open();
    const known = sampleCall({ recordingUrl: 'https://recordings.invalid/1' });
    await save(store.db, [known]);
    const changes = await save(store.db, [{ ...known, ...change }]);
    expect(changes).toMatchObject({ edited: ['call-1'], shownAnew: isShown ? ['call-1'] : [] });
  });

  it('a transcript that goes on is saved, and its card stays as it is', async () => {
    await using store = await open();
    await save(store.db, [sampleCall({ transcript: said('Good') })]);
    const whole = sampleCall({ transcript: said('Good morning.') });
    expect(await save(store.db, [whole])).toMatchObject({ edited: ['call-1'], shownAnew: [] });
    expect(await findCallById(store.db, 'call-1')).toEqual(whole);
  });

  it('a call met twice in one pass is saved once, as it was last', async () => {
    await using store = await open();
    const changes = await save(store.db, [openCall(), sampleCall()]);
    expect(changes).toMatchObject({ ended: [{ id: 'call-1' }], fresh: 1 });
    expect(await findCallById(store.db, 'call-1')).toEqual(sampleCall());
  });

  it('gives back all that it was given', async () => {
    await using store = await open();
    const call = failedCall('busy', {
      structuredOutput: { Interest: 'High', score: 3, nested: { any: ['thing'] } },
      transcript: [
        { role: 'tool', content: '«ok» 👍', toolName: 'book', toolArguments: { at: 9 }, toolIsError: true },
      ],
      unknownFields: { campaign: 'spring' },
    });
    await save(store.db, [call]);
    expect(await findCallById(store.db, 'call-1')).toEqual(call);
    const fields = await store.db
      .selectFrom('call_fields')
      .select(['name', 'value'])
      .orderBy('name')
      .execute();
    expect(fields.map((field) => ({ ...field }))).toEqual([
      { name: 'interest', value: 'high' },
      { name: 'score', value: '3' },
    ]);
  });

  it('a call that goes back to open keeps how it ended', async () => {
    await using store = await open();
    await save(store.db, [sampleCall()]);
    await save(store.db, [openCall({ answeredAt: null })]);
    expect(await findCallById(store.db, 'call-1')).toEqual(sampleCall());
    const row = await store.db.selectFrom('calls').selectAll().executeTakeFirstOrThrow();
    expect(row).toMatchObject({ ended_seq: 1, ended_at_estimated: 0, talk_ms: 60_000 });
  });

  it('an end of ours gives way to that of Revox, and not the other way round', async () => {
    await using store = await open();
    const row = () => store.db.selectFrom('calls').selectAll().executeTakeFirstOrThrow();
    await save(store.db, [sampleCall({ endedAt: null })], { ...running, now: mondayNoon + 5 });
    expect(await row()).toMatchObject({ ended_at: mondayNoon + 5, ended_at_estimated: 1 });
    await save(store.db, [sampleCall()]);
    expect(await row()).toMatchObject({ ended_at: mondayNoon, ended_at_estimated: 0 });
    await save(store.db, [sampleCall({ endedAt: null, endReason: 'changed' })], {
      ...running,
      now: mondayNoon + 9,
    });
    expect(await row()).toMatchObject({ ended_at: mondayNoon, ended_at_estimated: 0 });
  });

  it('endings are numbered from 1 without a gap, over passes of more calls than one statement takes', async () => {
    await using store = await open();
    const calls = Array.from({ length: 1203 }, (_, index) =>
      (index % 3 ? sampleCall : openCall)({ id: `call-${index}` }),
    );
    const { ended, fresh } = await save(store.db, calls);
    expect([ended.length, fresh]).toEqual([802, 1203]);
    await save(
      store.db,
      calls.map((call) => sampleCall({ id: call.id, endReason: 'later' })),
    );
    const rows = await store.db.selectFrom('calls').select('ended_seq').orderBy('ended_seq').execute();
    expect(rows.map((row) => row.ended_seq)).toEqual(Array.from({ length: 1203 }, (_, index) => index + 1));
    expect((await knownFingerprints(store.db, ['call-0', 'call-1', 'unknown'])).size).toBe(2);
  });

  if (kind === 'Postgres')
    it('two replicas that save at the same time number endings apart', async () => {
      await using store = await open();
      const other = openDatabase(store.url);
      const batch = (prefix: string) =>
        Array.from({ length: 50 }, (_, index) => sampleCall({ id: `${prefix}-${index}` }));
      await Promise.all([save(store.db, batch('a')), save(other, batch('b')), save(store.db, batch('c'))]);
      await other.destroy();
      const rows = await store.db.selectFrom('calls').select('ended_seq').orderBy('ended_seq').execute();
      expect(rows.map((row) => row.ended_seq)).toEqual(Array.from({ length: 150 }, (_, index) => index + 1));
    });
});

describeStores('a row of words without measure', (open) => {
  it.each([
    [
      'in words that fit no index',
      { end_reason: noise(3_000), status: noise(3_000), phone_number: noise(3_000) },
    ],
    ['in words that just fit one', { id: noise(300), end_reason: noise(300), result: noise(300) }],
    [
      'with NUL wherever there is text',
      { id: 'a\0', result: '\0', recording_url: 'https://files.example.com/\0' },
    ],
  ])('is stored: %s', async (_, fields) => {
    await using store = await open();
    const read = readRow(aCall({ ...fields, transcript: [{ role: 'user\0', content: '\0' }] }));
    if (read.kind !== 'call') throw new Error('set aside');

    await save(store.db, [read.call]);

    expect(await findCallById(store.db, read.call.id)).toMatchObject(read.call);
  });
});

/** Three bytes a character, and no order that a database could press together. */
function noise(length: number): string {
  return Array.from({ length }, (_, at) => String.fromCharCode(0x4e00 + ((at * 7_919) % 20_000))).join('');
}
