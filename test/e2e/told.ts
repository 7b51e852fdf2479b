import type { Clock } from '../outbox/outbox-room.ts';
import {
  aCall,
  createRevoxServer,
  type ListOptions,
  type RevoxServer,
  type ServedCall,
} from '../support/revox-server.ts';

/** A Revox with so many calls that ended before now, a minute apart. */
export function startRevox(
  list: Partial<ListOptions>,
  { now }: Pick<Clock, 'now'>,
  history: number,
): Promise<RevoxServer> {
  const calls = Array.from({ length: history }, (_, index) =>
    aCall(endedAt(now() - (history - index) * 60_000)),
  );
  return createRevoxServer({ ...list, calls }).listen();
}

/** The times of a call that ended then. */
export function endedAt(instant: number): Partial<ServedCall> {
  const iso = (at: number) => new Date(at).toISOString();
  return { started_at: iso(instant - 45_000), answered_at: iso(instant - 40_000), ended_at: iso(instant) };
}
