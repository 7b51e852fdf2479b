import type { Instant } from '../calls/call.ts';
import { openDatabase } from '../store/engine/database.ts';
import { mark, unmark } from '../store/upkeep/restored.ts';

/** A dump has what the database has, so the mark of a copy is in the database while the dump is made. */
export async function whileMarked(url: string, now: Instant, dump: () => Promise<void>): Promise<void> {
  await using db = openDatabase(url);
  // A copy without its mark is a copy still; where the database is away, the dump says so in better words.
  await mark(db, now).catch(() => undefined);
  try {
    await dump();
  } finally {
    await unmark(db).catch(() => undefined);
  }
}
