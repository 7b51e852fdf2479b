import {
  copyFileSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { mkdtempDisposable, open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { describe, expect, it, test } from 'vitest';

import { checkDatabase } from '../../../src/doctor/check-database.ts';
import { startFailureOf } from '../../../src/process/start-failure.ts';
import {
  type Database,
  inReaderThread,
  migrate,
  openDatabase,
  troubleIn,
} from '../../../src/store/engine/database.ts';
import { asTrouble, DatabaseTrouble, DatabaseWatch } from '../../../src/store/engine/database-trouble.ts';
import { ReaderThread } from '../../../src/store/engine/reader-thread.ts';
import { beSoleProcess } from '../../../src/store/engine/sole-process.ts';
import { writeState } from '../../../src/store/engine/state.ts';
import { healthOf } from '../../../src/store/upkeep/health.ts';
import { sampleCall } from '../../support/sample-calls.ts';
import { storeCalls } from '../../support/stored-calls.ts';

const page = 4096;

/** A folder with a database of some hundred calls, closed. */
async function storedFile() {
  const folder = await mkdtempDisposable(join(tmpdir(), 'revox-trouble-'));
  const path = join(folder.path, 'revox.db');
  const db = openDatabase(`file:${path}`);
  await migrate(db);
  await storeCalls(db, someCalls(300, 'call'));
  await db.destroy();
  return { path, url: `file:${path}`, folder: folder.path, [Symbol.asyncDispose]: () => folder.remove() };
}

function someCalls(count: number, name: string) {
  return Array.from({ length: count }, (_, index) => sampleCall({ id: `${name}-${index}` }));
}

/** Writes over all pages but the first few, as a disk that lies does. */
async function scribble(path: string): Promise<void> {
  await using file = await open(path, 'r+');
  const pages = statSync(path).size / page;
  for (let number = 3; number < pages; number += 2)
    await file.write(Buffer.alloc(page, 7), 0, page, number * page);
}

async function failing(work: () => Promise<unknown>): Promise<DatabaseTrouble> {
  const error = await work().then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof DatabaseTrouble)) throw new Error(`no trouble but ${error}`);
  return error;
}

async function passOver(db: Database): Promise<void> {
  await db.transaction().execute((tx) => writeState(tx, 'poll', { at: 1 }, 1));
  await sql`select * from calls order by id`.execute(db);
}

const damages: [string, (path: string, folder: string) => unknown][] = [
  ['pages that were written over', (path) => scribble(path)],
  [
    'a file that was cut off',
    (path) => truncateSync(path, Math.floor(statSync(path).size / 2 / page) * page),
  ],
  ['a file that is something else', (path) => writeFileSync(path, 'no database at all '.repeat(500))],
];

test.each(damages)(
  '%s is damage: found by the doctor and by the first pass, and red until a restart',
  async (_, damage) => {
    await using file = await storedFile();
    await damage(file.path, file.folder);
    const before = statSync(file.path);

    expect(await checkDatabase(file.url)).toMatchObject({
      state: 'problem',
      says: expect.stringContaining('the database file is damaged'),
      next: expect.stringContaining('restore the backup: docs/runbook/database.md'),
    });
    expect(statSync(file.path)).toMatchObject({ size: before.size, mtimeMs: before.mtimeMs });

    const db = openDatabase(file.url);
    const trouble = await failing(() => passOver(db));
    expect(trouble.message).toBe('the database file is damaged');
    expect(startFailureOf(trouble).needsPerson).toBe(true);
    await db
      .selectFrom('state')
      .selectAll()
      .execute()
      .catch(() => undefined);
    expect(troubleIn(db)).toMatchObject({ message: 'the database file is damaged' });
    await db.destroy();
  },
);

it('finds a log that belongs to another database, and leaves the file as it is', async () => {
  await using file = await storedFile();
  await using other = await storedFile();
  const writer = openDatabase(other.url);
  await storeCalls(writer, someCalls(2_000, 'other'));
  await sql`pragma wal_checkpoint(truncate)`.execute(writer);
  // What it holds are pages of a larger file.
  await sql`update calls set changed_at = 5 where ended_seq % 9 = 0`.execute(writer);
  copyFileSync(`${other.path}-wal`, `${file.path}-wal`);
  await writer.destroy();
  const before = statSync(file.path);

  expect(await checkDatabase(file.url)).toMatchObject({
    state: 'problem',
    next: expect.stringMatching(/backup/),
  });
  expect(statSync(file.path).size).toBe(before.size);
});

