import type { CallInBrief } from '../../calls/call.ts';
import type { FollowUp } from '../../calls/follow-ups/follow-up.ts';
import { localDate, localDayBounds } from '../../calls/time/local-day.ts';
import { callsInBrief } from '../../store/calls/calls-in-brief.ts';
import type { Store } from '../../store/engine/database.ts';
import { countFollowUps, listFollowUps, type WhichFollowUps } from '../../store/follow-ups/follow-ups.ts';
import type { TodoPlace } from './todo-place.ts';
import type { TodoList } from './todo-words.ts';

export interface TodoRow {
  followUp: FollowUp;
  call: CallInBrief;
}

export interface TodoPage {
  /** In the order of when they are due, in each part. */
  rows: TodoRow[];
  place: TodoPlace;
  next: TodoPlace | null;
  total: number;
  overdue: number;
}

export interface TodoAsked {
  userId: string;
  /** Null where there is none, as on Home: then the person's own are meant, or those of all channels. */
  channel: string | null;
  now: number;
  timezone: string;
}

export const rowsPerPage = 10;

export async function todoPage(
  store: Store,
  place: TodoPlace,
  asked: TodoAsked,
  limit = rowsPerPage,
): Promise<TodoPage> {
  const parts = partsOf(place.which, asked);
  const found: { followUp: FollowUp; part: number }[] = [];
  for (let part = place.part; part < parts.length && found.length <= limit; part += 1) {
    const after = part === place.part ? place.after : null;
    const which = { ...parts[part], after, limit: limit + 1 - found.length };
    for (const followUp of await listFollowUps(store, which)) found.push({ followUp, part });
  }
  const shown = found.slice(0, limit);
  const last = shown.at(-1);
  const next =
    found.length > limit && last !== undefined
      ? { ...place, part: last.part, after: last.followUp, above: place.above + shown.length }
      : null;
  return {
    rows: await withCalls(
      store,
      shown.map(({ followUp }) => followUp),
    ),
    place,
    next,
    ...(await countsOf(store, parts, asked)),
  };
}

async function countsOf(store: Store, parts: WhichFollowUps[], { now }: TodoAsked) {
  let [total, overdue] = [0, 0];
  for (const part of parts) {
    total += await countFollowUps(store, part);
    overdue += await countFollowUps(store, { ...part, dueBefore: now });
  }
  return { total, overdue };
}

function partsOf(which: TodoList, { userId, channel, now, timezone }: TodoAsked): WhichFollowUps[] {
  const today = localDayBounds(localDate(now, timezone), timezone);
  const here = channel === null ? {} : { channel };
  switch (which.list) {
    case 'here':
      return channel === null
        ? [{ owner: userId }]
        : [
            { ...here, owner: userId },
            { ...here, owner: null },
          ];
    case 'mine':
      return [{ owner: userId }];
    case 'all':
      return [here];
    case 'everywhere':
      return [{}];
    case 'overdue':
      return [{ ...here, dueBefore: now }];
    case 'today':
      return [{ ...here, dueBefore: today.to }];
    case 'tomorrow':
      return [
        { ...here, dueFrom: today.to, dueBefore: localDayBounds(localDate(today.to, timezone), timezone).to },
      ];
    case 'person':
      return [{ ...here, owner: which.person }];
  }
}

/** A call that is no longer stored has no line, and its follow-up goes with it soon. */
async function withCalls(store: Store, followUps: FollowUp[]): Promise<TodoRow[]> {
  const ids = followUps.map(({ callId }) => callId);
  const calls = await callsInBrief(store, ids);
  return followUps.flatMap((followUp) => {
    const call = calls.get(followUp.callId);
    return call === undefined ? [] : [{ followUp, call }];
  });
}
