import { type ChildProcess, spawn } from 'node:child_process';

/**
 * Ends a process when this one ends, by `kill -9` too: standard input of the guard closes then.
 *
 * @returns how to let the process go
 */
export function endWithUs({ pid }: Pick<ChildProcess, 'pid'>): () => void {
  if (process.platform === 'win32') return () => undefined;
  const endAfterwards = ['-c', 'cat > /dev/null; kill "$1"', 'sh', String(pid)];
  const guard = spawn('sh', endAfterwards, { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
  return () => void guard.kill('SIGKILL');
}
