import { expect, it } from 'vitest';

import type { DetailedCall } from '../../../src/calls/call.ts';
import { saveCalls } from '../../../src/store/calls/calls.ts';
import { findCallById } from '../../../src/store/calls/find-call.ts';
import { setAside } from '../../../src/store/calls/set-aside.ts';
import type { Database } from '../../../src/store/engine/database.ts';
import { unpackText } from '../../../src/store/engine/packed-text.ts';
import type { Tables } from '../../../src/store/engine/tables.ts';
import { eraseBatch, eraseDue, forgetSetAside } from '../../../src/store/erasing/retention.ts';
import { describeStores } from '../../support/database.ts';
import { mondayNoon, sampleCall } from '../../support/sample-calls.ts';
import { sampleFollowUp, storeFollowUps } from '../../support/sample-follow-up.ts';
import { queriesOf } from '../plans.ts';

const rules = { now: mondayNoon, firstStartAt: 0, importing: false };

const day = 86_400_000;

const personal = sampleCall({
  recordingUrl: 'https://recordings.invalid/1',
  structuredOutput: { email: 'someone@example.invalid' },
  transcript: [{ role: 'user', content: 'Hello', toolName: null, toolArguments: null, toolIsError: false }],
});

function save(db: Database, call: DetailedCall, fingerprint = 'first') {
  return db.transaction().execute((tx) => saveCalls(tx, [{ call, fingerprint }], rules));
}

describeStores('erasing', (open) => {
  it('takes numbers, transcripts, recordings and extracted data, and leaves the outcome', async () => {
    await using store = await open();
    await save(store.db, personal);
    expect(await eraseBatch(store.db, mondayNoon + 1, mondayNoon)).toBe(1);
    expect(await findCallById(store.db, 'call-1')).toEqual({
      ...personal,
      isErased: true,
      phoneNumber: null,
      recordingUrl: null,
      structuredOutput: null,
      transcript: null,
    });
    expect(await store.db.selectFrom('call_fields').selectAll().execute()).toEqual([]);
  });

  it('asks once for a full batch, and in every way for one that is not', async () => {
    await using store = await open();
    for (const id of ['one', 'two']) await save(store.db, { ...personal, id });
    const questions = async (most: number) => {
      const asked = await queriesOf(store.db, (db) =>
        eraseBatch(db as Database, mondayNoon + 1, mondayNoon, most),
      );
      return asked.filter(({ sql }) => sql.includes('"erased_at" is null')).length;
    };
    expect(await questions(1)).toBe(1);
    expect(await questions(2)).toBe(3);
  });

  it('takes the follow-up of a call along, since what it says and what was noted with it is somebody’s', async () => {
    await using store = await open();
    await save(store.db, personal);
    const words = { wish: 'demain 14h', note: 'Marie pays on Friday' };
    await storeFollowUps(store.db, sampleFollowUp(words), sampleFollowUp({ callId: 'another' }));
    await eraseBatch(store.db, mondayNoon + 1, mondayNoon);
    expect(await store.db.selectFrom('follow_ups').select('call_id').execute()).toEqual([
      { call_id: 'another' },
    ]);
  });

  it('takes what never ended once nothing has changed in it for as long, and its end is still news', async () => {
    await using store = await open();
    const stuck = { ...personal, status: 'queued', endedAt: null } as const;
    await save(store.db, stuck);
    expect(await eraseBatch(store.db, mondayNoon, mondayNoon)).toBe(0);
    expect(await eraseBatch(store.db, mondayNoon + 1, mondayNoon)).toBe(1);
    expect(await findCallById(store.db, 'call-1')).toMatchObject({ phoneNumber: null, transcript: null });
    await save(store.db, stuck, 'still open');
    expect(await findCallById(store.db, 'call-1')).toMatchObject({ phoneNumber: null });
    expect((await save(store.db, personal, 'ended')).ended).toMatchObject([{ id: 'call-1' }]);
  });

  it('counts from the first sight where the end is later, as an end that was years ahead', async () => {
    await using store = await open();
    await save(store.db, personal);
    await store.db
      .updateTable('calls')
      .set({ ended_at: mondayNoon + 400 * day })
      .execute();
    expect(await eraseBatch(store.db, mondayNoon, mondayNoon + 90 * day)).toBe(0);
    expect(await eraseBatch(store.db, mondayNoon + 1, mondayNoon + 90 * day)).toBe(1);
    expect(await findCallById(store.db, 'call-1')).toMatchObject({ phoneNumber: null, transcript: null });
  });

  it('counts from the end where that is earlier, as with history that was imported', async () => {
    await using store = await open();
    await save(store.db, { ...personal, endedAt: mondayNoon - 10 * day });
    expect(await eraseBatch(store.db, mondayNoon - 10 * day + 1, mondayNoon)).toBe(1);
  });

  it('erases each call once, whyever it is due, and fewer at once after a batch that took long', async () => {
    await using store = await open();
    const calls = Array.from({ length: 330 }, (_, index): DetailedCall => {
      const ends = [mondayNoon - day, mondayNoon + 60_000, null][index % 3] ?? null;
      const status = ends === null ? 'queued' : personal.status;
      return { ...personal, id: `call-${index}`, status, endedAt: ends };
    });
    const read = calls.map((call) => ({ call, fingerprint: 'first' }));
    await store.db.transaction().execute((tx) => saveCalls(tx, read, rules));
    const batches: number[] = [];
    const clock = [0, 40, 40, 45, 45, 50, 50, 55].values();
    const elapsedMs = () => clock.next().value ?? 55;
    for await (const batch of eraseDue(store.db, mondayNoon + 1, () => mondayNoon + 90 * day, elapsedMs))
      batches.push(batch);
    expect(batches).toEqual([100, 50, 75, 100, 5]);
    const left = store.db.selectFrom('calls').select('id').where('phone_number', 'is not', null);
    expect(await left.execute()).toEqual([]);
  });

  it('spares what is younger', async () => {
    await using store = await open();
    await save(store.db, personal);
    expect(await eraseBatch(store.db, mondayNoon, mondayNoon)).toBe(0);
    expect(await findCallById(store.db, 'call-1')).toEqual(personal);
  });

  it('lasts, and makes no news, when Revox still lists the call', async () => {
    await using store = await open();
    await save(store.db, personal);
    await eraseBatch(store.db, mondayNoon + 1, mondayNoon);
    const changes = await save(store.db, { ...personal, endReason: 'changed' }, 'second');
    expect(changes).toEqual({
      ended: [],
      closing: [],
      askingLate: [],
      askingEdited: [],
      edited: [],
      shownAnew: [],
      fresh: 0,
    });
    expect(await findCallById(store.db, 'call-1')).toMatchObject({ phoneNumber: null, transcript: null });
    expect(await eraseBatch(store.db, mondayNoon + 1, mondayNoon)).toBe(0);
  });

  it('forgets rows that could not be read and are not listed any more', async () => {
    await using store = await open();
    await setAside(store.db, [{ key: 'a', raw: '{}', reason: 'none' }], { reader: 1, now: 1000 });
    await forgetSetAside(store.db, 1000);
    expect(await store.db.selectFrom('set_aside').selectAll().execute()).toHaveLength(1);
    await forgetSetAside(store.db, 1001);
    expect(await store.db.selectFrom('set_aside').selectAll().execute()).toEqual([]);
  });
});

