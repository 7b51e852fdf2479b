import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { compiledOnce } from '../support/compiled-once.ts';

/** The demo as a person starts it: its own process. */
interface Running {
  process: ChildProcess;
  printed(): string;
}

let temporary: string;
let running: Running | null = null;

beforeEach(async () => {
  temporary = await mkdtemp(join(tmpdir(), 'demo-test-'));
});

afterEach(async () => {
  if (running !== null) await end(running.process);
  running = null;
  await rm(temporary, { recursive: true, force: true });
});

describe('npm run demo', () => {
  it('shows calls within ten seconds of its first screen, and Ctrl-C leaves nothing behind', async () => {
    const demo = start();
    await until(demo, /Ctrl-C ends it all/);
    await until(demo, /^\d\d:\d\d:\d\d {2}#(calls|call-alerts) {2}\S/m, 10_000);
    const botPid = await childOf(demo.process.pid as number);
    expect(isAlive(botPid)).toBe(true);
    // A page that is open, and waits for what happens, does not keep the demo from ending.
    const [, url = ''] = /Open +(http:\S+)/.exec(demo.printed()) ?? [];
    expect(await (await fetch(url)).text()).toContain('a demo workspace');
    expect((await fetch(new URL('live', url))).headers.get('content-type')).toBe('text/event-stream');

    demo.process.kill('SIGINT');
    expect(await once(demo.process, 'exit')).toEqual([0, null]);
    expect(isAlive(botPid)).toBe(false);
    expect(await readdir(temporary)).toEqual([]);
  });

  it('ends within seconds when npm is killed, though npm cannot say so, and leaves nothing behind', async () => {
    const npm = start('npm', ['run', 'demo']);
    await until(npm, /Ctrl-C ends it all/);
    const demoPid = await childOf(npm.process.pid as number);
    const botPid = await childOf(demoPid);
    npm.process.kill('SIGKILL');
    await expect.poll(() => isAlive(demoPid) || isAlive(botPid), { timeout: 15_000 }).toBe(false);
    expect(await readdir(temporary)).toEqual([]);
  });

  it('starts again at the same address with the calls of another company, when that is chosen on the page', async () => {
    const demo = start();
    await until(demo, /Ctrl-C ends it all/);
    const botPid = await childOf(demo.process.pid as number);
    const [, url = ''] = /Open +(http:\S+)/.exec(demo.printed()) ?? [];
    const page = async () => (await fetch(url)).text();
    // Nobody has to wait before an empty page: what came first is there with it.
    expect(await everythingOn(url)).toMatch(/article.*article/);
    const body = JSON.stringify({ make: 'story', story: 'clinic' });
    const headers = { 'Content-Type': 'application/json' };
    await fetch(new URL('make', url), { method: 'POST', headers, body });
    await expect.poll(() => page().catch(() => '')).toContain('<option value="clinic" selected="">');
    expect(isAlive(botPid)).toBe(false);
  });

  it('with a bot of one’s own prints what starts it between the emulators, to be copied', async () => {
    const demo = start(process.execPath, ['demo/main.ts', '--own-bot']);
    await until(demo, /Ctrl-C ends it all/);
    const [command = ''] = /^REVOX_API_KEY=[\s\S]+npm start$/m.exec(demo.printed()) ?? [];
    const env = { ...compiledOnce, PATH: process.env.PATH };
    // With a group of its own, like a job of a terminal: Ctrl-C reaches the shell, npm and the bot.
    const own = spawn('sh', ['-c', command], { env, stdio: 'ignore', detached: true });
    const ended = once(own, 'exit');
    try {
      await until(demo, /^\d\d:\d\d:\d\d {2}#(calls|call-alerts) {2}\S/m);
    } finally {
      process.kill(-(own.pid as number), 'SIGINT');
      await ended;
    }
  });

  it('ends with the words of the bot when the bot stops unexpectedly', async () => {
    const demo = start();
    await until(demo, /Ctrl-C ends it all/);
    process.kill(await childOf(demo.process.pid as number), 'SIGKILL');
    expect(await once(demo.process, 'exit')).toEqual([1, null]);
    expect(demo.printed()).toContain('The bot stopped unexpectedly. Its log ends with:');
    expect(await readdir(temporary)).toEqual([]);
  });
});

/** In order, since a demo that is killed leaves its bot behind. */
async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGINT');
  await ended;
}

function start(command = process.execPath, args = ['demo/main.ts']): Running {
  const child = spawn(command, args, {
    env: { ...compiledOnce, PATH: process.env.PATH, TMPDIR: temporary, TEMP: temporary },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (output += String(data)));
  running = { process: child, printed: () => output };
  return running;
}

async function until(demo: Running, pattern: RegExp, timeoutMs = 60_000): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (!pattern.test(demo.printed())) {
    if (Date.now() > deadline || demo.process.exitCode !== null)
      throw new Error(`${pattern} was not printed, but:\n${demo.printed()}`);
    await delay(50);
  }
}

/** What a page gets as it opens. */
async function everythingOn(url: string): Promise<string> {
  const live = await fetch(new URL('live', url));
  let received = '';
  for await (const chunk of live.body ?? []) {
    received += Buffer.from(chunk).toString();
    if (received.includes('event: stage')) break;
  }
  return received;
}

/** The one process that the demo starts. */
async function childOf(parent: number): Promise<number> {
  const list = spawn('ps', ['-A', '-o', 'pid=,ppid='], { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines = (await list.stdout.toArray()).join('').trim().split('\n');
  const pairs = lines.map((line) => line.trim().split(/\s+/).map(Number));
  const [child] = pairs.find(([, ppid]) => ppid === parent) ?? [];
  if (child === undefined) throw new Error('The demo has no bot.');
  return child;
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
