import { execFile } from 'node:child_process';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { allocation, commands } from '../../src/process/launch.ts';
import { settingNames } from '../../src/process/settings.ts';
import { aCall, createRevoxServer, type RevoxServer } from '../support/revox-server.ts';
import { botEnv, startBot } from '../support/running-bot.ts';
import { SlackServer } from '../support/slack/slack-server.ts';
import { environmentOf, execForm, type Instruction, lastStage, readDockerfile } from './dockerfile.ts';
import { type StagedImage, stageImage } from './staged-image.ts';
import { readUnit } from './unit.ts';

const root = join(import.meta.dirname, '../..');

describe('the image, built by its own instructions', () => {
  let image: StagedImage;
  let revox: RevoxServer;
  let slack: SlackServer;

  beforeAll(async () => {
    image = await stageImage();
    revox = await createRevoxServer({ calls: [aCall()] }).listen();
    slack = await SlackServer.start();
  }, 300_000);

  afterAll(async () => {
    await revox.close();
    await slack.close();
    await image[Symbol.asyncDispose]();
  });

  test('runs as somebody without rights, and writes nothing but its data', async () => {
    const before = await contentsOf(join(image.folder, 'app'));
    await using bot = await startInImage(commandOf(image, 'CMD'));
    await expect.poll(async () => (await fetch(`${bot.url}/readyz`)).status).toBe(200);

    expect(await bot.stop()).toBe(0);
    expect(await contentsOf(join(image.folder, 'app'))).toEqual(before);
    expect(await readdir(join(image.folder, 'data'))).toEqual(['revox.db', 'revox.db.lock']);
    expect((await readdir(image.folder)).sort()).toEqual(['app', 'base', 'data']);
  });

  test('holds the bundle alone: no source, and nothing that only developers need', async () => {
    const contents = await readdir(join(image.folder, 'app'));
    const packages = await readdir(join(image.folder, 'app/packages'));

    expect(contents.filter((name) => ['src', 'node_modules', 'test', '.env'].includes(name))).toEqual([]);
    expect(packages).toContain('kysely.js');
    expect(packages.filter((name) => /^(vitest|typescript|rolldown|playwright-core)\b/.test(name))).toEqual(
      [],
    );
  });

  test('is healthy while the bot answers, and not when it is gone', async () => {
    const health = commandOf(image, 'HEALTHCHECK');
    await using bot = await startInImage(commandOf(image, 'CMD'));
    const { port } = new URL(bot.url);

    expect(await exitCode(health, { PORT: port })).toBe(0);
    // As `docker run --env-file` hands it over.
    expect(await exitCode(health, { PORT: `"${port}"`, HOST: '0.0.0.0' })).toBe(0);
    await bot.kill();
    expect(await exitCode(health, { PORT: port })).toBe(1);
  });

  test('has the doctor and the backup in it, who can do their work there', async () => {
    const env = { ...image.env, ...settings() };
    await using bot = await startInImage(commandOf(image, 'CMD'));

    const doctor = await exitCode(['node', 'cli.js', 'doctor'], env);
    const backup = await exitCode(['node', 'cli.js', 'backup', join(image.folder, 'data/kept.db')], env);

    expect(bot.url).toContain('127.0.0.1');
    expect([doctor, backup]).toEqual([0, 0]);
  });

  test('the systemd unit runs it too, from its own folder and as its own user', async () => {
    const { Service } = readUnit();
    const [, script = ''] = /^\/bin\/sh -c '(.*)'$/.exec(Service.ExecStart) ?? [];
    expect(script).toContain('/usr/bin/node');

    // A release, unpacked, has what the image has.
    await using bot = await startInImage(
      ['sh', '-c', script.replaceAll('/usr/bin/node', 'node')],
      Object.fromEntries([Service.Environment.split('=')]),
    );

    expect((await fetch(`${bot.url}/healthz`)).status).toBe(200);
    expect(await bot.stop()).toBe(0);
  });

  function startInImage(command: string[], different: Record<string, string> = {}) {
    const env = { ...image.env, ...settings(), ...different };
    return startBot({ command, cwd: join(image.folder, 'app'), env, identity: image.identity });
  }

  function settings() {
    const { DATABASE_URL: _, ...others } = botEnv(revox, slack, '');
    return others;
  }

  function exitCode(command: string[], env: Record<string, string>): Promise<number> {
    const [program = '', ...args] = command;
    const options = { cwd: join(image.folder, 'app'), env: { ...image.env, ...env }, ...image.identity };
    return new Promise((resolve) => {
      const child = execFile(program, args, options, () => resolve(child.exitCode ?? -1));
    });
  }
});

function commandOf({ instructions }: StagedImage, word: 'CMD' | 'HEALTHCHECK'): string[] {
  return execForm(instructions.findLast((instruction) => instruction.word === word) as Instruction);
}

/** Every file with its time and size. */
async function contentsOf(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Promise.all(
    files.sort().map(async (file) => {
      const { mtimeMs, size } = await stat(file);
      return `${file} ${mtimeMs} ${size}`;
    }),
  );
}

describe('the Dockerfile', () => {
  const instructions = lastStage(readDockerfile());
  const at = (word: string) => instructions.findIndex((instruction) => instruction.word === word);

  test('has glibc give memory back as npm start does', () => {
    expect(environmentOf(instructions)).toMatchObject(allocation);
  });

  test('starts the bot with the options of Node that npm start has, as the systemd unit does', () => {
    const options = commands.start?.options ?? [];

    expect(options).not.toHaveLength(0);
    expect(execForm(instructions[at('CMD')] as Instruction)).toEqual(expect.arrayContaining(options));
    expect(readUnit().Service.ExecStart.split(' ')).toEqual(expect.arrayContaining(options));
  });

  test('sets nothing but what the bot reads, and what Node, SQLite and glibc read', () => {
    const others = ['NODE_ENV', 'SQLITE_TMPDIR', ...Object.keys(allocation)];
    const names = Object.keys(environmentOf(instructions));

    expect(names.filter((name) => !others.includes(name) && !settingNames.includes(name as never))).toEqual(
      [],
    );
  });

  test('gives up its rights before anything runs', () => {
    expect(instructions[at('USER')]?.text).toBe('node');
    expect(at('USER')).toBeLessThan(at('CMD'));
    expect(instructions.slice(at('USER') + 1).map(({ word }) => word)).toEqual([
      'VOLUME',
      'EXPOSE',
      'HEALTHCHECK',
      'CMD',
    ]);
  });

  test('is given all that it copies, and nothing that could hold a secret', async () => {
    const allowed = (await readFile(join(root, '.dockerignore'), 'utf8'))
      .match(/^!.+$/gm)
      ?.map((it) => it.slice(1));
    const copied = readDockerfile()
      .filter(({ word, text }) => word === 'COPY' && !text.startsWith('--from='))
      .flatMap(({ text }) => text.split(/\s+/).slice(0, -1));

    expect(allowed?.sort()).toEqual(copied.sort());
    expect(await readFile(join(root, '.dockerignore'), 'utf8')).toMatch(/^\*$/m);
  });
});
