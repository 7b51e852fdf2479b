import type { Instant } from '../calls/call.ts';
import { kindOfCall, type LikeCall } from '../calls/outcome.ts';
import type { Subscription, WantedSubscription } from '../calls/subscription.ts';
import { dayAfter, localDate } from '../calls/time/local-day.ts';
import { dueBundleOf } from './due-bundles.ts';
import type { Pace } from './pace.ts';
import { type Piece, paceOf, planNews } from './plan-news.ts';
import { tellingTime } from './telling-time.ts';

/** Calls of one kind that were found by the same reading of the list. */
export interface FoundCalls extends LikeCall {
  foundAt: Instant;
  /** When the first and the last of them ended. */
  ended: { from: Instant; to: Instant };
}

/** A dial error of which there was a spike. */
export interface PastSpike {
  dialError: string;
  from: Instant;
  to: Instant;
}

interface Rehearsed {
  at: Instant;
  /** Found, and not posted yet. */
  waiting: Piece[];
  pace: Pace | null;
  posted: number;
  /** Each is a message too. */
  dayCards: Set<string>;
}

/**
 * How many messages a subscription would have made of calls of the past, by the plan and the pace that news has.
 * @param found In the order in which they were found.
 */
export function rehearse(
  wanted: Pick<WantedSubscription, 'topic' | 'filter' | 'options'>,
  found: FoundCalls[],
  spikes: PastSpike[],
  now: Instant,
): number {
  const subscription = { ...nobodys, ...wanted };
  const so: Rehearsed = { at: 0, waiting: [], pace: null, posted: 0, dayCards: new Set() };
  let next = 0;
  for (so.at = foundAt(0); so.at < now; ) {
    for (; foundAt(next) <= so.at; next += 1) add(so.waiting, found[next] as FoundCalls, subscription);
    so.at = so.waiting.length === 0 ? foundAt(next) : tellOrWait(so, subscription, spikes, foundAt(next));
  }
  return so.posted + so.dayCards.size;

  function foundAt(index: number): Instant {
    return found[index]?.foundAt ?? Number.POSITIVE_INFINITY;
  }
}

const nobodys: Subscription = {
  id: '',
  channel: '',
  topic: 'calls',
  filter: '',
  options: {},
  madeBy: '',
  madeAt: 0,
  paused: null,
};

/** Alike ones are one piece, as the store counts them. */
function add(waiting: Piece[], { foundAt, ended, ...like }: FoundCalls, subscription: Subscription): void {
  const index = waiting.findIndex(
    (piece) => kindOfCall(piece) === kindOfCall(like) && piece.status === like.status,
  );
  const same = waiting[index];
  if (same === undefined) waiting.push({ ...like, subscription, since: foundAt, ended });
  else waiting[index] = { ...same, ended: { from: same.ended.from, to: ended.to } };
}

/** @returns when there is something to do again */
function tellOrWait(so: Rehearsed, subscription: Subscription, spikes: PastSpike[], nextFound: Instant) {
  const since = Math.min(...so.waiting.map((piece) => piece.since));
  const time = tellingTime(subscription.options, since, so.at);
  if (time !== 'now') return time.until;
  const reigning = spikes.filter(({ from, to }) => from <= so.at && so.at < to);
  const scene = { pace: so.pace, spikes: new Set(reigning.map(({ dialError }) => dialError)), now: so.at };
  const plan = planNews(dueBundleOf([{ subscription, since, isBusy: false }]), so.waiting, scene);
  const ids = plan.posted.map((_, index) => `${so.posted + index}`);
  so.pace = paceOf(plan, ids, scene);
  so.posted += ids.length;
  for (const piece of plan.daily) for (const date of daysOf(piece)) so.dayCards.add(date);
  const done = new Set(
    [plan.daily, ...plan.counted.map((it) => it.pieces), ...plan.posted.map((it) => it.pieces)].flat(),
  );
  so.waiting = so.waiting.filter((piece) => !done.has(piece));
  return Math.min(nextFound, plan.restAt ?? Number.POSITIVE_INFINITY);
}

function daysOf({ subscription, ended }: Piece): string[] {
  const { timezone = 'UTC' } = subscription.options;
  const last = localDate(ended.to, timezone);
  const days: string[] = [];
  for (let date = localDate(ended.from, timezone); date <= last; date = dayAfter(date)) days.push(date);
  return days;
}
