import { backUp } from './backup/back-up.ts';
import { ConfigError, type Environment, environment, readSome } from './process/config.ts';
import { passwordsIn } from './process/database-url.ts';
import { scrubber } from './process/scrub.ts';

const failed = 1;
const misconfigured = 78;

// Whatever is made from here on is its owner's alone.
process.umask(0o077);

// The bot started it, and is gone: what it began to copy, nobody waits for any more. Its group is its own then.
process.once('disconnect', () => process.kill(-process.pid, 'SIGKILL'));
process.channel?.unref();

try {
  process.stdout.write(`${await backUpOrExplain(environment())}\n`);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = error instanceof ConfigError ? misconfigured : failed;
}

/** Needs to know where the database is, and no key or token. */
async function backUpOrExplain(env: Environment): Promise<string> {
  const [target] = process.argv.slice(2);
  if (target === undefined) throw new Error('Name the target: npm run backup -- <file or folder>');
  const { DATABASE_URL: url } = readSome(env, ['DATABASE_URL']);
  try {
    return await backUp({ url, target, env, now: Date.now() });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(
      scrubber(passwordsIn(url).filter((secret) => secret !== ''))(`Nothing was backed up: ${reason}`),
    );
  }
}
