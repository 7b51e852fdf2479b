import { describeOptions } from '../../calls/options/index.ts';
import type { Subscription } from '../../calls/subscription.ts';
import { code, dotted, type Line, words } from '../blocks/rich.ts';
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