const disappearances: [string, (path: string) => void][] = [
  ['deleted', (path) => rmSync(path)],
  [
    'replaced by another one',
    (path) => {
      copyFileSync(path, `${path}.copy`);
      renameSync(`${path}.copy`, path);
    },
  ],
  ['emptied', (path) => truncateSync(path, 0)],
];

test.each(disappearances)(
  'a file that was %s while the bot runs takes no more writes, and is red at once',
  async (how, vanish) => {
    await using file = await storedFile();
    const db = openDatabase(file.url);
    await passOver(db);
    vanish(file.path);

    await expect.poll(() => troubleIn(db)?.message).toBe(`the database file was ${how} while the bot ran`);
    const refused = await failing(() => writeState(db, 'a', 1, 1));
    expect(refused.next).toMatch(/put the file back, or stop the bot and restore the backup/);
    await db.destroy();
  },
);

it('a log that was deleted while the bot runs is red at once, and a stop still writes back what it held', async () => {
  await using file = await storedFile();
  const db = openDatabase(file.url);
  await writeState(db, 'before', 1, 1);
  // Long enough for the log to be seen once.
  await sleep(600);
  rmSync(`${file.path}-wal`);

  await expect.poll(() => troubleIn(db)?.message).toMatch(/the log of the database \(-wal\) was deleted/);
  expect((await failing(() => writeState(db, 'after', 1, 1))).next).toMatch(/stop the bot/);
  await db.destroy();
  expect((await checkDatabase(file.url)).state).toBe('ok');
  const again = openDatabase(file.url);
  expect(await again.selectFrom('state').select('key').where('key', '=', 'before').execute()).toHaveLength(1);
  await again.destroy();
});

it('a folder in the place of the file is no database', async () => {
  await using file = await storedFile();
  rmSync(file.path);
  mkdirSync(file.path);

  expect((await checkDatabase(file.url)).state).toBe('problem');
  const db = openDatabase(file.url);
  expect((await failing(() => migrate(db))).message).toMatch(/cannot be opened/);
  await db.destroy();
});

it('a quota that is used up is said beside a disk that fails, as SQLite has one word for both', () => {
  const refused = Object.assign(new Error('disk I/O error'), { errcode: 778 });

  expect(asTrouble(refused)).toMatchObject({
    message: expect.stringMatching(/refuses/),
    next: expect.stringMatching(/quota/),
  });
});

it('says that the disk is full, keeps what it has, and goes on once there is room', async () => {
  await using file = await storedFile();
  const db = openDatabase(file.url);
  // As a disk that is full: SQLite answers the same, and takes back the transaction by itself.
  const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(db);
  await sql`pragma max_page_count = ${sql.lit(rows[0]?.page_count ?? 0)}`.execute(db);
  const write = () => db.transaction().execute((tx) => writeState(tx, 'large', 'x'.repeat(500_000), 1));

  const trouble = await failing(write);
  expect(trouble.message).toBe('the disk is full');
  expect(startFailureOf(trouble).needsPerson).toBe(false);
  expect((await healthOf(db, 1)).databaseTrouble).toMatchObject({ says: 'the disk is full' });

  await sql`pragma max_page_count = 1000000`.execute(db);
  await write();
  expect((await healthOf(db, 1)).databaseTrouble).toBeNull();
  await db.destroy();
});

it('lets one process at a time work on a file, whatever link leads there', async () => {
  await using file = await storedFile();
  const link = join(file.folder, 'link.db');
  const chain = join(file.folder, 'chain.db');
  symlinkSync('revox.db', link);
  symlinkSync(link, chain);
  symlinkSync('not-yet.db', join(file.folder, 'early.db'));
  const { release } = beSoleProcess(file.url);
  const { release: releaseEarly } = beSoleProcess(`file:${join(file.folder, 'early.db')}`);

  for (const path of [link, chain]) expect(() => beSoleProcess(`file:${path}`)).toThrow('another process');
  expect(() => beSoleProcess(`file:${join(file.folder, 'not-yet.db')}`)).toThrow('another process');
  release();
  releaseEarly();
  beSoleProcess(`file:${chain}`).release();
});

