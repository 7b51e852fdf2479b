import { expect, it } from 'vitest';

import type { DetailedCall } from '../../src/calls/call.ts';
import { saveCalls } from '../../src/store/calls.ts';
import type { Database } from '../../src/store/database.ts';
import { findCallById } from '../../src/store/find-call.ts';
import { eraseBatch, forgetSetAside } from '../../src/store/retention.ts';
import { setAside } from '../../src/store/set-aside.ts';
import { describeStores } from '../support/database.ts';
import { mondayNoon, sampleCall } from '../support/sample-calls.ts';

const rules = { now: mondayNoon, firstStartAt: 0, importing: false };

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
      phoneNumber: null,
      recordingUrl: null,
      structuredOutput: null,
      transcript: null,
    });
    expect(await store.db.selectFrom('call_fields').selectAll().execute()).toEqual([]);
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
    expect(changes).toEqual({ ended: [], edited: [], fresh: 0 });
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
