import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, mkdtempDisposable, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { bundleTo } from '../scripts/bundle.ts';
import { newestProgram, sourceHash } from '../src/process/bundle.ts';
import { commands } from '../src/process/launch.ts';
import { compiledOnce } from './support/compiled-once.ts';
import { startProxy } from './support/proxy.ts';
import { aCall, createRevoxServer, type RevoxServer } from './support/revox-server.ts';
import { botEnv, startBot } from './support/running-bot.ts';
import { formBody, signedHeaders, slashCommand } from './support/slack/slack-requests.ts';
import { SlackServer } from './support/slack/slack-server.ts';
import { startSocketModeServer } from './support/slack/socket-mode-server.ts';

const run = promisify(execFile);

describe('the package, packed by npm and installed by npm in an empty folder without a network', () => {
  let folder: string;
  let installed: string;
  let revox: RevoxServer;
  let slack: SlackServer;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'revox-bundle-'));
    await bundleTo(join(folder, 'dist'));
    await run('npm', ['pack', '--silent', '--pack-destination', folder], { cwd: join(folder, 'dist') });
    const [packed = ''] = (await readdir(folder)).filter((name) => name.endsWith('.tgz'));
    const home = join(folder, 'home');
    await mkdir(home);
    await run('npm', ['install', '--offline', '--no-audit', '--no-fund', join(folder, packed)], {
      cwd: home,
    });
    installed = join(home, 'node_modules/revox-for-slack');
    revox = await createRevoxServer({ calls: [aCall()] }).listen();
    slack = await SlackServer.start({
      channels: [{ id: 'C0CALLS', name: 'calls' }],
      kind: { doubts: 'taken' },
    });
  });

  afterAll(async () => {
    await revox.close();
    await slack.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** What a person types, where they installed it. */
  const typed = (...words: string[]) => [join(folder, 'home/node_modules/.bin/revox-for-slack'), ...words];
  const env = (database: string): Record<string, string> => ({
    ...botEnv(revox, slack, `file:${join(folder, database)}`),
    PATH: `${dirname(process.execPath)}:${process.env.PATH}`,
    HOME: folder,
  });

  test('is one package that needs no other', async () => {
    const described = JSON.parse(await readFile(join(installed, 'package.json'), 'utf8'));

    expect(described).not.toHaveProperty('dependencies');
    expect((await readdir(join(folder, 'home/node_modules'))).sort()).toEqual([
      '.bin',
      '.package-lock.json',
      'revox-for-slack',
    ]);
    expect(await readdir(installed)).toEqual(
      expect.arrayContaining([
        '.env.example',
        'LICENSE',
        'README.md',
        'manifest.yml',
        'revox-for-slack.service',
      ]),
    );
  });

  test('start: reads the list, answers from the thread that reads, and stops', async () => {
    const settings = env('revox.db');
    await using bot = await startBot({ command: typed('start'), cwd: folder, env: settings });
    await expect.poll(async () => (await fetch(`${bot.url}/readyz`)).status).toBe(200);

    const body = formBody({ ...slashCommand('stats 1h'), response_url: slack.responseUrl() });
    const headers = signedHeaders(body, settings.SLACK_SIGNING_SECRET as string);
    await fetch(`${bot.url}/slack/events`, { method: 'POST', body, headers });

    await expect.poll(() => slack.responses.length).toBe(1);
    expect(JSON.stringify(slack.responses)).toContain('stats 30d');
    expect(bot.log().filter(({ level }) => level === 'error' || level === 'fatal')).toEqual([]);
    expect(await bot.stop()).toBe(0);
  });

  test('start: by way of npx, stops with it', async () => {
    const command = ['npx', '--offline', 'revox-for-slack', 'start'];
    await using bot = await startBot({ command, cwd: join(folder, 'home'), env: env('npx.db') });
    await bot.stop();

    expect(bot.log().map(({ msg }) => msg)).toContain('stopped');
  });

  test('start: hears a command over a socket, through a proxy', async () => {
    await using proxy = await startProxy();
    await using socket = await startSocketModeServer();
    const { SLACK_SIGNING_SECRET: _, ...settings } = env('socket.db');
    const over = { SLACK_APP_TOKEN: 'xapp-test', SLACK_API_URL: socket.apiUrl, HTTP_PROXY: proxy.url };
    await using bot = await startBot({ command: typed('start'), cwd: folder, env: { ...settings, ...over } });

    socket.deliver('slash_commands', slashCommand('help'));
    await socket.until(() => socket.acks.length > 0);

    expect(new Set(proxy.targets)).toContain(new URL(socket.apiUrl).host);
    expect(bot.log().filter(({ level }) => level === 'error' || level === 'fatal')).toEqual([]);
    expect(await bot.stop()).toBe(0);
  });

  test('brings the licence of each package that is in it', async () => {
    const licences = await readFile(join(installed, 'THIRD_PARTY_LICENCES.txt'), 'utf8');
    const packed = (await readdir(join(installed, 'packages'), { recursive: true }))
      .filter((name) => /^(@[^/]+\/)?[^/]+\.js$/.test(name) && !/-[A-Z0-9]{8}\.js$/.test(name))
      .map((name) => name.slice(0, -'.js'.length));

    expect(packed).toContain('kysely');
    for (const name of packed) expect(licences, name).toMatch(new RegExp(`^${name} \\d`, 'm'));
    expect(licences).not.toContain('Licence: unknown');
    expect(licences).toContain('Permission is hereby granted');
  });

  test('config: writes what is posted where', async () => {
    const { stdout } = await run(...argv(typed('config', 'export')), { env: env('revox.db') });

    expect(stdout).toContain('version: 1\nchannels: {}\n');
    expect(stdout).toContain('Change it, then: npx revox-for-slack config plan revox.yaml, and apply.');
  });

  test('backup: copies the database', async () => {
    expect(await codeOf(typed('backup', join(folder, 'kept.db')), env('revox.db'))).toBe(0);
    expect(await readdir(folder)).toContain('kept.db');
  });

  test('doctor: by way of npx, too', async () => {
    expect(await codeOf(['npx', '--offline', 'revox-for-slack', 'doctor'], env('doctor.db'))).toBe(0);
  });

  test('verify: posts all kinds of messages and deletes them', async () => {
    slack.gate.expectRefusal('chat.postMessage', 'type.known');
    const told = ['--channel', 'C0CALLS', '--user', 'U0LIVE1234', '--pace', '1', '--report', 'report.md'];

    expect(await codeOf(typed('verify', ...told), env('verify.db'))).toBe(0);
    expect(await readFile(join(folder, 'home/report.md'), 'utf8')).toContain('| delete what was posted');
  });

  test('demo: shows its page with all that belongs to it, calls come in, and Ctrl+C ends it', async () => {
    const [program = '', ...args] = typed('demo');
    const options = { cwd: join(folder, 'home'), env: { ...env(''), ...compiledOnce, TMPDIR: folder } };
    const demo = spawn(program, args, { ...options, stdio: ['ignore', 'pipe', 'inherit'] });
    let printed = '';
    demo.stdout.on('data', (chunk) => {
      printed += chunk;
    });
    await expect.poll(() => printed).toMatch(/^\d\d:\d\d:\d\d {2}#(calls|call-alerts) {2}\S/m);
    const [, url = ''] = /Open +(http:\S+)/.exec(printed) ?? [];

    const page = await (await fetch(url)).text();
    const parts = [...page.matchAll(/(?:href|src)="(\/[\w./-]+)"/g)].map(([, path = '']) => path);
    expect(parts.length).toBeGreaterThan(8);
    for (const path of parts) expect([path, (await fetch(new URL(path, url))).status]).toEqual([path, 200]);
    expect(page).toContain('/revox');

    demo.kill('SIGINT');
    expect(await once(demo, 'exit')).toEqual([0, null]);
  });

  test('without a command it says which there are, and of another that there is no such', async () => {
    const { stdout } = await run(...argv(typed()), { env: env('') });

    for (const name of Object.keys(commands)) expect(stdout).toMatch(new RegExp(`^  ${name} `, 'm'));
    expect(await codeOf(typed('strat'), env(''))).toBe(2);
  });

  test('start without settings names each that is missing, and ends for a person', async () => {
    const { PATH = '' } = env('');

    await expect(
      run(...argv(typed('start')), { cwd: join(folder, 'home'), env: { PATH } }),
    ).rejects.toMatchObject({
      code: 78,
      stderr: expect.stringMatching(
        /REVOX_API_KEY is missing[\s\S]*\nnode_modules\/revox-for-slack\/\.env\.example explains every setting/,
      ),
    });
  });

  test('settings are read from .env where it is started', async () => {
    await using elsewhere = await mkdtempDisposable(join(tmpdir(), 'revox-elsewhere-'));
    const { PATH = '', ...settings } = env('elsewhere.db');
    const lines = Object.entries(settings).map(([name, value]) => `${name}="${value}"`);
    await writeFile(join(elsewhere.path, '.env'), lines.join('\n'));

    expect(await codeOf(typed('doctor'), { PATH }, elsewhere.path)).toBe(0);
  });

  test('keeps each package in a file of its own, by which the log knows whose message an error has', async () => {
    const { sources } = JSON.parse(await readFile(join(installed, 'app.js.map'), 'utf8'));

    expect(sources.length).toBeGreaterThan(200);
    expect(sources.filter((source: string) => source.includes('node_modules'))).toEqual([]);
    expect(await readFile(join(installed, 'packages/@slack/web-api.js'), 'utf8')).toContain('WebClient');
    const ours = (await readdir(installed)).filter((name) => name.endsWith('.js.map'));
    for (const map of ours) {
      const { sources } = JSON.parse(await readFile(join(installed, map), 'utf8'));
      expect([map, sources.filter((source: string) => source.includes('node_modules'))]).toEqual([map, []]);
    }
  });

  async function codeOf(command: string[], env: Record<string, string>, cwd = join(folder, 'home')) {
    return await run(...argv(command), { cwd, env }).then(
      () => 0,
      ({ code }) => code,
    );
  }
});

function argv([program = '', ...args]: string[]): [string, string[]] {
  return [program, args];
}

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
