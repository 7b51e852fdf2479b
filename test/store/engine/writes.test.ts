import { sql } from 'kysely';
import { expect, it } from 'vitest';

import { forPeople, openDatabase, writesTo } from '../../../src/store/engine/database.ts';
import { writeState } from '../../../src/store/engine/state.ts';
import { subscribe } from '../../../src/store/settings/subscriptions.ts';
import { describeStores, openPostgres } from '../../support/database.ts';

const wanted = { channel: 'C0CALLS', topic: 'calls', filter: '', options: {} } as const;

describeStores('whether this process has written what a pass could wait for', (open) => {
  it('is noticed for rows of any table, however they are written', async () => {
    await using store = await open();
    const { db } = store;
    const counts = [writesTo(db)];
    await subscribe(db, wanted, 'environment', 1);
    counts.push(writesTo(db));
    await db.updateTable('subscriptions').set({ paused_at: 2 }).returning('id').execute();
    counts.push(writesTo(db));
    await db
      .with('all', (its) => its.selectFrom('subscriptions').select('id'))
      .updateTable('subscriptions')
      .set({ paused_at: 3 })
      .where('id', 'in', (its) => its.selectFrom('all').select('all.id'))
      .returningAll()
      .execute();
    counts.push(writesTo(db));
    await sql`update subscriptions set paused_at = null`.execute(db);
    counts.push(writesTo(db));
    await db.deleteFrom('subscriptions').execute();
    counts.push(writesTo(db));
    expect(counts).toEqual([...new Set(counts)]);
  });

  it('is noticed again at the end of a transaction, or its rows were there when first noticed', async () => {
    await using store = await open();
    const { db, url } = store;
    await using other = url.startsWith('file:') ? undefined : openDatabase(url);
    const reading = other ?? db;
    let within = 0;
    let seenWithin: Promise<unknown[]> = Promise.resolve([]);
    await db.transaction().execute(async (tx) => {
      await subscribe(tx, wanted, 'environment', 1);
      within = writesTo(db);
      seenWithin = reading.selectFrom('subscriptions').select('id').execute();
      // On SQLite who reads waits for the end.
      if (other) await seenWithin;
    });
    expect((await seenWithin).length === 1 || writesTo(db) > within).toBe(true);
  });

  it('is not noticed for questions, for what changes nothing, nor for what passes note for themselves', async () => {
    await using store = await open();
    const { db } = store;
    const before = writesTo(db);
    await db.transaction().execute(async (tx) => {
      await writeState(tx, 'poll', { failures: 0 }, 1);
      await tx.selectFrom('state').selectAll().execute();
    });
    await db.updateTable('messages').set({ state: 'ready' }).execute();
    await db.deleteFrom('news').execute();
    expect(writesTo(db)).toBe(before);
  });

  it('may be so after a statement that failed', async () => {
    await using store = await open();
    const before = writesTo(store.db);
    await expect(sql`update nothing set it = 1`.execute(store.db)).rejects.toThrow();
    expect(writesTo(store.db)).toBeGreaterThan(before);
  });
});

it('is noticed for what people write through connections of their own', async () => {
  await using store = await openPostgres();
  await using peoples = forPeople(store.db);
  const before = writesTo(store.db);
  await subscribe(peoples, wanted, 'environment', 1);
  expect(writesTo(store.db)).toBeGreaterThan(before);
});
