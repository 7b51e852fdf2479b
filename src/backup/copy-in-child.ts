import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

import { ownProgram } from '../process/bundle.ts';
import type { Environment } from '../process/config.ts';
import { ofPostgres } from './dump-postgres.ts';

export interface ChildsWork {
  /** As in `DATABASE_URL`. */
  url: string;
  env: Environment;
  /** Ends the copying at once. */
  signal: AbortSignal;
}

/**
 * `npm run backup` in a process of its own, so that reading a large database back never holds up the bot. It gets
 * where the database is and no key or token, and ends when the bot does, however that ends.
 *
 * @throws with its own words when nothing was copied
 */
export async function copyInChild(target: string, { url, env, signal }: ChildsWork): Promise<void> {
  signal.throwIfAborted();
  const child = spawn(process.execPath, ['--disable-sigusr1', ownProgram('backup'), target], {
    env: { ...ofPostgres(env), DATABASE_URL: url },
    // A group of its own, so that what it starts (pg_dump) ends with it.
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const end = () => endGroup(child);
  signal.addEventListener('abort', end);
  try {
    const said = child.stderr?.toArray() ?? [];
    const [code, by] = await once(child, 'close');
    signal.throwIfAborted();
    if (code !== 0)
      throw new Error(inShort(Buffer.concat(await said).toString()) || `it ended by ${by ?? code}`);
  } finally {
    signal.removeEventListener('abort', end);
  }
}

/** By force: it waits for no step of the copy, and the caller removes what it leaves. Windows has no groups. */
function endGroup(child: ChildProcess): void {
  const { pid } = child;
  try {
    if (process.platform === 'win32') child.kill('SIGKILL');
    else if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended already.
  }
}

const longest = 400;

function inShort(said: string): string {
  const sentence = said.replace('Nothing was backed up:', '').replaceAll(/\s+/g, ' ').trim();
  return sentence.length > longest ? `${sentence.slice(0, longest)}…` : sentence;
}
