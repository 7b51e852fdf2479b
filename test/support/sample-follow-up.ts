import type { FollowUp } from '../../src/calls/follow-ups/follow-up.ts';
import type { Store } from '../../src/store/engine/database.ts';
import { rowOf } from '../../src/store/follow-ups/follow-up-rows.ts';
import { mondayNoon } from './sample-calls.ts';

/** Open, made on Monday at noon, and due two hours later. */
export function sampleFollowUp(different: Partial<FollowUp> = {}): FollowUp {
  return {
    callId: 'call-1',
    channel: 'C0CALLS',
    rule: { name: 'callback', withinMs: null, mention: null, escalate: null },
    wish: null,
    wishField: null,
    dueAt: mondayNoon + 2 * 3_600_000,
    askedAt: null,
    wishEdit: null,
    state: 'open',
    owner: null,
    takenAt: null,
    snoozedUntil: null,
    note: null,
    settledBy: null,
    movedBy: null,
    endedAt: null,
    endedBy: null,
    madeAt: mondayNoon,
    changedAt: mondayNoon,
    ...different,
  };
}

/** Puts follow-ups on the table as news would have left them. */
export async function storeFollowUps(store: Store, ...followUps: FollowUp[]): Promise<void> {
  const rows = followUps.map((it) => ({
    ...rowOf(it),
    phone_reversed: null,
    started_at: null,
    subscription_id: 's1',
    next_look_at: null,
  }));
  await store.insertInto('follow_ups').values(rows).execute();
}
