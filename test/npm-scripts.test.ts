import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, mkdtempDisposable, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { argvOf, commands } from '../src/process/launch.ts';
import { execForm, type Instruction, readDockerfile } from './deploy/dockerfile.ts';
import { readUnit } from './deploy/unit.ts';
import { createRevoxServer, type RevoxServer } from './support/revox-server.ts';
import { botEnv } from './support/running-bot.ts';
import { SlackServer } from './support/slack/slack-server.ts';

const root = join(import.meta.dirname, '..');
const { scripts, engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

describe('npm runs the bot as if it were started on its own', () => {
  let revox: RevoxServer;
  let slack: SlackServer;
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'revox-npm-'));
    revox = await createRevoxServer().listen();
    slack = await SlackServer.start();
  });

  afterAll(async () => {
    await revox.close();
    await slack.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** A group of its own, as a terminal gives it, so that nothing of it outlives its test. */
  function npm(script: string, database: string) {
    const env = {
      ...botEnv(revox, slack, `file:${join(folder, database)}`),
      PATH: process.env.PATH,
      HOME: folder,
    };
    const child = spawn('npm', ['run', script], {
      cwd: root,
      env,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let printed = '';
    child.stdout.on('data', (chunk) => {
      printed += chunk;
    });
    const closed = once(child, 'close');
    return {
      child,
      printed: () => printed,
      /** Resolves once nobody writes to its output any more, so a process that npm left behind is waited for in vain. */
      ended: async (): Promise<number | null> => (await closed)[0],
      [Symbol.dispose]: () => killGroup(child),
    };
  }

  // `node --watch` crashes at a signal where the file of `--env-file-if-exists` is missing, so `dev` names it only if it is there.
  test.each(['start', 'dev'])(
    'SIGTERM to npm alone ends the bot that `npm run %s` started',
    async (script) => {
      using npmRun = npm(script, `${script}.db`);
      await expect.poll(npmRun.printed).toContain('"msg":"started"');

      npmRun.child.kill('SIGTERM');

      expect(await npmRun.ended()).toBe(0);
      expect(npmRun.printed()).toContain('"msg":"stopped"');
    },
  );

  test('what the bot makes is its owner’s alone, whatever the umask it was started under', async () => {
    using npmRun = npm('start', 'made/owned.db');
    await expect.poll(npmRun.printed).toContain('"msg":"started"');

    const made = ['made', ...(await readdir(join(folder, 'made'))).map((name) => join('made', name))];
    const modes = await Promise.all(made.map(async (name) => (await stat(join(folder, name))).mode));

    expect(made).toEqual(
      expect.arrayContaining(['made/owned.db', 'made/owned.db-wal', 'made/owned.db.lock']),
    );
    expect(modes.filter((mode) => (mode & 0o077) !== 0)).toEqual([]);
    npmRun.child.kill('SIGTERM');
    await npmRun.ended();
  });

  test('a Ctrl+C, which the terminal sends to npm and to the bot, lets the bot finish', async () => {
    using npmRun = npm('start', 'ctrl-c.db');
    await expect.poll(npmRun.printed).toContain('"msg":"started"');

    process.kill(-(npmRun.child.pid as number), 'SIGINT');

    expect(await npmRun.ended()).toBe(0);
    expect(npmRun.printed()).toContain('"msg":"stopped"');
  });
});

describe('no start lets anybody turn a debugger on', () => {
  const starts = {
    'the image': execForm(readDockerfile().findLast(({ word }) => word === 'CMD') as Instruction).join(' '),
    'the systemd unit': readUnit().Service.ExecStart,
  };

  test.each(Object.entries(starts))('%s', (_, command) => {
    expect(command).toMatch(/\bnode --disable-sigusr1 .*main\.js/);
  });

  test.each(Object.entries(commands))('npm run and npx: %s', (_, command) => {
    const argv = argvOf(command, ['more']);

    expect(argv[0]).toBe('--disable-sigusr1');
    expect(argv.slice(-2)).toEqual([expect.stringMatching(/\.(ts|js)$/), 'more']);
  });

  test('with this option a signal opens no port for it', async () => {
    const printing = 'process.kill(process.pid, "SIGUSR1"); setTimeout(() => console.log("alive"), 200)';

    const { said } = await run(process.execPath, ['--disable-sigusr1', '-e', printing]);

    expect(said).toBe('alive\n');
  });
});

describe('under a Node that is too old', () => {
  test.each(['20.20.2', '22.22.0', '24.0.0', '24.13.1', '25.3.0'])(
    'such as %s, one sentence says which is needed, and the exit code is for a person',
    async (version) => {
      expect(await lookedAtBy(version)).toEqual({
        code: 78,
        said: `Revox for Slack needs Node 24.14 or newer, and this is Node ${version}: install the latest Node 24, then start again.\n`,
      });
    },
  );

  test('npm start hands the exit code on', async () => {
    expect(await lookedAtBy('24.13.1', 'src/entry.js')).toMatchObject({ code: 78 });
    expect(await lookedAtBy('24.14.0', 'src/entry.js', 'help')).toMatchObject({
      code: 0,
      said: expect.stringContaining('start '),
    });
  });

  test.each(['24.14.0', '24.21.0', '25.4.0', '26.0.0'])('%s is new enough', async (version) => {
    expect(await lookedAtBy(version)).toEqual({ code: 0, said: '' });
  });

  test('every script that runs our TypeScript looks first, and hands over its place', () => {
    const ours = Object.entries<string>(scripts).filter(([, command]) => /\bnode .*\.ts\b/.test(command));
    // A POSIX shell hands over its place. Windows has no such word, and takes what follows.
    const launching = /^exec (node src\/entry\.js (\w+)) \|\| \1$/;
    const launched = Object.values<string>(scripts).filter((command) => command.includes('src/entry.js'));

    expect(ours.length).toBeGreaterThan(4);
    for (const [name, command] of ours)
      expect(`${name}: ${command}`).toMatch(
        /: node src\/needs-node\.js && exec node .*\.ts[^&;|]*$|^build: /,
      );
    // It ends by itself, and Windows, which has no word to hand over with, needs it for the package.
    expect(scripts.build).toBe('node src/needs-node.js && node scripts/build.ts');
    expect(launched.map((command) => launching.exec(command)?.[2]).sort()).toEqual(
      Object.keys(commands).sort(),
    );
    expect(read('src/entry.js')).toMatch(/^#!.*\n\/\/.*\nimport '\.\/needs-node\.js';\n/);
  });

  test('the pages, the packages and the check name the same Node', () => {
    const [, least] = /needs Node (24\.\d+) or newer/.exec(read('src/needs-node.js')) ?? [];

    expect(engines.node).toMatch(new RegExp(`^\\^${least}\\.0 \\|\\| `));
    expect(read('README.md')).toContain(`Node ${least} or newer`);
    expect(read('docs/install.md')).toContain(`Node ${least} or newer`);
  });

  // What old Nodes cannot read must not be in it, and nothing of ours may be loaded before it.
  test('the check is plain JavaScript that imports nothing', () => {
    expect(read('src/needs-node.js')).not.toMatch(/\b(import|require|await|using)\b/);
  });
});

/** What the check says of a Node that calls itself so. */
async function lookedAtBy(
  version: string,
  program = 'src/needs-node.js',
  word = 'start',
): Promise<{ code: unknown; said: string }> {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'revox-old-'));
  const named = join(folder.path, 'named.cjs');
  await writeFile(named, `Object.defineProperty(process.versions, 'node', { value: '${version}' });`);
  return await run(process.execPath, ['-r', named, program, word]);
}

function read(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

function run(program: string, args: string[]): Promise<{ code: unknown; said: string }> {
  return new Promise((resolve) => {
    execFile(program, args, { cwd: root }, (error, stdout, stderr) =>
      resolve({ code: error?.code ?? 0, said: stdout + stderr }),
    );
  });
}

function killGroup({ pid }: ChildProcess): void {
  try {
    process.kill(-(pid as number), 'SIGKILL');
  } catch {
    // Nobody of it is left.
  }
}