it('finds damage also where only the thread that reads meets it', async () => {
  await using file = await storedFile();
  const db = openDatabase(file.url);
  await db.selectFrom('state').selectAll().execute();
  await scribble(file.path);

  const trouble = await failing(() => sql`select * from calls order by id`.execute(inReaderThread(db)));
  expect(trouble.message).toBe('the database file is damaged');
  expect(troubleIn(db)).toBe(trouble);
  await db.destroy();
});

it('answers anyone who asks while the thread that reads goes to rest', async () => {
  await using file = await storedFile();
  const thread = new ReaderThread(file.path, new DatabaseWatch(), 1);
  const until = performance.now() + 400;
  for (let pause = 0; performance.now() < until; pause = (pause + 1) % 5) {
    await expect(thread.ask('select 1 as one', [])).resolves.toEqual([{ one: 1 }]);
    await sleep(pause);
  }
  await thread.close();
});

it('says who may write, where the folder of the file is not to be made', async () => {
  await using file = await storedFile();
  const db = openDatabase(`file:${file.path}/data/revox.db`);

  const trouble = await failing(() => migrate(db));
  expect(startFailureOf(trouble)).toMatchObject({
    needsPerson: true,
    says: expect.stringMatching(/cannot be opened: make/),
  });
  await db.destroy();
});

it('refuses a database of a newer version, which nobody but a person can repair', async () => {
  await using file = await storedFile();
  const db = openDatabase(file.url);
  await sql`insert into kysely_migration values ('999-of-tomorrow', '2026-03-02')`.execute(db);

  const trouble = await failing(() => migrate(db));
  expect(startFailureOf(trouble)).toMatchObject({
    needsPerson: true,
    says: expect.stringMatching(/999-of-tomorrow.*run that version/),
  });
  await db.destroy();
});

describe('where there was a database', () => {
  const losses: [string, (path: string) => void][] = [
    ['empty', (path) => truncateSync(path, 0)],
    ['gone', (path) => rmSync(path)],
  ];

  it.each(losses)(
    'a file that is %s after a clean stop is lost, and nothing starts again',
    async (how, lose) => {
      await using file = await storedFile();
      const sole = beSoleProcess(file.url);
      sole.rememberMade();
      sole.release();
      lose(file.path);

      const says = `the database file is ${how}, but other files show that there was a database`;
      const finding = await checkDatabase(file.url);
      expect(finding).toMatchObject({ state: 'problem', says: expect.stringContaining(says) });
      expect(finding).toMatchObject({
        next: expect.stringMatching(/restore the backup.*start over on purpose, move away all files/),
      });
      const again = beSoleProcess(file.url);
      const db = openDatabase(file.url);
      const trouble = await failing(() => migrate(db));
      expect(startFailureOf(trouble)).toMatchObject({
        needsPerson: true,
        says: expect.stringContaining(says),
      });
      await db.destroy();
      again.release();
    },
  );

  it('a first start that broke off before there was one is no loss', async () => {
    await using file = await storedFile();
    const early = `file:${join(file.folder, 'early.db')}`;
    beSoleProcess(early).release();

    const db = openDatabase(early);
    await migrate(db);
    await db.destroy();
  });

  it('anyone who moves all its files away starts again', async () => {
    await using file = await storedFile();
    const sole = beSoleProcess(file.url);
    sole.rememberMade();
    sole.release();
    for (const name of readdirSync(file.folder)) rmSync(join(file.folder, name));

    const db = openDatabase(file.url);
    await migrate(db);
    await db.destroy();
  });
});

it('keeps the lock, and leaves no other file, while the mark is made', async () => {
  await using file = await storedFile();
  const sole = beSoleProcess(file.url);
  sole.rememberMade();
  sole.rememberMade();

  expect(() => beSoleProcess(file.url)).toThrow('another process');
  sole.release();
  expect(readdirSync(file.folder).sort()).toEqual(['revox.db', 'revox.db.lock']);
  beSoleProcess(file.url).release();
});

it('does not start again in a file that was emptied under its log', async () => {
  await using file = await storedFile();
  writeFileSync(`${file.path}-wal`, 'a log');
  truncateSync(file.path, 0);

  expect(await checkDatabase(file.url)).toMatchObject({
    state: 'problem',
    says: expect.stringMatching(/is empty/),
  });
  const db = openDatabase(file.url);
  expect((await failing(() => migrate(db))).message).toMatch(/is empty/);
  expect(statSync(`${file.path}-wal`).size).toBe(5);
  await db.destroy();
});
