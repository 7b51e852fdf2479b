import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, it } from 'vitest';

const guard = join(import.meta.dirname, '../../demo/guard.ts');

/** Starts a process of its own group, as the demo starts the bot, and says which. */
const script = `
  import { spawn } from 'node:child_process';
  import { endWithUs } from ${JSON.stringify(guard)};
  const child = spawn('sleep', ['120'], { detached: true, stdio: 'ignore' });
  endWithUs(child);
  console.log(child.pid);
  setInterval(() => undefined, 1_000);
`;

it('what the demo started ends with it, even after kill -9', async () => {
  const demo = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(createInterface(demo.stdout), 'line');
  const pid = Number(line);
  expect(isThere(pid)).toBe(true);
  demo.kill('SIGKILL');
  await expect.poll(() => isThere(pid)).toBe(false);
});

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
