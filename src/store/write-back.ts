import { statSync } from 'node:fs';

import type { ReaderThread } from './reader-thread.ts';

const everyMs = 250;
const longBytes = 4 * 1024 * 1024;

/**
 * Writes what is in the log of SQLite back into its file, in the thread of the reader: by itself SQLite does so within
 * a commit, which then takes a hundred milliseconds in which nobody else has a turn. That remains for a log that grows
 * beyond all bounds, see `openNodeSqlite`.
 *
 * @returns how to stop
 */
export function writeBack(path: string, thread: ReaderThread): () => void {
  let writtenAt = 0;
  let isBusy = false;
  const timer = setInterval(() => {
    const log = statSync(`${path}-wal`, { throwIfNoEntry: false });
    if (isBusy || log === undefined || log.size < longBytes || log.mtimeMs === writtenAt) return;
    writtenAt = log.mtimeMs;
    isBusy = true;
    thread
      .ask('pragma wal_checkpoint(passive)', [])
      // Tried again when more is written.
      .catch(() => undefined)
      .finally(() => {
        isBusy = false;
      });
  }, everyMs);
  timer.unref();
  return () => clearInterval(timer);
}
