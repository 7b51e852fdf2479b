import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { compiledOnce } from '../support/compiled-once.ts';
import { aCall, calls, createRevoxServer } from '../support/revox-server.ts';
import { botEnv, startBot } from '../support/running-bot.ts';
import { SlackServer } from '../support/slack/slack-server.ts';

const root = join(import.meta.dirname, '../..');
let folder: string;
let path: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'revox-backup-'));
  path = join(folder, 'revox.db');
});

afterEach(() => rm(folder, { recursive: true, force: true }));

test('a backup made while the bot reads calls is restored by the page, and the bot goes on from it', async () => {
  await using revox = await createRevoxServer({ calls: calls(300) }).listen();
  await using slack = await SlackServer.start({ channels: [{ id: 'C0CALLS', name: 'calls' }] });
  const env = { ...botEnv(revox, slack, `file:${path}`), SLACK_CALLS_CHANNEL: 'C0CALLS' };
  await using bot = await startBot({ env });
  const busy = setInterval(() => revox.calls.push(aCall({ ended_at: new Date().toISOString() })), 20);
  await expect.poll(() => slack.ledger.length).toBeGreaterThan(0);

  const { code } = await backUp(join(folder, 'kept.db'));

  expect(code).toBe(0);
  clearInterval(busy);
  await bot.kill();
  await restoreByThePage(join(folder, 'kept.db'));
  expect((await readdir(folder)).sort()).toEqual(['before-restore', 'kept.db', 'revox.db']);
  const kept = countOf(path);
  expect(kept).toBeGreaterThan(0);
  // Another like those before would wait.
  forgetPace(path);
  const atRestart = slack.ledger.length;
  await using again = await startBot({ env });
  await expect.poll(() => countOf(path)).toBe(revox.calls.length);
  expect((await fetch(`${again.url}/healthz`)).status).toBe(200);
  const since = /the bot was restored from a backup/;
  const posted = () => slack.ledger.map(({ text }) => text);
  await expect.poll(() => posted().filter((text) => since.test(text)).length).toBeGreaterThan(0);
  const [warning] = again.log().filter(({ level }) => level === 'warn');
  expect(warning).toMatchObject({ msg: expect.stringMatching(/^the database was restored from a backup/) });
  // Of another kind, or it would wait.
  revox.calls.push(aCall({ result: 'voicemail', ended_at: new Date(Date.now() + 1).toISOString() }));
  const unmarked = () =>
    posted()
      .slice(atRestart)
      .filter((text) => !since.test(text));
  await expect.poll(() => unmarked().length).toBeGreaterThan(0);
  expect(again.log().filter(({ level }) => level === 'error')).toEqual([]);
});

test('a backup is one moment: of what is written together, all or nothing is in it', async () => {
  const db = openTwoTables();
  const writing = setInterval(() => writeBoth(db), 0);

  const { code } = await backUp(join(folder, 'kept.db'));
  clearInterval(writing);
  db.close();

  expect(code).toBe(0);
  const kept = new DatabaseSync(join(folder, 'kept.db'), { readOnly: true });
  const { one, other } = kept
    .prepare('select (select count(*) from one) as one, (select count(*) from other) as other')
    .get() as { one: number; other: number };
  kept.close();
  expect(one).toBeGreaterThan(0);
  expect(other).toBe(one);
});

test('a backup is one file that only its owner may read', async () => {
  openTwoTables().close();

  const { said } = await backUp(join(folder, 'kept.db'));

  expect(said).toMatch(/^Backed up to .*\/kept\.db: [\d.]+ MiB, read back and complete\.$/);
  expect((await readdir(folder)).filter((name) => name.startsWith('kept'))).toEqual(['kept.db']);
  expect((await stat(join(folder, 'kept.db'))).mode & 0o777).toBe(0o600);
});

test('in a folder each backup has the time in its name', async () => {
  openTwoTables().close();
  const name = expect.stringMatching(/^revox-\d{4}-\d\d-\d\dT[\d-]+Z\.db$/);

  await backUp(`${join(folder, 'kept')}/`);
  await backUp(join(folder, 'kept'));

  expect(await readdir(join(folder, 'kept'))).toEqual([name, name]);
});

test.each(['kept', 'kept/', 'kept/every.day/'])('a new folder is made for it: %s', async (target) => {
  new DatabaseSync(path).close();

  const { said } = await backUp(`${folder}/${target}`);

  expect(said).toMatch(/^Backed up to .*\/revox-[\dTZ-]+\.db: /);
  expect(await readdir(join(folder, target))).toEqual([expect.stringMatching(/^revox-[\dTZ-]+\.db$/)]);
  expect((await stat(join(folder, target))).mode & 0o777).toBe(0o700);
});

