import { type Stats, statSync } from 'node:fs';
import { basename } from 'node:path';

import { DatabaseTrouble } from './database-trouble.ts';
import { wasMade } from './sole-process.ts';
import { restoreBackup } from './sqlite-trouble.ts';

/** Whether the file at the path is still the one that was opened: SQLite itself goes on writing where nobody looks. */
export function sameFile(path: string): () => DatabaseTrouble | null {
  const opened = fileAt(path);
  let log: Stats | undefined;
  return () => {
    const now = fileAt(path);
    if (now === undefined) return trouble('deleted');
    if (now.ino !== opened?.ino || now.dev !== opened.dev) return trouble('replaced by another one');
    if (now.size === 0) return trouble('emptied');
    const logNow = fileAt(`${path}-wal`);
    if (log !== undefined && logNow?.ino !== log.ino) return logGone();
    log ??= logNow;
    return null;
  };
}

/**
 * A file that is gone or has no byte where there was a database, as its log or the mark beside it shows: SQLite would
 * throw the log away and start over. @throws DatabaseTrouble
 */
export function refuseLost(path: string): void {
  const file = fileAt(path);
  if (file !== undefined && file.size > 0) return;
  if ((fileAt(`${path}-wal`)?.size ?? 0) === 0 && !wasMade(path)) return;
  const name = basename(path);
  throw new DatabaseTrouble({
    says: `the database file is ${file === undefined ? 'gone' : 'empty'}, but other files show that there was a database`,
    next: `${restoreBackup}; to start over on purpose, move away all files whose names begin with ${name}`,
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

/** SQLite still has it open, and writes it back as it closes; whatever else opens the file does not see it. */
function logGone(): DatabaseTrouble {
  return new DatabaseTrouble({
    says: 'the log of the database (-wal) was deleted or replaced while the bot ran',
    next: `stop the bot, which writes the log back, then run its doctor; if that finds damage, ${restoreBackup}`,
    needsPerson: true,
    until: 'a restart',
  });
}

function trouble(what: string): DatabaseTrouble {
  return new DatabaseTrouble({
    says: `the database file was ${what} while the bot ran`,
    next: `stop the bot; put the file back, or ${restoreBackup}`,
    needsPerson: true,
    until: 'a restart',
  });
}
