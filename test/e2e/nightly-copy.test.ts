import { cp, mkdtempDisposable, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';

import { migrate, openDatabase } from '../../src/store/engine/database.ts';
import { calls, createRevoxServer } from '../support/revox-server.ts';
import { botEnv, startBot } from '../support/running-bot.ts';
import { SlackServer } from '../support/slack/slack-server.ts';

const whole = /^revox-nightly-[\dTZ-]+\.db$/;
const copied = 'the database was copied for the night';
const failed = 'the nightly copy of the database failed';

describe('the bot with BACKUP_FOLDER', () => {
  test('copies its database once, says how old the copy is, and notices a start on it', async () => {
    await using world = await aWorld();
    await using bot = await startBot({ env: world.env });
    await expect.poll(() => bot.log().map(({ msg }) => msg)).toContain(copied);

    const { checks } = (await (await fetch(`${bot.url}/readyz`)).json()) as Checks;
    const metrics = await (await fetch(`${bot.url}/metrics`)).text();
    await bot.stop();
    await using again = await startBot({ env: world.env });
    await again.stop();

    expect(checks.database.reason).toMatch(
      /^the database answers; the newest nightly copy was made \d+ s ago$/,
    );
    expect(metrics).toMatch(/^revox_slack_last_copy_timestamp_seconds [1-9]/m);
    const [name = '', ...others] = await readdir(world.copies);
    expect([name, others]).toEqual([expect.stringMatching(whole), []]);
    const restored = join(world.home, 'restored.db');
    await cp(join(world.copies, name), restored);
    await using onCopy = await startBot({ env: { ...world.env, DATABASE_URL: `file:${restored}` } });
    expect(onCopy.log().map(({ msg }) => msg)).toContainEqual(
      expect.stringMatching(/^the database was restored/),
    );
    expect(await onCopy.stop()).toBe(0);
  });

  test('says what is wrong with the folder, and goes on serving', async () => {
    await using world = await aWorld();
    const folder = join(world.home, 'not/there');
    await using bot = await startBot({ env: { ...world.env, BACKUP_FOLDER: folder } });
    await expect.poll(() => bot.log().find(({ msg }) => msg === failed)).toBeDefined();

    await expect.poll(async () => (await fetch(`${bot.url}/readyz`)).status).toBe(200);
    const { checks } = (await (await fetch(`${bot.url}/readyz`)).json()) as Checks;

    expect(checks.database.reason).toBe(
      `the database answers; no nightly copy yet; the last attempt failed: BACKUP_FOLDER (${folder}) can't be written: its parent folder does not exist (ENOENT)`,
    );
  });

  test('that is stopped amid a copy ends at once, and leaves no half of it', async () => {
    await using world = await aWorld();
    await fill(world.database, 200);
    await using bot = await startBot({ env: world.env });
    await expect.poll(() => partialsIn(world.copies), { interval: 5 }).toHaveLength(1);

    const stoppedAt = performance.now();
    const code = await bot.stop();

    expect([code, performance.now() - stoppedAt < 10_000]).toEqual([0, true]);
    expect(bot.log().filter(({ msg }) => msg === copied || msg === failed)).toEqual([]);
    expect(await readdir(world.copies)).toEqual([]);
  });

  test('that cannot write into the folder says so', async () => {
    await using world = await aWorld();
    await writeFile(world.copies, '');
    await using bot = await startBot({ env: world.env });

    await expect
      .poll(() => bot.log().find(({ msg }) => msg === failed))
      .toMatchObject({ problem: `BACKUP_FOLDER (${world.copies}) can't be written: it is not a folder` });
    expect(await bot.stop()).toBe(0);
  });
});

interface Checks {
  checks: { database: { reason: string } };
}

async function aWorld() {
  await using opened = new AsyncDisposableStack();
  const { path: home } = opened.use(await mkdtempDisposable(join(tmpdir(), 'revox-nightly-')));
  const revox = opened.use(await createRevoxServer({ calls: calls(3) }).listen());
  const slack = opened.use(await SlackServer.start({ channels: [{ id: 'C0CALLS', name: 'calls' }] }));
  const [database, copies] = [join(home, 'revox.db'), join(home, 'copies')];
  const env = {
    ...botEnv(revox, slack, `file:${database}`),
    BACKUP_FOLDER: copies,
    PATH: process.env.PATH ?? '',
  };
  const kept = opened.move();
  return { home, database, copies, env, [Symbol.asyncDispose]: () => kept.disposeAsync() };
}

/** A database that takes some time to be copied. */
async function fill(path: string, megabytes: number): Promise<void> {
  const db = openDatabase(`file:${path}`);
  await migrate(db);
  await db.destroy();
  const file = new DatabaseSync(path);
  file.exec('pragma synchronous = off; create table filling (bytes)');
  for (let count = 0; count < megabytes; count += 1)
    file.exec('insert into filling values (zeroblob(1000000))');
  file.close();
}

async function partialsIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  return names.filter((name) => name.endsWith('.partial'));
}
