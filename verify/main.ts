import { ConfigError, environment } from '../src/process/config.ts';
import { UsageError, usage } from './arguments.ts';
import { run } from './run.ts';

const failed = 1;
const usedWrongly = 2;
const misconfigured = 78;

// Whatever is made from here on is its owner's alone.
process.umask(0o077);

try {
  const say = (text: string) => void process.stdout.write(`${text}\n`);
  process.exitCode = await run(process.argv.slice(2), {
    env: environment(),
    say,
    interruption: interruptible(),
  });
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  if (error instanceof UsageError) process.stderr.write(`\n${usage}\n`);
  process.exitCode = error instanceof UsageError ? usedWrongly : failed;
  if (error instanceof ConfigError) process.exitCode = misconfigured;
}

/** Aborted by the first Ctrl-C; the second one ends the process as usual. */
function interruptible(): AbortSignal {
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      process.stdout.write('\nStopping: what was posted is deleted first.\n');
      controller.abort();
    });
  return controller.signal;
}
