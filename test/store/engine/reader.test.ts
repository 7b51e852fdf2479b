import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { type Database, inReaderThread, migrate, openDatabase } from '../../../src/store/engine/database.ts';
import { digestOf } from '../../../src/store/figures/digests.ts';
import { mondayNoon, sampleCall } from '../../support/sample-calls.ts';
import { storeCalls } from '../../support/stored-calls.ts';

/** Counting takes SQLite a good while. */
const longQuestion = sql<{ count: number }>`
  with recursive numbers(n) as (select 1 union all select n + 1 from numbers where n < 300000)
  select count(*) as count from numbers
`;

async function openFile() {
  const folder = await mkdtemp(join(tmpdir(), 'revox-reader-'));
  const db = openDatabase(`file:${join(folder, 'revox.db')}`);
  await migrate(db);
  return {
    db,
    async [Symbol.asyncDispose]() {
      await db.destroy();
      await rm(folder, { recursive: true });
    },
  };
}

it('leaves everything else its turn while a long question is answered', async () => {
  await using file = await openFile();
  let answered = false;
  const answer = longQuestion.execute(inReaderThread(file.db)).finally(() => {
    answered = true;
  });
  let turns = 0;
  for (; !answered; turns += 1) await nextTurn();
  expect((await answer).rows).toEqual([{ count: 300_000 }]);
  expect(turns).toBeGreaterThan(100);
});

it('sees what was written before it is asked', async () => {
  await using file = await openFile();
  for (const calls of [1, 2, 3]) {
    await storeCalls(file.db, [sampleCall({ id: `call-${calls}` })]);
    expect(await countCalls(inReaderThread(file.db))).toBe(calls);
  }
});

it('answers a digest as the database itself does', async () => {
  await using file = await openFile();
  const structuredOutput = { interest: 'high', score: 7 };
  await storeCalls(file.db, [
    sampleCall({ structuredOutput }),
    sampleCall({ id: 'call-2', result: 'voicemail' }),
  ]);
  const query = { date: '2026-03-02', timezone: 'UTC', filter: '', now: mondayNoon, slotAt: null };
  const digest = await digestOf(file.db, query);
  expect(digest).toEqual(await file.db.transaction().execute((tx) => digestOf(tx, query)));
  expect(digest.day.calls).toBe(2);
});

it('is not used within a transaction, which alone sees what it has written', async () => {
  await using file = await openFile();
  await file.db.transaction().execute(async (tx) => expect(inReaderThread(tx)).toBe(tx));
});

it('says what is wrong with a question, and answers the next one', async () => {
  await using file = await openFile();
  const reader = inReaderThread(file.db);
  await expect(sql`select 1 from nowhere`.execute(reader)).rejects.toThrow('no such table: nowhere');
  await expect(sql`delete from calls`.execute(reader)).rejects.toThrow('readonly');
  expect(await countCalls(reader)).toBe(0);
});

it('cannot be asked once the database is closed', async () => {
  const file = await openFile();
  const reader = inReaderThread(file.db);
  const asked = longQuestion.execute(reader);
  await countCalls(file.db);
  const refused = expect(asked).rejects.toThrow('closed');
  await file[Symbol.asyncDispose]();
  await refused;
});

async function countCalls(store: Database | ReturnType<typeof inReaderThread>): Promise<number> {
  const { count } = await store
    .selectFrom('calls')
    .select((it) => it.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}
