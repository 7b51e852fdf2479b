import { backUp } from './backup/back-up.ts';
import { type Config, ConfigError, type Environment, environment, readConfig, secretsOf } from './config.ts';
import { scrubber } from './scrub.ts';

const failed = 1;
const misconfigured = 78;

// Whatever is made from here on is its owner's alone.
process.umask(0o077);

try {
  const env = environment();
  process.stdout.write(`${await backUpOrExplain(readConfig(env), env)}\n`);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = error instanceof ConfigError ? misconfigured : failed;
}

async function backUpOrExplain(config: Config, env: Environment): Promise<string> {
  const [target] = process.argv.slice(2);
  if (target === undefined) throw new Error('Say where to: npm run backup -- <file or folder>');
  try {
    return await backUp({ url: config.databaseUrl, target, env, now: Date.now() });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(scrubber(secretsOf(config))(`Nothing was backed up: ${reason}`));
  }
}
