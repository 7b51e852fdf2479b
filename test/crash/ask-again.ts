import type { Database } from '../../src/store/engine/database.ts';
import { retryParked } from '../../src/store/incidents/parked-messages.ts';
import type { MachineClock } from './machine-clock.ts';

/** Who has what is parked looked up again, as a clock that was set may leave a doubt that only a person ends. */
export interface Person {
  /** Which messages, and what they waited for first. */
  asked: Map<string, string>;
  /** @returns whether there was anything. */
  askAgain(): Promise<boolean>;
}

export function askingAgain(db: Database, clock: Pick<MachineClock, 'storeNow'>): Person {
  const asked = new Map<string, string>();
  return {
    asked,
    async askAgain() {
      const parked = await db
        .selectFrom('messages')
        .select(['id', 'reason'])
        .where('state', '=', 'parked')
        .execute();
      for (const { id, reason } of parked) if (!asked.has(id)) asked.set(id, String(reason));
      if (parked.length > 0) await retryParked(db, null, clock.storeNow());
      return parked.length > 0;
    },
  };
}
