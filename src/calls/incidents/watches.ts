import type { Instant } from '../call.ts';
import type { Incident } from '../incident.ts';
import type { RequestedOptions, SubscriptionOptions } from '../options/index.ts';
import type { Limit } from '../options/limit.ts';
import { parseOptions } from '../options/parse.ts';
import type { Subscription } from '../subscription.ts';
import type { Slice } from './activity.ts';
import type { Span } from './baseline.ts';
import { type IncidentKind, judgedKinds } from './index.ts';
import { type Judgement, nothingToSay, type Scene } from './judgement.ts';
import type { JudgedKind } from './kind.ts';

/** One incident that may be open, and who wants to get it. */
export interface Watch {
  kind: WatchedKind;
  about: string;
  channels: string[];
}

export type WatchedKind = (typeof judgedKinds)[number]['kind'];

/** Each takes limits of a type of its own, as its own option reads them. */
type Judged = JudgedKind<WatchedKind, LimitKey, unknown, unknown>;
type LimitKey = (typeof judgedKinds)[number]['limit']['key'];
const judgedByLimits = judgedKinds as readonly Judged[];

export function isWatched(kind: IncidentKind): kind is WatchedKind {
  return judgedKinds.some((it) => it.kind === kind);
}

/**
 * What is to be judged: each kind once for every limit that somebody set, and what is open, so that it closes when
 * nobody wants to get it any more.
 */
export function watchesOf(subscriptions: Subscription[], open: Pick<Incident, 'kind' | 'about'>[]): Watch[] {
  const asked = subscriptions.filter(({ topic, paused }) => topic === 'incidents' && paused?.by == null);
  const wanted = asked.flatMap(({ channel, options }) => watchesIn(options, [channel]));
  const usual = asked.length === 0 ? watchesIn({}, []) : [];
  const lasting = open.flatMap(({ kind, about }) => (isWatched(kind) ? [{ kind, about, channels: [] }] : []));
  const same = Map.groupBy([...wanted, ...usual, ...lasting], ({ kind, about }) => `${kind} ${about}`);
  return [...same.values()].map((watches) => ({
    ...(watches[0] as Watch),
    channels: [...new Set(watches.flatMap(({ channels }) => channels))],
  }));
}

export function judge({ kind, about }: Pick<Watch, 'kind' | 'about'>, scene: Scene): Judgement {
  const judged = judgedBy(kind);
  const { options, rest: subject } = parseOptions(about, 'incidents');
  const limit = limitIn(judged, options);
  if (limit !== 'off') return judged.judge(scene, limit, subject);
  // Nobody can say by which limit it was one.
  return scene.open === null ? nothingToSay : { verdict: 'close', facts: scene.open.facts };
}

export function looksAtBeginnings({ kind }: Pick<Watch, 'kind'>): boolean {
  return judgedBy(kind).looksAtBeginnings === true;
}

/** What must be known to five minutes where a judgement by the hours would open one; empty where nothing must. */
export function timesToLookAt({ kind }: Pick<Watch, 'kind'>, scene: Scene): Span[] {
  return judgedBy(kind).closely?.(scene) ?? [];
}

/** When one that just opened began, to the minute; null where its kind does not say. */
export function beganIn(
  { kind, about }: Pick<Watch, 'kind' | 'about'>,
  minutes: readonly Slice[],
  figures: unknown,
): Instant | null {
  return judgedBy(kind).beganIn?.(minutes, figures, parseOptions(about, 'incidents').rest) ?? null;
}

/** The dial error that an incident is about; empty where it is about none. */
export function dialErrorOf({ kind, about }: Pick<Incident, 'kind' | 'about'>): string {
  return isWatched(kind) ? parseOptions(about, 'incidents').rest : '';
}

function judgedBy(kind: WatchedKind): Judged {
  return judgedByLimits.find((it) => it.kind === kind) as Judged;
}

function watchesIn(options: SubscriptionOptions, channels: string[]): Watch[] {
  return judgedByLimits.flatMap((judged) => {
    const limit = limitIn(judged, options);
    if (limit === 'off') return [];
    return (judged.subjects ?? ['']).map((subject) => ({
      kind: judged.kind,
      about: [subject, limitWords(judged, limit)].filter((word) => word !== '').join(' '),
      channels,
    }));
  });
}

/** As it is written where it is not the usual one, since it is part of what the incident is about. */
function limitWords({ limit: { usual, write } }: Judged, limit: unknown): string {
  return limit === usual ? '' : write(limit);
}

function limitIn(
  { limit: { key, usual } }: Judged,
  options: SubscriptionOptions | RequestedOptions,
): Limit<unknown> {
  return options[key] ?? usual;
}