/** Where a mark is found: `table.column`. Whatever tables there will be. */
async function placesOf(db: Database, mark: RegExp): Promise<string[]> {
  const tables = await db.introspection.getTables();
  const found = tables.map(async ({ name, columns }) => {
    const rows = await db
      .selectFrom(name as keyof Tables)
      .selectAll()
      .execute();
    return columns
      .map((column) => column.name)
      .filter((column) => rows.some((row) => mark.test(textOf((row as Record<string, unknown>)[column]))))
      .map((column) => `${name}.${column}`);
  });
  return (await Promise.all(found)).flat().toSorted();
}

function textOf(value: unknown): string {
  return value instanceof Uint8Array ? unpackText(value) : String(value);
}

describeStores('after the days of retention', (open) => {
  const mark = /marked|199001234|432100991/i;
  const marked = sampleCall({
    recordingUrl: 'https://recordings.invalid/marked',
    structuredOutput: { 'marked name': 'marked value' },
    transcript: [
      {
        role: 'tool',
        content: 'marked',
        toolName: 'marked',
        toolArguments: { marked: 1 },
        toolIsError: false,
      },
    ],
    unknownFields: { marked: ['marked'] },
  });

  it('no table and no column has anything personal of a call', async () => {
    await using store = await open();
    await save(store.db, marked, 'marked-fingerprint');
    const unread = { key: 'row-1', raw: '{"phone_number":"+33199001234"}', reason: 'odd' };
    await setAside(store.db, [unread], { reader: 1, now: mondayNoon });
    expect(await placesOf(store.db, mark)).toEqual([
      'call_details.recording_url',
      'call_details.structured_output',
      'call_details.transcript',
      'call_details.unknown_fields',
      'call_fields.name',
      'call_fields.value',
      'calls.fingerprint',
      'calls.phone_number',
      'calls.phone_reversed',
      'field_values.name',
      'set_aside.raw',
    ]);

    // Revox lists both to the last.
    const now = mondayNoon + 91 * day;
    await save(store.db, marked, 'marked-again');
    await setAside(store.db, [unread], { reader: 1, now });
    await eraseBatch(store.db, now - 90 * day, now);
    await forgetSetAside(store.db, now - 90 * day);
    expect(await placesOf(store.db, mark)).toEqual([]);

    await save(store.db, marked, 'marked-once-more');
    await setAside(store.db, [unread], { reader: 1, now });
    expect(await placesOf(store.db, mark)).toEqual([]);
    expect(await placesOf(store.db, /call-1/)).toEqual(['calls.id']);
  });
});
