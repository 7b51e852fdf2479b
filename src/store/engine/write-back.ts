import { statSync } from 'node:fs';

import type { ReaderThread } from './reader-thread.ts';

const everyMs = 250;
const megabyte = 1024 * 1024;
const longBytes = 4 * megabyte;
/** What is written without a break would be ahead of the other thread until the log is too long. */
const tooLongBytes = 16 * megabyte;

/**
 * Writes what is in the log of SQLite back into its file, in the thread of the reader: by default SQLite does so within
 * a commit, which then takes a hundred milliseconds in which nobody else has a turn. That remains for a log that grows
 * beyond all bounds, see `openNodeSqlite`.
 */
export function writeBack(path: string, thread: ReaderThread) {
  let writtenAt = 0;
  let underWay: Promise<void> | null = null;

  const isLonger = (bytes: number) => {
    const log = statSync(`${path}-wal`, { throwIfNoEntry: false });
    return log !== undefined && log.size >= bytes && log.mtimeMs !== writtenAt;
  };
  const write = async () => {
    writtenAt = statSync(`${path}-wal`, { throwIfNoEntry: false })?.mtimeMs ?? 0;
    // Tried again when more is written.
    await thread.ask('pragma wal_checkpoint(passive)', []).catch(() => undefined);
    underWay = null;
  };
  const writeOnce = () => {
    underWay ??= write();
    return underWay;
  };

  const timer = setInterval(() => {
    if (isLonger(longBytes)) void writeOnce();
  }, everyMs);
  timer.unref();
  return {
    /** Waits while the log is too long or being written back; a writer of many batches waits between two of them. */
    async caughtUp() {
      // A commit beside it would wait for the same disk, and hold everything else up.
      await underWay;
      if (isLonger(tooLongBytes)) await writeOnce();
    },
    /** Writes back what can be, however little it is. */
    async all() {
      await underWay;
      await writeOnce();
    },
    stop: () => clearInterval(timer),
  };
}

export type WriteBack = ReturnType<typeof writeBack>;
