import type { Clock } from '../outbox/outbox-room.ts';
import {
  aCall,
  createRevoxServer,
  type ListOptions,
  type RevoxServer,
  type ServedCall,
} from '../support/revox-server.ts';
import type { SlackServer } from '../support/slack/slack-server.ts';

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

/** How many calls the messages of a channel say that they tell, each accepted message counted. */
export function callsTold(slack: SlackServer, channel: string): number {
  return slack
    .messagesIn(channel)
    .reduce((sum, { metadata }) => sum + Number(metadata?.event_payload.calls), 0);
}
