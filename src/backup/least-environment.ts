import type { Environment } from '../process/config.ts';

/** Where programs, one's own files and words are found; nothing of ours, which is keys and tokens. */
export function ofMachine(env: Environment): Environment {
  return only(env, /^(PATH|HOME|LANG|LC_\w+|TZ|TMPDIR|SYSTEMROOT|APPDATA)$/i);
}

/** With what the tools of Postgres read besides. */
export function ofPostgres(env: Environment): Environment {
  return { ...ofMachine(env), ...only(env, /^PG[A-Z]+$/) };
}

function only(env: Environment, names: RegExp): Environment {
  return Object.fromEntries(Object.entries(env).filter(([name]) => names.test(name)));
}
