import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Instant } from '../../calls/call.ts';
import type { WantedChange } from '../../calls/setting.ts';
import { mostSubscriptions, type Subscription, type WantedSubscription } from '../../calls/subscription.ts';
import type { Database, Store } from '../../store/engine/database.ts';
import { changeSettings, subscriptionChange } from '../../store/settings/change-setting.ts';
import {
  findSameSubscription,
  holdSubscriptions,
  listSubscriptions,
} from '../../store/settings/subscriptions.ts';
import { renderProblem } from '../blocks/problem.ts';
import type { Shown } from '../blocks/rendered.ts';
import type { Asked, Desk } from '../door/handler.ts';
import { limitOf } from '../door/limits.ts';

/** Why a channel can have no more of them; null when it can. */
export async function fullness(
  { channel }: WantedSubscription,
  { db }: { db: Store },
  more = 1,
): Promise<Shown | null> {
  const here = (await listSubscriptions(db)).filter((it) => it.channel === channel);
  if (here.length + more <= mostSubscriptions || more === 0) return null;
  const isFull = here.length >= mostSubscriptions;
  return renderProblem({
    what: `This channel has ${here.length} subscriptions, ${isFull ? 'the most there can be' : `and ${mostSubscriptions} is the most`}.`,
    next: 'Remove one that nobody needs, or change one:',
    commands: ['/revox subscriptions'],
  });
}

/**
 * The subscription of the channel for the same words, if any, gets these options; else there is a new one.
 * @returns why not, where the channel is full or this person changed too much
 */
export async function subscribeTo(
  wanted: WantedSubscription,
  there: 'otherwise' | false,
  asked: Asked,
  desk: Desk,
): Promise<Shown | null> {
  const full = there === false ? await fullness(wanted, desk) : null;
  return full ?? subscribeToAll([wanted], asked, desk);
}

/** The same for several of one channel, as one change: all of them or none. */
export async function subscribeToAll(
  wanted: [WantedSubscription, ...WantedSubscription[]],
  asked: Asked,
  desk: Desk,
): Promise<Shown | null> {
  return (await limitOf('setting', wanted[0].channel, asked, desk)) ?? write(wanted, asked, desk);
}

function write(
  [first, ...others]: [WantedSubscription, ...WantedSubscription[]],
  { userId }: Asked,
  { db, now }: Desk,
): Promise<Shown | null> {
  const at = now();
  return db.transaction().execute(async (tx) => {
    await holdSubscriptions(tx);
    const changes: WantedChange[] = [];
    for (const wanted of [first, ...others]) {
      const known = await findSameSubscription(tx, wanted);
      const fresh: Subscription = { ...wanted, id: randomUUID(), madeBy: userId, madeAt: at, paused: null };
      const after = known === null ? fresh : { ...known, ...wanted, ...sinceNow(wanted, at) };
      changes.push(subscriptionChange(known, after));
    }
    // Again, since two people may have been shown that there is room for more.
    const full = await fullness(first, { db: tx }, changes.filter(({ before }) => before === null).length);
    if (full !== null) return full;
    await changeSettings(tx, changes, userId, at);
    return null;
  });
}

/** Changes settings of a channel, all of them or none. @returns why not, where this person changed too much. */
export async function changeWithinLimit(
  channel: string | null,
  changes: WantedChange[],
  asked: Asked,
  { db, now }: Desk,
): Promise<Shown | null> {
  const limit = await limitOf('setting', channel, asked, { db, now });
  if (limit !== null) return limit;
  await db.transaction().execute((tx) => changeSettings(tx, changes, asked.userId, now()));
  return null;
}

/** A digest that is set again is due from then on, not for times before it was set. */
export function sinceNow({ topic }: WantedSubscription, now: Instant): Pick<Subscription, 'madeAt'> | null {
  return topic === 'digest' ? { madeAt: now } : null;
}

/** Whether the channel has exactly this already. */
export async function isThere(db: Database, wanted: WantedSubscription): Promise<boolean | 'otherwise'> {
  const known = await findSameSubscription(db, wanted);
  if (known === null) return false;
  return isDeepStrictEqual(known.options, wanted.options) ? true : 'otherwise';
}
