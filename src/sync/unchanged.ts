import type { Instant } from '../calls/call.ts';
import { type Database, isPostgres, writesTo } from '../store/engine/database.ts';
import { hasEndedBetween } from '../store/figures/activity.ts';

/** Until when calls were counted, and what this process had written by then. */
export interface Counted {
  to: Instant;
  written: number;
}

/** On Postgres another replica may have written. */
export function isAsWritten(db: Database, { written }: Counted): boolean {
  return !isPostgres(db) && writesTo(db) === written;
}

/** Whether counting until then would find no more. A call may be stored before it ends by our clock. */
export async function addsNothing(db: Database, counted: Counted, until: Instant): Promise<boolean> {
  return isAsWritten(db, counted) && !(await hasEndedBetween(db, counted.to, until));
}
