import type { Instant } from '../../calls/call.ts';
import { dayMs } from '../../calls/time/durations.ts';
import type { Database } from '../../store/engine/database.ts';
import { readState, writeState } from '../../store/engine/state.ts';
import type { FragileKind } from '../blocks/simpler.ts';
import { noteMessagesTab } from './tab-refusals.ts';

/** Slack may take in a message for all what it refuses in one for a single person. */
export type Surface = 'message' | 'ephemeral';

/** Slack rolls such blocks out step by step: what is refused today may be taken tomorrow. */
const rememberedMs = dayMs;

/**
 * What this workspace refuses, so that the next answer is right at once and Home says what to do. In the database, so
 * that all replicas know. Nobody waits for an answer because it is out of order.
 */
export function rememberedRefusals(
  db: Database,
  now: () => Instant,
  log: { warn(fields: object, sentence: string): void },
) {
  const remembered = (noting: Promise<unknown>) =>
    noting.then(
      () => undefined,
      (err: unknown) => log.warn({ err }, 'could not store what Slack refuses'),
    );
  return {
    /** Those of these kinds that were refused lately. */
    async known(surface: Surface, kinds: FragileKind[]) {
      const times = await Promise.all(kinds.map((kind) => refusedAt(db, surface, kind))).catch(() => []);
      return kinds.filter((_, index) => (times[index] ?? 0) > now() - rememberedMs);
    },
    note(surface: Surface, kinds: FragileKind[]) {
      return remembered(Promise.all(kinds.map((kind) => writeState(db, keyOf(surface, kind), now(), now()))));
    },
    /** Whether a direct message was refused since the Messages tab is off, or was taken. */
    noteDirectMessage: (isTabOff: boolean) => remembered(noteMessagesTab(db, isTabOff, now())),
  };
}

export type Refusals = ReturnType<typeof rememberedRefusals>;

async function refusedAt(db: Database, surface: Surface, kind: FragileKind): Promise<Instant> {
  const at = await readState(db, keyOf(surface, kind));
  return typeof at === 'number' ? at : 0;
}

function keyOf(surface: Surface, kind: FragileKind): string {
  return `refused:${surface}:${kind}`;
}
