import type { Topic, WantedSubscription } from '../calls/subscription.ts';

/** The channels and the hour that the environment names. */
export interface FirstDaySettings {
  callsChannel: string | null;
  alertsChannel: string | null;
  digestChannel: string | null;
  digestTime: string;
  timezone: string;
}

/** The subscriptions that the environment asks for: what `/revox subscribe` would make, made on the first day. */
export function firstSubscriptions(settings: FirstDaySettings): WantedSubscription[] {
  const { callsChannel, alertsChannel, digestChannel, digestTime, timezone } = settings;
  const wanted: WantedSubscription[] = [];
  const want = (channel: string | null, topic: Topic, options: WantedSubscription['options'] = {}) => {
    if (channel !== null) wanted.push({ channel, topic, filter: '', options });
  };
  want(callsChannel, 'calls');
  want(alertsChannel, 'errors');
  want(alertsChannel, 'incidents');
  want(digestChannel, 'digest', { digestTime, timezone });
  return wanted;
}
