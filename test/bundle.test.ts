import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, mkdtempDisposable, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { bundleTo } from '../scripts/bundle.ts';
import { newestProgram, sourceHash } from '../src/process/bundle.ts';
import { aCall, createRevoxServer, type RevoxServer } from './support/revox-server.ts';
import { botEnv, startBot } from './support/running-bot.ts';
import { formBody, signedHeaders, slashCommand } from './support/slack/slack-requests.ts';
import { SlackServer } from './support/slack/slack-server.ts';

describe('the bundle, in a folder without any package', () => {
  let folder: string;
  let revox: RevoxServer;
  let slack: SlackServer;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'revox-bundle-'));
    await bundleTo(join(folder, 'dist'));
    await writeFile(join(folder, 'package.json'), '{"type":"module"}');
    revox = await createRevoxServer({ calls: [aCall()] }).listen();
    slack = await SlackServer.start({ channels: [{ id: 'C0CALLS', name: 'calls' }] });
  });

  afterAll(async () => {
    await revox.close();
    await slack.close();
    await rm(folder, { recursive: true, force: true });
  });

  const env = (database: string) => botEnv(revox, slack, `file:${join(folder, database)}`);

  test('starts, reads the list, answers from the thread that reads, and stops', async () => {
    const settings = env('revox.db');
    await using bot = await startBot({
      command: [process.execPath, 'dist/main.js'],
      cwd: folder,
      env: settings,
    });
    await expect.poll(async () => (await fetch(`${bot.url}/readyz`)).status).toBe(200);

    const body = formBody({ ...slashCommand('stats 1h'), response_url: slack.responseUrl() });
    const headers = signedHeaders(body, settings.SLACK_SIGNING_SECRET as string);
    await fetch(`${bot.url}/slack/events`, { method: 'POST', body, headers });

    await expect.poll(() => slack.responses.length).toBe(1);
    expect(JSON.stringify(slack.responses)).toContain('stats 30d');
    expect(bot.log().filter(({ level }) => level === 'error' || level === 'fatal')).toEqual([]);
    expect(await bot.stop()).toBe(0);
  });

  test('has the backup in it', async () => {
    const args = ['dist/backup.js', join(folder, 'kept.db')];

    expect(await exitOf(args, env('revox.db'))).toBe(0);
  });

  test('has the doctor in it', async () => {
    expect(await exitOf(['dist/doctor.js'], env('doctor.db'))).toBe(0);
  });

  test('keeps each package in a file of its own, by which the log knows whose message an error has', async () => {
    const { sources } = JSON.parse(await readFile(join(folder, 'dist/app.js.map'), 'utf8'));

    expect(sources.length).toBeGreaterThan(300);
    expect(sources.filter((source: string) => source.includes('node_modules'))).toEqual([]);
    expect(await readFile(join(folder, 'dist/node_modules/@slack/web-api.js'), 'utf8')).toContain(
      'WebClient',
    );
  });

  function exitOf(args: string[], more: Record<string, string>): Promise<number> {
    return new Promise((resolve) => {
      const child = execFile(process.execPath, args, { cwd: folder, env: more }, () =>
        resolve(child.exitCode ?? -1),
      );
    });
  }
});

describe('what npm start runs', () => {
  test.each([
    ['no bundle was made', async (_: string) => undefined, 'src/main.ts'],
    ['the bundle was made from this source', made, 'dist/main.js'],
    [
      'the source has changed since',
      async (folder: string) => {
        await made(folder);
        await writeFile(join(folder, 'src/app.ts'), 'changed');
      },
      'src/main.ts',
    ],
    [
      'the packages have changed since',
      async (folder: string) => {
        await made(folder);
        await writeFile(join(folder, 'package-lock.json'), '{"changed":true}');
      },
      'src/main.ts',
    ],
  ])('where %s', async (_, prepare, program) => {
    await using folder = await mkdtempDisposable(join(tmpdir(), 'revox-newest-'));
    await mkdir(join(folder.path, 'src'));
    for (const file of ['src/app.ts', 'package.json', 'package-lock.json'])
      await writeFile(join(folder.path, file), '{}');

    await prepare(folder.path);

    expect(newestProgram('main', folder.path)).toBe(program);
  });

  async function made(folder: string): Promise<void> {
    await mkdir(join(folder, 'dist'));
    await writeFile(join(folder, 'dist/made-from'), sourceHash(folder));
  }
});
