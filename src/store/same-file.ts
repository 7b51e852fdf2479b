import { type Stats, statSync } from 'node:fs';

import { DatabaseTrouble } from './database-trouble.ts';
import { restoreBackup } from './sqlite-trouble.ts';

/** Whether the file at the path is still the one that was opened: SQLite itself goes on writing where nobody looks. */
export function sameFile(path: string): () => DatabaseTrouble | null {
  const opened = fileAt(path);
  return () => {
    const now = fileAt(path);
    if (now === undefined) return trouble('deleted');
    if (now.ino !== opened?.ino || now.dev !== opened.dev) return trouble('replaced by another one');
    return now.size === 0 ? trouble('emptied') : null;
  };
}

/** A file without a byte beside a log that has some: SQLite would throw the log away. @throws DatabaseTrouble */
export function refuseEmptied(path: string): void {
  if (fileAt(path)?.size !== 0 || (fileAt(`${path}-wal`)?.size ?? 0) === 0) return;
  throw new DatabaseTrouble({
    says: 'the database file is empty, and its log shows that there was a database',
    next: restoreBackup,
    needsPerson: true,
    until: 'a restart',
  });
}

function fileAt(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    // Its folder is no folder any more.
    return undefined;
  }
}

function trouble(what: string): DatabaseTrouble {
  return new DatabaseTrouble({
    says: `the database file was ${what} while the bot ran`,
    next: `stop the bot; put the file back, or ${restoreBackup}`,
    needsPerson: true,
    until: 'a restart',
  });
}
