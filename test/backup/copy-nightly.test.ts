import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { copyNightly, type NightlyDeps } from '../../src/backup/copy-nightly.ts';
import { type Database, migrate, openDatabase } from '../../src/store/engine/database.ts';
import { readState } from '../../src/store/engine/state.ts';
import { readNightlyCopy, writeNightlyCopy } from '../../src/store/upkeep/nightly-copy.ts';
import { copiedKey, noticeRestored } from '../../src/store/upkeep/restored.ts';
import { openPostgres } from '../support/database.ts';

const root = join(import.meta.dirname, '../..');
const hour = 3_600_000;
const night = Date.parse('2026-03-02T04:00:00Z');
const never = new AbortController().signal;
const copied = { outcome: 'copied', problem: null, leftOver: null };
const noneDue = { outcome: 'none-due', problem: null, leftOver: null };
const nowhere = 'postgres://revox:copy%2Fpassword@127.0.0.1:9/revox';

let home: string;
let folder: string;
let db: Database;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'revox-nightly-'));
  folder = join(home, 'copies');
  db = openDatabase(`file:${join(home, 'revox.db')}`);
  await migrate(db);
});

afterEach(async () => {
  await db.destroy();
  await rm(home, { recursive: true, force: true });
});

test('each night has one copy, which is whole, its owner’s alone, and known to be a copy', async () => {
  expect(await copyAt(night)).toEqual(copied);
  expect(await copyAt(night + 20 * hour)).toEqual(noneDue);

  expect(await readdir(folder)).toEqual(['revox-nightly-2026-03-02T04-00-00-000Z.db']);
  const path = join(folder, 'revox-nightly-2026-03-02T04-00-00-000Z.db');
  expect([statSync(path).mode & 0o777, statSync(folder).mode & 0o777]).toEqual([0o600, 0o700]);
  expect(quickCheckOf(path)).toBe('ok');
  const restored = openDatabase(`file:${path}`);
  expect(await noticeRestored(restored, night + hour)).toBeGreaterThan(0);
  await restored.destroy();
  expect(await readNightlyCopy(db)).toMatchObject({ night: '2026-03-02', copiedAt: night, problem: null });
});

test('of eight nights seven copies stay, and what people put there', async () => {
  await mkdir(folder);
  const theirs = [
    'revox-2020-01-01T00-00-00-000Z.db',
    'revox-nightly-before-the-move.db',
    'revox-nightly-2020.db',
    '.revox-2020-01-01T00-00-00-000Z.db.of-a-person.partial',
  ];
  for (const name of theirs) writeFileSync(join(folder, name), 'of a person');
  const folderOfTheirs = 'revox-nightly-2020-01-01T00-00-00-000Z.db';
  await mkdir(join(folder, folderOfTheirs));
  theirs.push(folderOfTheirs);

  for (const day of [3, 4, 5, 6, 7, 8])
    writeFileSync(join(folder, `revox-nightly-2026-02-0${day}T03-30-40-000Z.db`), 'of a night before');

  expect(await copyAt(night)).toEqual(copied);
  expect(await readdir(folder)).toHaveLength(7 + theirs.length);
  expect(await copyAt(night + 24 * hour)).toEqual(copied);

  const names = (await readdir(folder)).filter((name) => !theirs.includes(name)).sort();
  expect(names).toHaveLength(7);
  expect(names[0]).toBe('revox-nightly-2026-02-04T03-30-40-000Z.db');
  expect((await readdir(folder)).filter((name) => theirs.includes(name))).toHaveLength(theirs.length);
});

