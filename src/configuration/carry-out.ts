import { randomUUID } from 'node:crypto';

import type { Instant } from '../calls/call.ts';
import { type CurrentSettings, differences, type Step } from '../calls/configuration/differences.ts';
import {
  type RequestedSubscription,
  readConfiguration,
  type WantedConfiguration,
} from '../calls/configuration/read.ts';
import type { Mute } from '../calls/mute.ts';
import type { RequestedOptions, SubscriptionOptions } from '../calls/options/index.ts';
import type { Setting, WantedChange } from '../calls/setting.ts';
import { formatSubscribe } from '../calls/subscribe-words.ts';
import type { Subscription } from '../calls/subscription.ts';
import type { Database, Store } from '../store/engine/database.ts';
import { changeSettings, subscriptionChange } from '../store/settings/change-setting.ts';
import {
  configurationOutcome,
  currentSettings,
  type LeftConfiguration,
  leftConfiguration,
  settleConfiguration,
} from '../store/settings/configuration.ts';
import { holdSubscriptions } from '../store/settings/subscriptions.ts';

export interface CarryOutDeps {
  db: Database;
  now(): Instant;
  timezone: string;
  /** Asks Slack for the groups that are named. @returns why not, as a sentence */
  lookUp(options: RequestedOptions): Promise<SubscriptionOptions | { problem: string }>;
}

export interface CarriedOut {
  changes: number;
  /** Why nothing was changed. */
  problem: string | null;
}

/** Who made what the file asks for, where a person stands otherwise. */
const by = 'configuration';

type LookedUp = ReadonlyMap<string, SubscriptionOptions>;

/** One pass: makes true what a file says that somebody left. @returns null where none was left */
export async function carryOut(deps: CarryOutDeps): Promise<CarriedOut | null> {
  const { db, now, timezone } = deps;
  const left = await leftConfiguration(db);
  if (left === null) return null;
  const context = { now: now(), timezone, numbers: 'any' as const };
  const { wanted, problems } = readConfiguration(left.document, context);
  // Their words may name a number, and this stays.
  if (problems.length > 0) return refuse(db, 'This version of the bot cannot read all of it.', now());
  const options = await lookUpAll(wanted, deps);
  if ('problem' in options) return refuse(db, options.problem, now());
  return db.transaction().execute((tx) => makeTrue(tx, left, wanted, options.lookedUp, now()));
}

/** By the words that ask for them. */
async function lookUpAll(
  wanted: WantedConfiguration,
  { lookUp }: CarryOutDeps,
): Promise<{ lookedUp: LookedUp } | { problem: string }> {
  const lookedUp = new Map<string, SubscriptionOptions>();
  for (const one of [...wanted.values()].flatMap(({ subscriptions }) => subscriptions)) {
    if (lookedUp.has(formatSubscribe(one))) continue;
    const options = await lookUp(one.options);
    if ('problem' in options) return { problem: options.problem as string };
    lookedUp.set(formatSubscribe(one), options);
  }
  return { lookedUp };
}

async function refuse(db: Database, problem: string, at: Instant): Promise<CarriedOut> {
  return db.transaction().execute(async (tx) => {
    const applied = (await configurationOutcome(tx))?.applied ?? {};
    await settleConfiguration(tx, { at, applied, problem });
    return { changes: 0, problem };
  });
}

async function makeTrue(
  tx: Store,
  left: LeftConfiguration,
  wanted: WantedConfiguration,
  lookedUp: LookedUp,
  at: Instant,
): Promise<CarriedOut | null> {
  await holdSubscriptions(tx);
  // Another one may have taken its place.
  if ((await leftConfiguration(tx))?.id !== left.id) return null;
  const steps = differences(await currentSettings(tx, at), wanted, at);
  for (const line of inLines(steps)) {
    const asked = line.map((step) => changeOf(step, lookedUp, at));
    await changeSettings(tx, asked, by, at);
  }
  const made = await currentSettings(tx, at);
  await settleConfiguration(tx, { at, applied: managedBy(wanted, made), problem: null });
  return { changes: steps.length, problem: null };
}

/** What is announced in one line: what a channel begins to get, and what it gets no more. */
function inLines(steps: Step[]): Step[][] {
  const lines = Map.groupBy(steps, (step) => {
    const isAlike = step.do === 'subscribe' || step.do === 'unsubscribe';
    return isAlike ? `${step.channel} ${step.do}` : step;
  });
  return [...lines.values()];
}

function changeOf(step: Step, lookedUp: LookedUp, at: Instant): WantedChange {
  switch (step.do) {
    case 'subscribe':
      return subscriptionChange(null, subscriptionOf(step.channel, step.wanted, lookedUp, at));
    case 'unsubscribe':
      return subscriptionChange(step.before, null);
    case 'change':
      return subscriptionChange(step.before, changed(step.before, step.wanted, lookedUp, at));
    case 'mute':
      return { before: asMute(step.before), after: { kind: 'mute', mute: muteOf(step, at) } };
    case 'unmute':
      return { before: asMute(step.before), after: { kind: 'mute', mute: { ...step.before, endedAt: at } } };
  }
}

function subscriptionOf(
  channel: string,
  wanted: RequestedSubscription,
  lookedUp: LookedUp,
  at: Instant,
): Subscription {
  const { topic, filter, isPaused } = wanted;
  const options = lookedUp.get(formatSubscribe(wanted)) ?? {};
  const paused = isPaused ? pausedAt(at) : null;
  return { id: randomUUID(), channel, topic, filter, options, madeBy: by, madeAt: at, paused };
}

/** A digest that is set again is due from then on. What Slack refuses stays as it is. */
function changed(
  before: Subscription,
  wanted: RequestedSubscription,
  lookedUp: LookedUp,
  at: Instant,
): Subscription {
  const options = lookedUp.get(formatSubscribe(wanted)) ?? {};
  const [refused, theirs] = before.paused?.by === null ? [before.paused, null] : [null, before.paused];
  const paused = wanted.isPaused ? (theirs ?? pausedAt(at)) : refused;
  const isSetAnew = before.topic === 'digest' && formatSubscribe(before) !== formatSubscribe(wanted);
  return { ...before, options, paused, ...(isSetAnew && { madeAt: at }) };
}

function pausedAt(at: Instant): Subscription['paused'] {
  return { at, reason: 'paused by the configuration file', by };
}

function asMute(mute: Mute | null): Setting {
  return (mute && { kind: 'mute', mute }) as Setting;
}

function muteOf({ channel, before, wanted }: Extract<Step, { do: 'mute' }>, at: Instant): Mute {
  const fresh = { id: randomUUID(), channel, madeBy: by, madeAt: at, endedAt: null };
  return { ...(before ?? fresh), ...wanted };
}

/** What `/revox subscriptions` marks as managed. */
function managedBy(
  wanted: WantedConfiguration,
  { subscriptions }: CurrentSettings,
): Record<string, string[]> {
  const entries = [...wanted.keys()].map((id) => {
    const here = subscriptions.filter(({ channel }) => channel === id);
    return [id, here.map((it) => it.id)];
  });
  return Object.fromEntries(entries);
}
