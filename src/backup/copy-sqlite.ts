import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { backup, DatabaseSync } from 'node:sqlite';

import type { Instant } from '../calls/call.ts';
import { copiedKey } from '../store/upkeep/restored.ts';

/** More pages than any file has: one step, so that a bot that keeps on writing never makes the copy start again. */
const wholeFile = 2 ** 31 - 1;

/** One moment of the database, while others read and write it. */
export async function copySqlite(path: string, target: string, now: Instant): Promise<void> {
  if (!existsSync(path)) throw new Error(`there is no database at ${path}.`);
  const source = new DatabaseSync(path, { readOnly: true });
  try {
    await backup(source, target, { rate: wholeFile }).catch((error) => explain(error, target));
  } finally {
    source.close();
  }
  readBack(target, now);
}

/** By the codes of SQLite: out of room, and what the system calls some kinds of that. */
function explain(error: Error & { errcode?: number }, target: string): never {
  if (![10, 13].includes((error.errcode ?? 0) & 0xff)) throw error;
  throw new Error(`${error.message}: check the disk of ${dirname(target)}, which may be full.`);
}

function readBack(target: string, now: Instant): void {
  const copy = new DatabaseSync(target);
  try {
    // Otherwise opening it would create two more files next to it, which might be left behind.
    copy.exec('pragma journal_mode = delete');
    const answer = copy.prepare('pragma quick_check(1)').get() as { quick_check: string };
    if (answer.quick_check !== 'ok') throw new Error(`the copy is damaged (${answer.quick_check}).`);
    mark(copy, now);
  } finally {
    copy.close();
  }
}

/** The first start on it notices that it is a copy. What never started has nothing to repeat. */
function mark(copy: DatabaseSync, now: Instant): void {
  const hasState = copy.prepare("select 1 from sqlite_master where name = 'state'").get() !== undefined;
  if (!hasState) return;
  copy
    .prepare('insert or replace into state (key, value, updated_at) values (?, ?, ?)')
    .run(copiedKey, JSON.stringify({ at: now }), now);
}
