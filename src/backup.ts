import { backUp } from './backup/back-up.ts';
import { environment, readSome } from './process/config.ts';
import { runProgram, withoutPassword } from './process/program.ts';
import { typedCommand } from './process/typed-command.ts';

/** It has no groups. */
const isWindows = process.platform === 'win32';

// The bot started it, and is gone: what it began to copy, nobody waits for any more. Its group is its own then.
process.once('disconnect', () => process.kill(isWindows ? process.pid : -process.pid, 'SIGKILL'));
process.channel?.unref();

/** Needs to know where the database is, and no key or token. */
await runProgram(async () => {
  const env = environment();
  const [target] = process.argv.slice(2);
  if (target === undefined)
    throw new Error(`Name the target: ${typedCommand('backup <file.db or folder/>')}. A new folder is made.`);
  const { DATABASE_URL: url } = readSome(env, ['DATABASE_URL']);
  const copied = () => backUp({ url, target, env, now: Date.now() });
  process.stdout.write(`${await withoutPassword(url, copied, 'Nothing was backed up: ')}\n`);
});