describe('what keeps a copy from being made is said, and tried again in an hour', () => {
  test('a file in the place of the folder', async () => {
    await writeFile(folder, 'no folder');

    const result = await copyAt(night);

    expect(result).toMatchObject({
      outcome: 'failed',
      problem: `BACKUP_FOLDER (${folder}) can't be written: it is not a folder`,
    });
    await rm(folder);
    expect(await copyAt(night + hour - 1)).toEqual(noneDue);
    expect(await copyAt(night + hour)).toEqual(copied);
  });

  test('a folder within a folder that is not there', async () => {
    expect(await copyAt(night, { folder: join(folder, 'deep/er') })).toMatchObject({
      outcome: 'failed',
      problem: expect.stringMatching(
        /^BACKUP_FOLDER \(.*\) can't be written: its parent folder does not exist \(ENOENT\)$/,
      ),
    });
  });

  test('a disk without room, on which the older copies stay', async () => {
    await copyAt(night - 24 * hour);
    await db.destroy();
    fill(join(home, 'revox.db'));
    db = openDatabase(`file:${join(home, 'revox.db')}`);

    const said = await runAsProcess({ url: `file:${join(home, 'revox.db')}`, fileLimit: 2_000 });

    expect(said).toMatchObject({
      outcome: 'failed',
      problem: `disk I/O error: check the disk of ${folder}, which may be full.`,
    });
    expect(await readdir(folder)).toEqual(['revox-nightly-2026-03-01T04-00-00-000Z.db']);
  });

  test('tools of Postgres that are missing', async () => {
    expect(await copyAt(night, { url: nowhere, env: { PATH: home } })).toMatchObject({
      outcome: 'failed',
      problem: expect.stringMatching(/^pg_dump is missing: install the client tools/),
    });
  });

  test('tools of Postgres that are older than the server', async () => {
    await tool('pg_dump', 'echo "pg_dump: error: aborting because of server version mismatch" >&2; exit 1');

    expect(await copyAt(night, { url: nowhere, env: pathOfTools() })).toMatchObject({
      outcome: 'failed',
      problem: expect.stringMatching(/^pg_dump is older than the server: install the client tools/),
    });
    expect(await readdir(folder)).toEqual([]);
  });

  test('a copy that does not end', async () => {
    await slowDump();

    const result = await copyAt(night, { url: nowhere, env: pathOfTools(), limitMs: 1_500 });

    expect(result).toMatchObject({ outcome: 'failed', problem: 'the copy took too long and was stopped' });
    expect(await readdir(folder)).toEqual([]);
  });
});

describe('an old copy that can’t be deleted', () => {
  const day = 24 * hour;
  const refuse = () => Promise.reject(Object.assign(new Error('operation not permitted'), { code: 'EPERM' }));
  const leftOver = (files: number, triedAt: number) => ({ files, triedAt, problem: 'EPERM' });

  beforeEach(async () => {
    await mkdir(folder);
    for (const of of [1, 2, 3, 4, 5, 6, 7])
      writeFileSync(join(folder, nameAt(night - of * day)), 'of a night before');
  });

  test('makes no second copy of the night, is said, and is tried again each hour until it goes', async () => {
    expect(await copyAt(night, { remove: refuse })).toEqual({ ...copied, leftOver: leftOver(1, night) });
    expect(await copyAt(night + hour - 1, { remove: refuse })).toEqual(noneDue);
    expect(await copyAt(night + hour, { remove: refuse })).toEqual({
      ...noneDue,
      outcome: 'tidied',
      leftOver: leftOver(1, night + hour),
    });
    expect((await copies()).length).toBe(8);
    expect(await readNightlyCopy(db)).toMatchObject({ problem: null, copiedAt: night });

    expect(await copyAt(night + 2 * hour)).toEqual({ ...noneDue, outcome: 'tidied' });
    expect(await copyAt(night + 3 * hour)).toEqual(noneDue);
    expect((await copies()).length).toBe(7);
    expect(await copies()).not.toContain(nameAt(night - 7 * day));
  });

  test('keeps no other from going', async () => {
    writeFileSync(join(folder, nameAt(night - 8 * day)), 'of a night before');
    const oldest = join(folder, nameAt(night - 8 * day));

    await copyAt(night, { remove: (path) => (path === oldest ? refuse() : rm(path)) });

    expect(await copies()).toEqual([8, 6, 5, 4, 3, 2, 1, 0].map((of) => nameAt(night - of * day)));
  });

  test('ends the copying after seven nights, before the disk is full', async () => {
    for (const of of [8, 9, 10, 11, 12, 13])
      writeFileSync(join(folder, nameAt(night - of * day)), 'of a night before');

    const last = await copyAt(night, { remove: refuse });
    const { outcome, problem } = await copyAt(night + day, { remove: refuse });

    expect(last.outcome).toBe('copied');
    expect([outcome, problem]).toEqual([
      'failed',
      `BACKUP_FOLDER (${folder}) has 7 files too many, which can't be deleted (EPERM): delete the oldest, and give the user that runs the bot write access to the folder`,
    ]);
    expect((await copies()).length).toBe(14);
    expect(await copyAt(night + day + hour)).toEqual(copied);
    expect((await copies()).length).toBe(7);
  });
});

