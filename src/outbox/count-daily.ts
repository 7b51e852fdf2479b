import { randomUUID } from 'node:crypto';

import type { Instant } from '../calls/call.ts';
import type { Digest } from '../calls/digest.ts';
import type { Subscription } from '../calls/subscription.ts';
import { dayAfter, localDate, localDayBounds } from '../calls/time/local-day.ts';
import type { Piece } from '../news/plan-news.ts';
import type { Store } from '../store/engine/database.ts';
import { recountMessages, unseenStates } from '../store/messages/counting.ts';
import { enqueueMessage, findByKey } from '../store/messages/messages.ts';
import { giveTo } from '../store/news/give-news.ts';

/** Counts each call on the card of the day on which it ended, in the zone of its subscription. */
export async function countDaily(
  tx: Store,
  channel: string,
  pieces: Piece[],
  now: Instant,
): Promise<{ messages: number; calls: number }> {
  const counted = { messages: 0, calls: 0 };
  for (const [subscription, kinds] of Map.groupBy(pieces, (piece) => piece.subscription))
    for (const day of daysOf(subscription, kinds)) {
      const card = await cardFor(tx, channel, day);
      const calls = await giveTo(tx, card.id, { subscriptionId: subscription.id, kinds, ended: day });
      if (calls === 0) continue;
      counted.calls += calls;
      counted.messages += await keep(tx, channel, day, card, now);
    }
  return counted;
}

type Day = Pick<Digest, 'date' | 'timezone' | 'from' | 'to'>;

function daysOf({ options: { timezone = 'UTC' } }: Subscription, kinds: Piece[]): Day[] {
  const first = Math.min(...kinds.map(({ ended }) => ended.from));
  const last = localDate(Math.max(...kinds.map(({ ended }) => ended.to)), timezone);
  const days: Day[] = [];
  for (let date = localDate(first, timezone); date <= last; date = dayAfter(date))
    days.push({ date, timezone, ...localDayBounds(date, timezone) });
  return days;
}

interface Card {
  id: string;
  key: string;
  isNew: boolean;
}

/** One that Slack refuses shows nobody what it counts: then there is another for the day. */
async function cardFor(tx: Store, channel: string, { date, timezone }: Day): Promise<Card> {
  for (let number = 1; ; number += 1) {
    const key = ['daily', channel, date, timezone, number].join(':');
    const card = await findByKey(tx, key);
    if (card === null) return { id: randomUUID(), key, isNew: true };
    if (!unseenStates.includes(card.state)) return { id: card.id, key, isNew: false };
  }
}

async function keep(
  tx: Store,
  channel: string,
  { date, timezone }: Day,
  { id, key, isNew }: Card,
  now: Instant,
): Promise<number> {
  const card = {
    id,
    key,
    channel,
    form: 'daily',
    kind: 'errors',
    subject: { date, timezone },
    calls: 0,
  } as const;
  if (isNew && !(await enqueueMessage(tx, card, now)))
    throw new Error('another pass made the card of the day');
  await recountMessages(tx, [id], now);
  return isNew ? 1 : 0;
}
