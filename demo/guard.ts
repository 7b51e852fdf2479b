import { type ChildProcess, spawn } from 'node:child_process';

/**
 * Ends a process when this one ends, by `kill -9` too: standard input of the guard closes then.
 *
 * @param signal Where it need not put anything in order, it may be `KILL`.
 * @returns how to let the process go
 */
export function endWithUs({ pid }: Pick<ChildProcess, 'pid'>, signal: 'TERM' | 'KILL' = 'TERM'): () => void {
  if (process.platform === 'win32') return () => undefined;
  const endAfterwards = ['-c', 'cat > /dev/null; kill -s "$1" "$2"', 'sh', signal, String(pid)];
  const guard = spawn('sh', endAfterwards, { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
  return () => void guard.kill('SIGKILL');
}
