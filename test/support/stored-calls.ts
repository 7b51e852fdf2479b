import type { DetailedCall } from '../../src/calls/call.ts';
import { saveCalls } from '../../src/store/calls/calls.ts';
import type { Database } from '../../src/store/engine/database.ts';

/** Puts calls on the table as passes before the bot's first day would have left them, one after the other. */
export async function storeCalls(db: Database, calls: DetailedCall[]): Promise<void> {
  const rules = {
    now: Math.max(0, ...calls.map(({ endedAt }) => endedAt ?? 0)),
    firstStartAt: Number.POSITIVE_INFINITY,
    importing: true,
  };
  const read = calls.map((call) => ({ call, fingerprint: 'as stored' }));
  await db.transaction().execute((tx) => saveCalls(tx, read, rules));
}
