import type { StoreClock } from '../store/engine/clock.ts';
import { type Database, isPostgres } from '../store/engine/database.ts';
import { followClock, markClock } from '../store/upkeep/clock-step.ts';
import type { Logger } from './log.ts';
import type { Metrics } from './metrics.ts';

interface KeeperDeps {
  db: Database;
  clock: StoreClock;
  log: Logger;
  metrics: Pick<Metrics, 'stepped'>;
}

export function createClockKeeper({ db, clock, log, metrics }: KeeperDeps) {
  /** Seen, and not followed yet. */
  let behindMs = 0;

  function tell(byMs: number): void {
    metrics.stepped();
    const set = { delayMs: Math.round(byMs) };
    if (isPostgres(db)) log.warn(set, 'the clock of the database was set');
    else log.warn(set, 'the clock of this machine was set');
  }

  return {
    /** The clock was set while the bot ran. What lies ahead is moved by the next pass, or by the first that works. */
    stepped(byMs: number): void {
      tell(byMs);
      behindMs = Math.max(0, behindMs - Math.round(byMs));
    },
    /**
     * One pass: looks at the clock of the store, moves back what lies ahead of it, and notes what time it is.
     * @returns whether something is due sooner than it was.
     */
    async keep(): Promise<boolean> {
      await clock.measure();
      const knownMs = behindMs;
      const movedMs = await followClock(db, clock.now(), knownMs);
      behindMs = Math.max(0, behindMs - knownMs);
      await markClock(db, clock.now());
      // Nobody saw it happen: nothing ran then.
      if (movedMs > 0 && knownMs === 0) tell(-movedMs);
      return movedMs > 0;
    },
  };
}