test('a copy is not begun where it would take the last room from the database', async () => {
  const { outcome, problem } = await copyAt(night, { reserve: 2 ** 60 });

  expect(outcome).toBe('failed');
  expect(problem).toMatch(
    /^the disk of .* has [\d,]+ MiB free, and a copy needs [\d,]+ MiB: free some space$/,
  );
  expect(await readdir(folder)).toEqual([]);
});

test('a clock that was days ahead, and is put back, costs neither the newest copy nor more than one of the others', async () => {
  await mkdir(folder);
  for (const of of [7, 6, 5, 4, 3, 2, 1])
    writeFileSync(join(folder, nameAt(night - of * 24 * hour)), 'of then');

  expect(await copyAt(night + 20 * 24 * hour)).toEqual(copied);
  expect(await copyAt(night)).toEqual(copied);

  expect(await copies()).toEqual([6, 5, 4, 3, 2, 1, 0].map((of) => nameAt(night - of * 24 * hour)));
  expect(await copyAt(night + hour)).toEqual(noneDue);
});

test('copies that were all made under a clock that was ahead give way to new ones', async () => {
  await mkdir(folder);
  for (const of of [1, 2, 3, 4, 5, 6, 7])
    writeFileSync(join(folder, nameAt(night + of * 900 * hour)), 'ahead');

  expect(await copyAt(night)).toEqual(copied);

  expect(await copies()).toEqual([0, 2, 3, 4, 5, 6, 7].map((of) => nameAt(night + of * 900 * hour)));
});

test('a copy that was cut off is begun again after an hour, and what it left is gone by then', async () => {
  const begun = { since: night, night: null, triedAt: night, copiedAt: null, problem: null, leftOver: null };
  await writeNightlyCopy(db, begun, night);
  await mkdir(folder);
  const half = `.${nameAt(night)}.0d2b.partial`;
  for (const end of ['', '-journal']) writeFileSync(join(folder, `${half}${end}`), 'half');

  expect(await copyAt(night + 60_000)).toEqual(noneDue);
  expect(await copyAt(night + hour)).toEqual(copied);

  expect(await readdir(folder)).toEqual([nameAt(night + hour)]);
});

test('a stop ends the copy and what it started at once, and leaves nothing', async () => {
  await slowDump();
  const stopping = new AbortController();
  const copying = copyAt(night, { url: nowhere, env: pathOfTools() }, stopping.signal);
  const dump = await pidOfDump();

  const stoppedAt = performance.now();
  stopping.abort();

  expect(await copying).toMatchObject({ outcome: 'stopped', problem: null });
  expect(performance.now() - stoppedAt).toBeLessThan(3_000);
  await expect.poll(() => isRunning(dump)).toBe(false);
  expect(await readdir(folder)).toEqual([]);
  expect(await readNightlyCopy(db)).toMatchObject({ triedAt: null, problem: null });
});

test('on Postgres a stop leaves no mark of a copy in the database, and of two replicas one copies', async () => {
  await using store = await openPostgres();
  const onPostgres = { db: store.db, url: store.url, env: pathOfTools() };
  await slowDump();
  const stopping = new AbortController();
  const copying = copyAt(night, onPostgres, stopping.signal);
  await pidOfDump();
  expect(await readState(store.db, copiedKey)).not.toBeNull();
  stopping.abort();
  expect(await copying).toMatchObject({ outcome: 'stopped', problem: null });
  expect(await readState(store.db, copiedKey)).toBeNull();

  await tool('pg_dump', 'echo dump > $(echo "$2" | cut -d= -f2)');
  await tool('pg_restore', 'true');
  expect(await copyAt(night, onPostgres)).toEqual(copied);
  expect(await copyAt(night + 60_000, { ...onPostgres, folder: join(home, 'of-another-replica') })).toEqual(
    noneDue,
  );
  expect(await readState(store.db, copiedKey)).toBeNull();
});

