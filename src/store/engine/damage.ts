import { DatabaseSync } from 'node:sqlite';

import { DatabaseTrouble, orTrouble } from './database-trouble.ts';
import { damagedFile } from './sqlite-trouble.ts';

/** Reads the whole file, which for a million calls takes some seconds, and changes nothing. @throws DatabaseTrouble */
export function findDamage(path: string): void {
  const found = orTrouble(() => quickCheck(path));
  if (found !== null) throw new DatabaseTrouble(damagedFile, new Error(found));
}

/** What SQLite finds first; null when all is well. */
function quickCheck(path: string): string | null {
  // Read-only, or closing it would write a log that belongs to another database back into this one.
  const file = new DatabaseSync(path, { readOnly: true, timeout: 5_000 });
  try {
    const { quick_check: found } = file.prepare('pragma quick_check(1)').get() as { quick_check: string };
    return found === 'ok' ? null : found.split('\n').slice(0, 2).join(' ');
  } finally {
    file.close();
  }
}
