import type { Topic } from '../topics/index.ts';
import { usualDigestTime } from './digest-time.ts';
import { isDeferred, type RequestedOptions, type SubscriptionOptions } from './index.ts';

/** Whether anything in it is meant by the clock. */
export function isByClock(topic: Topic, options: RequestedOptions | SubscriptionOptions): boolean {
  return topic === 'digest' || isDeferred(options as SubscriptionOptions);
}

/** What is meant by the clock keeps its meaning wherever the bot runs: the options say by whose. */
export function onClock<Options extends RequestedOptions | SubscriptionOptions>(
  topic: Topic,
  options: Options,
  timezone: string,
): Options {
  if (!isByClock(topic, options)) return options;
  return { ...(topic === 'digest' && { digestTime: usualDigestTime }), timezone, ...options };
}