describe('nothing is backed up, and a sentence says why', () => {
  test('over an older backup', async () => {
    openTwoTables().close();
    await writeFile(join(folder, 'kept.db'), 'of yesterday');

    const { code, said } = await backUp(join(folder, 'kept.db'));

    expect([code, said]).toEqual([
      1,
      `Nothing was backed up: ${folder}/kept.db already exists and is not overwritten.`,
    ]);
    expect(await readFile(join(folder, 'kept.db'), 'utf8')).toBe('of yesterday');
  });

  test.each([
    ['to a file', 'elsewhere.db'],
    ['to nothing', 'nothing'],
    ['to a folder', 'elsewhere'],
  ])('through a symbolic link %s, and what it leads to stays as it is', async (_, goal) => {
    openTwoTables().close();
    await mkdir(join(folder, 'elsewhere'));
    await writeFile(join(folder, 'elsewhere.db'), 'of somebody else');
    await symlink(join(folder, goal), join(folder, 'kept.db'));

    const { code, said } = await backUp(join(folder, 'kept.db'));

    expect([code, said]).toEqual([
      1,
      `Nothing was backed up: ${folder}/kept.db is a symbolic link, which is not followed: use the real path.`,
    ]);
    expect(await readFile(join(folder, 'elsewhere.db'), 'utf8')).toBe('of somebody else');
    expect((await readdir(folder)).sort()).toEqual(['elsewhere', 'elsewhere.db', 'kept.db', 'revox.db']);
    expect(await readdir(join(folder, 'elsewhere'))).toEqual([]);
  });

  test('of a database that is not there', async () => {
    const { code, said } = await backUp(join(folder, 'kept.db'));

    expect([code, said]).toEqual([1, `Nothing was backed up: there is no database at ${path}.`]);
    expect(await readdir(folder)).toEqual([]);
  });

  test('of a file that is no database', async () => {
    await writeFile(path, 'not a database'.repeat(1000));

    const { code, said } = await backUp(join(folder, 'kept.db'));

    expect([code, said]).toEqual([1, 'Nothing was backed up: file is not a database']);
    expect(await readdir(folder)).toEqual(['revox.db']);
  });

  test('without a place to put it', async () => {
    const said = 'Name the target: npm run backup -- <file.db or folder/>. A new folder is made.';
    expect(await backUp()).toEqual({ code: 1, said });
  });

  test('with wrong settings, as the bot itself says it', async () => {
    const { code, said } = await backUp(join(folder, 'kept.db'), { DATABASE_URL: 'mysql://db.example.com' });

    expect(code).toBe(78);
    expect(said).toContain('DATABASE_URL is not valid');
  });
});

