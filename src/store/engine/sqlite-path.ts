import { readlinkSync, realpathSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

/**
 * The file itself, whatever symbolic link leads to it: what lies beside it (the log of SQLite, our lock) lies beside
 * the file, not beside the link.
 *
 * @param url as in `DATABASE_URL`
 * @returns null for Postgres, and for a database in memory
 */
export function sqlitePath(url: string): string | null {
  if (!url.startsWith('file:') || url === 'file::memory:') return null;
  return realPath(resolve(url.slice('file:'.length)));
}

/** Also of what isn't there yet, as far as its way is there. */
function realPath(path: string): string {
  const real = orNull(() => realpathSync(path));
  if (real !== null) return real;
  const target = orNull(() => readlinkSync(path));
  if (target !== null) return realPath(resolve(dirname(path), target));
  const folder = dirname(path);
  return folder === path ? path : join(realPath(folder), basename(path));
}

function orNull(look: () => string): string | null {
  try {
    return look();
  } catch {
    return null;
  }
}
