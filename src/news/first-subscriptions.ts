import type { WantedSubscription } from '../calls/subscription.ts';
import type { Topic } from '../calls/topics/index.ts';

/** The channels that the environment names. */
export interface FirstChannels {
  calls: string | null;
  alerts: string | null;
  digest: string | null;
}

/** The subscriptions that the environment asks for: what `/revox subscribe` would make, made on the first day. */
export function firstSubscriptions(
  channels: FirstChannels,
  { digest, timezone }: { digest: { time: string }; timezone: string },
): WantedSubscription[] {
  const wanted: WantedSubscription[] = [];
  const want = (channel: string | null, topic: Topic, options: WantedSubscription['options'] = {}) => {
    if (channel !== null) wanted.push({ channel, topic, filter: '', options });
  };
  want(channels.calls, 'calls');
  want(channels.alerts, 'errors', { daily: 'theirs', timezone });
  want(channels.alerts, 'incidents');
  want(channels.digest, 'digest', { digestTime: digest.time, timezone });
  return wanted;
}
