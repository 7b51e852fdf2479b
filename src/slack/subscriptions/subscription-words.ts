import { describeOptions } from '../../calls/options/index.ts';
import type { Subscription } from '../../calls/subscription.ts';
import { code, dotted, firstLines, type Line, words } from '../blocks/rich.ts';
import { spoken } from '../blocks/safe-text.ts';

type Words = Pick<Subscription, 'topic' | 'filter' | 'options'>;

/** “`errors ours` · a summary every 15m · quiet from 19:00 to 08:00”. */
export function subscriptionLine(subscription: Words): Line {
  const { topic, options } = subscription;
  return dotted(
    code(whatIsTold(subscription), 300),
    ...describeOptions(topic, options).map((it) => words(it)),
  );
}

/** Of many that end together; each has a notice in the channel. */
const mostNamed = 10;

/** Each on a line of its own, as far as one reads. */
export function subscriptionLines(subscriptions: Words[]): Line[] {
  return firstLines(subscriptions.map(subscriptionLine), mostNamed);
}

/** The same within the plain text of a message. */
export function spokenSubscription(subscription: Words): string {
  const { topic, options } = subscription;
  return [whatIsTold(subscription), ...describeOptions(topic, options)]
    .map((it) => spoken(it, 300))
    .join(', ');
}

export function whatIsTold({ topic, filter }: Words): string {
  return filter === '' ? topic : `${topic} ${filter}`;
}
