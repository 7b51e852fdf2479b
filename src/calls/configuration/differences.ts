import type { Instant } from '../call.ts';
import { formatFilter, storedFilter } from '../filter.ts';
import { isInForce, type Mute } from '../mute.ts';
import type { MuteRequest } from '../mute-words.ts';
import { formatSubscribe } from '../subscribe-words.ts';
import type { Subscription } from '../subscription.ts';
import { dayMs } from '../time/durations.ts';
import type { ChannelDocument, ConfigurationDocument } from './document.ts';
import type { RequestedSubscription, WantedConfiguration } from './read.ts';

/** What people have set, everywhere. */
export interface CurrentSettings {
  subscriptions: Subscription[];
  mutes: Mute[];
}

/** One thing to do, so that a channel has what the file says. */
export type Step =
  | { do: 'subscribe'; channel: string; wanted: RequestedSubscription }
  | { do: 'change'; channel: string; before: Subscription; wanted: RequestedSubscription }
  | { do: 'unsubscribe'; channel: string; before: Subscription }
  | { do: 'mute'; channel: string; before: Mute | null; wanted: MuteRequest }
  | { do: 'unmute'; channel: string; before: Mute };

/** In the order of the file; nothing for a channel that it does not name. */
export function differences(current: CurrentSettings, wanted: WantedConfiguration, now: Instant): Step[] {
  return [...wanted].flatMap(([channel, { subscriptions, mutes }]) => [
    ...subscriptionSteps(channel, current.subscriptions, subscriptions),
    ...muteSteps(channel, current.mutes, mutes, now),
  ]);
}

/** A file that asks for what is so. What Slack refuses is not paused by anybody. */
export function documentOf(current: CurrentSettings, now: Instant): ConfigurationDocument {
  const mutes = current.mutes.filter((mute) => isInForce(mute, now) && isLasting(mute));
  const ids = [...current.subscriptions, ...mutes].map(({ channel }) => channel);
  const channels = [...new Set(ids)].filter((id) => !id.startsWith('#')).toSorted();
  const entries = channels.map((id): [string, Partial<ChannelDocument>] => [
    id,
    {
      subscriptions: current.subscriptions.filter((it) => it.channel === id).map(subscriptionDocument),
      ...(mutes.some((it) => it.channel === id) && {
        mutes: mutes.filter((it) => it.channel === id).map(muteDocument),
      }),
    },
  ]);
  return { version: 1, channels: Object.fromEntries(entries) };
}

/** One for an hour or a night is nobody's configuration. */
export function isLasting({ madeAt, until }: Mute): boolean {
  return until - madeAt >= dayMs;
}

/** As the file would say it. */
export function canonical(subscription: Subscription): Subscription {
  return { ...subscription, filter: formatFilter(storedFilter(subscription.filter)) };
}

function subscriptionDocument(subscription: Subscription) {
  const subscribe = formatSubscribe(canonical(subscription));
  return isPaused(subscription) ? { subscribe, paused: true } : subscribe;
}

function muteDocument({ filter, until }: Mute) {
  return { calls: filter, until: new Date(until).toISOString() };
}

function isPaused({ paused }: Subscription): boolean {
  return paused !== null && paused.by !== null;
}

function subscriptionSteps(channel: string, all: Subscription[], wanted: RequestedSubscription[]): Step[] {
  const here = all.filter((it) => it.channel === channel).map(canonical);
  const steps = wanted.flatMap((one): Step[] => {
    const before = here.find(({ topic, filter }) => topic === one.topic && filter === one.filter);
    if (before === undefined) return [{ do: 'subscribe', channel, wanted: one }];
    const isSame = formatSubscribe(before) === formatSubscribe(one) && isPaused(before) === one.isPaused;
    return isSame ? [] : [{ do: 'change', channel, before, wanted: one }];
  });
  const gone = here.filter(
    ({ topic, filter }) => !wanted.some((one) => topic === one.topic && filter === one.filter),
  );
  return [...steps, ...gone.map((before): Step => ({ do: 'unsubscribe', channel, before }))];
}

/** What is over by now is not asked for any more. */
function muteSteps(channel: string, all: Mute[], wanted: MuteRequest[], now: Instant): Step[] {
  const here = all.filter((it) => it.channel === channel && isInForce(it, now));
  const steps = wanted
    .filter(({ until }) => until > now)
    .flatMap((one): Step[] => {
      const before = here.find(({ filter }) => filter === one.filter) ?? null;
      return before?.until === one.until ? [] : [{ do: 'mute', channel, before, wanted: one }];
    });
  const gone = here.filter((it) => isLasting(it) && !wanted.some(({ filter }) => filter === it.filter));
  return [...steps, ...gone.map((before): Step => ({ do: 'unmute', channel, before }))];
}