describe('Postgres is dumped by its own tools', () => {
  const url = 'postgres://revox:backup%2Fpassword@127.0.0.1:5432/revox?sslmode=verify-full';

  test('with the password where nobody sees it, and read back', async () => {
    await tool(
      'pg_dump',
      'echo "$@" > "$0.args"; echo "$PGPASSWORD" > "$0.password"; echo dump > $(echo "$2" | cut -d= -f2)',
    );
    await tool('pg_restore', 'cat "$2" > "$0.read"');

    const { code, said } = await backUp(join(folder, 'kept.dump'), {
      DATABASE_URL: url,
      PATH: `${folder}:/bin:/usr/bin`,
    });

    expect([code, said]).toEqual([0, expect.stringMatching(/^Backed up to .*\/kept\.dump: /)]);
    expect(await readFile(join(folder, 'pg_dump.args'), 'utf8')).toEqual(
      expect.stringMatching(
        new RegExp(
          `^--format=custom --file=${folder}/\\.kept\\.dump\\.[0-9a-f-]{36}\\.partial --dbname=postgres://revox@127\\.0\\.0\\.1:5432/revox\\?sslmode=verify-full\n$`,
        ),
      ),
    );
    expect(await readFile(join(folder, 'pg_dump.password'), 'utf8')).toBe('backup/password\n');
    expect(await readFile(join(folder, 'pg_restore.read'), 'utf8')).toBe('dump\n');
  });

  test('and get nothing else that we know', async () => {
    await tool('pg_dump', 'env > "$0.env"; echo dump > $(echo "$2" | cut -d= -f2)');
    await tool('pg_restore', 'env > "$0.env"');
    const kept = { PATH: `${folder}:/bin:/usr/bin`, HOME: folder, LC_ALL: 'C', PGSSLROOTCERT: '/ca.pem' };

    const { code } = await backUp(join(folder, 'kept.dump'), {
      ...kept,
      DATABASE_URL: 'postgres://revox@127.0.0.1/revox?password=backup%2Fpassword',
      REVOX_API_KEY: 'sk_backup',
      SLACK_BOT_TOKEN: 'xoxb-backup',
      NODE_OPTIONS: '--no-warnings',
    });

    expect(code).toBe(0);
    const { PGSSLROOTCERT: _, ...ofMachine } = kept;
    expect(await environmentOf('pg_dump')).toEqual({ ...kept, PGPASSWORD: 'backup/password' });
    expect(await environmentOf('pg_restore')).toEqual(ofMachine);
  });

  test('and what they say against it is passed on without secrets', async () => {
    await tool('pg_dump', 'echo "no entry for $PGPASSWORD at $3" >&2; exit 1');

    const { code, said } = await backUp(join(folder, 'kept.dump'), { DATABASE_URL: url, PATH: folder });

    expect(code).toBe(1);
    expect(said).toMatch(/^Nothing was backed up: pg_dump failed: no entry for /);
    expect(said).not.toMatch(/backup.{1,3}password/);
    expect(await readdir(folder)).toEqual(['pg_dump']);
  });

  test('and where they are missing, it says what to do', async () => {
    const { code, said } = await backUp(join(folder, 'kept.dump'), { DATABASE_URL: url, PATH: folder });

    expect(code).toBe(1);
    expect(said).toMatch(/^Nothing was backed up: pg_dump is missing: install the client tools/);
  });
});

function backUp(
  target?: string,
  different: Record<string, string> = {},
): Promise<{ code: unknown; said: string }> {
  const env = { ...compiledOnce, DATABASE_URL: `file:${path}`, ...different };
  const args = [join(root, 'src/backup.ts'), ...(target === undefined ? [] : [target])];
  return new Promise((resolve) => {
    execFile(process.execPath, args, { env, cwd: folder }, (error, stdout, stderr) => {
      resolve({ code: error?.code ?? 0, said: (stdout + stderr).trim() });
    });
  });
}

/** The very commands of the page, for the files of this test. */
async function restoreByThePage(kept: string): Promise<void> {
  const page = await readFile(join(root, 'docs/operations.md'), 'utf8');
  const [, commands = ''] = /## Restore[\s\S]*?```sh\n([\s\S]*?)```/.exec(page) ?? [];
  const onFiles = commands.split('\n').filter((line) => /^(mkdir|mv|cp) /.test(line));
  expect(onFiles).toHaveLength(3);
  const script = onFiles.join('\n').replaceAll(/\/var\/backups\/\S+/g, kept);
  await promisify(execFile)('sh', ['-euc', script], { cwd: folder });
}

function forgetPace(file: string): void {
  using database = new DatabaseSync(file);
  database.exec("delete from state where key like 'pace:%'");
}

function countOf(file: string): number {
  const db = new DatabaseSync(file, { readOnly: true });
  try {
    return (db.prepare('select count(*) as count from calls').get() as { count: number }).count;
  } finally {
    db.close();
  }
}

function openTwoTables(): DatabaseSync {
  const db = new DatabaseSync(path);
  db.exec('pragma journal_mode = wal; create table one (text); create table other (text)');
  for (let count = 0; count < 200; count += 1) writeBoth(db);
  return db;
}

function writeBoth(db: DatabaseSync): void {
  const text = 'x'.repeat(2_000);
  db.exec('begin');
  for (const table of ['one', 'other']) db.prepare(`insert into ${table} values (?)`).run(text);
  db.exec('commit');
}

/** But for what the shell itself adds. */
async function environmentOf(name: string): Promise<Record<string, string>> {
  const lines = (await readFile(join(folder, `${name}.env`), 'utf8')).trim().split('\n');
  const {
    PWD: _,
    OLDPWD: __,
    SHLVL: ___,
    _: ____,
    ...env
  } = Object.fromEntries(lines.map((line) => line.split(/=(.*)/s)));
  return env;
}

async function tool(name: string, script: string): Promise<void> {
  await writeFile(join(folder, name), `#!/bin/sh\n${script}\n`);
  await chmod(join(folder, name), 0o755);
}
