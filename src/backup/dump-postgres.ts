import { spawn } from 'node:child_process';
import { once } from 'node:events';

import type { Environment } from '../config.ts';
import { withoutPassword } from '../database-url.ts';

/** One moment of the database, by Postgres' own tools, which must be installed. */
export async function dumpPostgres(url: string, target: string, env: Environment): Promise<void> {
  const { address, password } = withoutPassword(url);
  // The password goes by environment: arguments can be read by everybody on the machine.
  const withPassword = password === '' ? env : { ...env, PGPASSWORD: password };
  await run('pg_dump', ['--format=custom', `--file=${target}`, `--dbname=${address}`], withPassword);
  await run('pg_restore', ['--list', target], withPassword);
}

async function run(program: string, args: string[], env: Environment): Promise<void> {
  const child = spawn(program, args, { env, stdio: ['ignore', 'ignore', 'pipe'] });
  const said = child.stderr.toArray();
  const [code] = await once(child, 'close').catch((error) => {
    throw new Error(error.code === 'ENOENT' ? `${program} is missing: ${advice}` : error.message);
  });
  if (code !== 0)
    throw new Error(
      `${program} failed: ${Buffer.concat(await said)
        .toString()
        .trim()}`,
    );
}

const advice =
  'install the client tools of your version of Postgres, or let its host make the backup (pg_dump --format=custom).';
