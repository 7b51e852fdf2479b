import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Environment } from '../process/config.ts';
import { withoutPassword } from '../process/database-url.ts';

/** One moment of the database, by Postgres' own tools, which must be installed. */
export async function dumpPostgres(url: string, target: string, env: Environment): Promise<void> {
  const { address, password } = withoutPassword(url);
  // The password goes by environment: arguments can be read by everybody on the machine.
  const forServer = { ...ofPostgres(env), ...(password !== '' && { PGPASSWORD: password }) };
  await run('pg_dump', ['--format=custom', `--file=${target}`, `--dbname=${address}`], forServer);
  await run('pg_restore', ['--list', target], ofMachine(env));
}

async function run(program: string, args: string[], env: Environment): Promise<void> {
  const child = spawn(program, args, { env, stdio: ['ignore', 'ignore', 'pipe'] });
  const said = child.stderr.toArray();
  const [code] = await once(child, 'close').catch((error) => {
    throw new Error(error.code === 'ENOENT' ? `${program} is missing: ${advice}` : error.message);
  });
  if (code === 0) return;
  const words = Buffer.concat(await said)
    .toString()
    .trim();
  throw new Error(
    /version mismatch/i.test(words)
      ? `${program} is older than the server: ${advice}`
      : `${program} failed: ${words}`,
  );
}

const advice =
  'install the client tools of your version of Postgres, or let its host make the backup (pg_dump --format=custom).';

/** Where programs, one's own files and words are found; nothing of ours, which is keys and tokens. */
function ofMachine(env: Environment): Environment {
  return only(env, /^(PATH|HOME|LANG|LC_\w+|TZ|TMPDIR|SYSTEMROOT|APPDATA)$/i);
}

/** With what the tools of Postgres read in addition. */
export function ofPostgres(env: Environment): Environment {
  return { ...ofMachine(env), ...only(env, /^PG[A-Z]+$/) };
}

function only(env: Environment, names: RegExp): Environment {
  return Object.fromEntries(Object.entries(env).filter(([name]) => names.test(name)));
}
