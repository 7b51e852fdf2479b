import type { Instant } from '../../calls/call.ts';
import { formatOptions, type SubscriptionOptions } from '../../calls/options/index.ts';
import type { Subscription, WantedSubscription } from '../../calls/subscription.ts';
import type { Topic } from '../../calls/topics/index.ts';
import type { Database, Store } from '../engine/database.ts';
import { readState, writeState } from '../engine/state.ts';
import { closeIncident } from '../incidents/incidents.ts';
import { renameChannel, skipMessages, unresolvedChannels } from '../messages/channels.ts';
import { changeSettings, subscriptionChange } from '../settings/change-setting.ts';
import { findSubscription, subscribe, unsubscribe, writeSubscription } from '../settings/subscriptions.ts';

/** What the environment asked for at the last start, and which subscription it became. */
type Made = Record<string, { id: string; options: string }>;

const stateKey = 'first-subscriptions';

/**
 * Makes what the environment asks for. What it asked for before is left to the people in Slack: a subscription
 * that they removed does not come back with the next start, only a change of the environment is carried out.
 * @returns what it asks for no more; each of their channels gets a notice.
 */
export async function makeFirstSubscriptions(
  db: Database,
  wanted: WantedSubscription[],
  now: Instant,
): Promise<Subscription[]> {
  return db.transaction().execute(async (tx) => {
    const before = ((await readState(tx, stateKey)) ?? {}) as Made;
    await followNames(tx, before, wanted, now);
    const made: Made = {};
    for (const each of wanted) {
      const key = keyOf(each);
      const known = before[key];
      const options = JSON.stringify(each.options);
      const id = known?.id ?? (await subscribe(tx, each, 'environment', now));
      if (known !== undefined && known.options !== options) await followOptions(tx, known, each, now);
      made[key] = { id, options };
    }
    const kept = new Set(Object.values(made).map(({ id }) => id));
    const gone = Object.values(before).filter(({ id }) => !kept.has(id));
    const removed: Subscription[] = [];
    for (const { id } of gone) {
      const subscription = await findSubscription(tx, id);
      if (subscription === null) continue;
      await remove(tx, subscription, now);
      removed.push(subscription);
    }
    await writeState(tx, stateKey, made, now);
    return removed;
  });
}

/** Nothing can be said in a channel that has no id. */
async function remove(tx: Store, subscription: Subscription, now: Instant): Promise<void> {
  if (subscription.channel.startsWith('#')) return unsubscribe(tx, subscription.id);
  await changeSettings(tx, [subscriptionChange(subscription, null)], 'environment', now);
}

function keyOf({ topic, channel }: Pick<WantedSubscription, 'topic' | 'channel'>): string {
  return `${topic}:${channel}`;
}

/**
 * A name that no channel has was mistyped: what was queued there is posted in the channel that replaces it. It
 * could never be posted under that name, which nobody asks for any more.
 */
async function followNames(tx: Store, before: Made, wanted: WantedSubscription[], now: Instant) {
  const unresolved = await unresolvedChannels(tx);
  for (const { topic, channel } of dropped(before, wanted)) {
    if (!unresolved.includes(channel)) continue;
    const instead = wanted.find((it) => it.topic === topic && before[keyOf(it)] === undefined);
    if (instead !== undefined) await renameChannel(tx, channel, instead.channel, [topic]);
    else await skipMessages(tx, channel, topic, 'the settings do not name its channel any more');
    if (!wanted.some((it) => it.channel === channel))
      await closeIncident(tx, 'messages-parked', channel, now);
  }
}

function dropped(before: Made, wanted: WantedSubscription[]): { topic: Topic; channel: string }[] {
  const kept = new Set(wanted.map(keyOf));
  return Object.keys(before)
    .filter((key) => !kept.has(key))
    .map((key) => {
      const [topic = '', channel = ''] = key.split(':');
      return { topic: topic as Topic, channel };
    });
}

/**
 * Sets what the environment asks for otherwise than at the last start; the rest stays as people set it. Of what a new
 * version asks for, which nobody changed, the channel gets a notice with an Undo.
 */
async function followOptions(tx: Store, made: Made[string], wanted: WantedSubscription, now: Instant) {
  const before = await findSubscription(tx, made.id);
  if (before === null) return;
  const asked = JSON.parse(made.options) as SubscriptionOptions;
  const [added, changed] = differences(asked, wanted.options);
  // Other words are what people asked for.
  const isTheirs = before.filter !== wanted.filter;
  const options = { ...(isTheirs ? {} : added), ...before.options, ...changed };
  if (formatOptions(options) === formatOptions(before.options)) return;
  const after = { ...before, options };
  const isNotice = options.daily !== before.options.daily && !before.channel.startsWith('#');
  if (isNotice) await changeSettings(tx, [subscriptionChange(before, after)], 'upgrade', now);
  else await writeSubscription(tx, after);
}

/** What was not asked for before, which people may have set themselves, and what was asked for otherwise. */
function differences(before: SubscriptionOptions, after: SubscriptionOptions): SubscriptionOptions[] {
  const entries = Object.entries(after) as [keyof SubscriptionOptions, unknown][];
  const changed = entries.filter(([key, value]) => JSON.stringify(before[key]) !== JSON.stringify(value));
  const [added, others] = [true, false].map((isAdded) =>
    Object.fromEntries(changed.filter(([key]) => (before[key] === undefined) === isAdded)),
  );
  return [added ?? {}, others ?? {}];
}