test('when the bot is killed in the middle, nothing goes on, half a file is no copy, and it goes before the next one', async () => {
  await slowDump();
  const bot = processOf({ url: nowhere });
  const dump = await pidOfDump();

  bot.kill('SIGKILL');
  await once(bot, 'close');

  await expect.poll(() => isRunning(dump)).toBe(false);
  const [half = '', ...others] = await readdir(folder);
  expect([half.endsWith('.partial'), others]).toEqual([true, []]);
  await tool('pg_dump', 'echo dump > $(echo "$2" | cut -d= -f2)');
  await tool('pg_restore', 'true');
  expect(await copyAt(night, { url: nowhere, env: pathOfTools() })).toEqual(copied);
  expect(await readdir(folder)).toEqual(['revox-nightly-2026-03-02T04-00-00-000Z.dump']);
});

test('the process that copies knows no key or token', async () => {
  await tool('pg_dump', 'tr "\\0" "\\n" < /proc/$PPID/environ > "$0.env"; exit 1');
  const env = { ...pathOfTools(), REVOX_API_KEY: 'sk_copy', SLACK_BOT_TOKEN: 'xoxb-copy', NODE_OPTIONS: '' };

  await copyAt(night, { url: nowhere, env });

  const names = readFileSync(join(home, 'pg_dump.env'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split('=')[0]);
  expect(names.filter((name) => !name?.startsWith('NODE_CHANNEL_')).sort()).toEqual(['DATABASE_URL', 'PATH']);
});

function copyAt(now: number, different: Partial<NightlyDeps> = {}, stopping: AbortSignal = never) {
  const url = `file:${join(home, 'revox.db')}`;
  const usual = { db, url, env: process.env, folder, timezone: 'UTC', now: () => now };
  return copyNightly({ ...usual, ...different }, stopping);
}

function nameAt(now: number): string {
  return `revox-nightly-${new Date(now).toISOString().replaceAll(/[:.]/g, '-')}.db`;
}

async function copies(): Promise<string[]> {
  return (await readdir(folder)).filter((name) => name.startsWith('revox-nightly-')).sort();
}

/** The pass in a process that can be killed, or has no room: with a database of its own for what it remembers. */
function processOf({ url, fileLimit = null }: { url: string; fileLimit?: number | null }): ChildProcess {
  const script = `
    import { copyNightly } from ${JSON.stringify(join(root, 'src/backup/copy-nightly.ts'))};
    import { migrate, openDatabase } from ${JSON.stringify(join(root, 'src/store/engine/database.ts'))};
    const db = openDatabase('file::memory:');
    await migrate(db);
    const deps = { db, url: ${JSON.stringify(url)}, env: process.env, folder: ${JSON.stringify(folder)}, timezone: 'UTC', now: () => ${night} };
    console.log(JSON.stringify(await copyNightly(deps, new AbortController().signal)));`;
  const limit = fileLimit === null ? '' : `ulimit -f ${fileLimit}; `;
  const args = ['-c', `${limit}exec "$0" --input-type=module -e "$1"`, process.execPath, script];
  return spawn('sh', args, { env: pathOfTools(), stdio: ['ignore', 'pipe', 'inherit'] });
}

async function runAsProcess(options: { url: string; fileLimit: number }): Promise<unknown> {
  const child = processOf(options);
  const said = (await child.stdout?.toArray()) ?? [];
  return JSON.parse(Buffer.concat(said).toString());
}

function pathOfTools() {
  return { PATH: `${home}:/bin:/usr/bin` };
}

/** Writes half of it and hangs. */
function slowDump(): Promise<void> {
  return tool(
    'pg_dump',
    'echo half > $(echo "$2" | cut -d= -f2); echo $$ > "$0.new"; mv "$0.new" "$0.pid"; exec sleep 60',
  );
}

async function pidOfDump(): Promise<number> {
  const path = join(home, 'pg_dump.pid');
  await expect.poll(() => existsSync(path)).toBe(true);
  return Number(readFileSync(path, 'utf8'));
}

/** What has ended and was not yet asked for its end runs no more. */
function isRunning(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

async function tool(name: string, script: string): Promise<void> {
  await writeFile(join(home, name), `#!/bin/sh\n${script}\n`);
  await chmod(join(home, name), 0o755);
}

function quickCheckOf(path: string): unknown {
  const copy = new DatabaseSync(path, { readOnly: true });
  try {
    return copy.prepare('pragma quick_check').get()?.quick_check;
  } finally {
    copy.close();
  }
}

function fill(path: string): void {
  const file = new DatabaseSync(path);
  file.exec('create table filling (bytes)');
  for (let count = 0; count < 30; count += 1) file.exec('insert into filling values (randomblob(100000))');
  file.close();
}
