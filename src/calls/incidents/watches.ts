import type { Incident, IncidentKind } from '../incident.ts';
import { answerRate } from '../options/answer-rate.ts';
import type { SubscriptionOptions } from '../options/index.ts';
import { parseOptions } from '../options/parse.ts';
import { silence } from '../options/silence.ts';
import { spike } from '../options/spike.ts';
import { dialErrorsOf } from '../outcome.ts';
import type { Subscription } from '../subscription.ts';
import { judgeAnswerRate } from './answer-rate.ts';
import type { Judgement, Scene } from './judgement.ts';
import { judgeSilence } from './silence.ts';
import { judgeSpike } from './spike.ts';

/** One incident that may be open, and who wants to hear of it. */
export interface Watch {
  kind: WatchedKind;
  about: string;
  channels: string[];
}

/** The option that sets the limit of a kind, and how it is judged. */
const watched = {
  'dial-errors-spike': {
    option: spike,
    judge: (scene: Scene, limit: number, dialError: string) => judgeSpike(scene, dialError, limit),
  },
  'answer-rate-low': { option: answerRate, judge: judgeAnswerRate },
  'no-calls-ending': { option: silence, judge: judgeSilence },
};

export type WatchedKind = keyof typeof watched;

export function isWatched(kind: IncidentKind): kind is WatchedKind {
  return Object.hasOwn(watched, kind);
}

/**
 * What is to be judged: each kind once for every limit that somebody set, and what is open, so that it closes when
 * nobody wants to hear of it any more.
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
  const { limit, dialError } = readAbout(kind, about);
  return watched[kind].judge(scene, limit, dialError);
}

/** The dial error that such an incident is about. */
export function dialErrorOf({ about }: Pick<Incident, 'about'>): string {
  return parseOptions(about, 'incidents').rest;
}

function watchesIn(options: SubscriptionOptions, channels: string[]): Watch[] {
  return (Object.keys(watched) as WatchedKind[]).flatMap((kind) => {
    const words = limitWords(kind, options);
    if (words === 'off') return [];
    const subjects = kind === 'dial-errors-spike' ? dialErrorsOf('ours') : [''];
    return subjects.map((subject) => ({
      kind,
      about: [subject, words].filter((word) => word !== '').join(' '),
      channels,
    }));
  });
}

/** As it is written where it is not the usual one, since it is part of what the incident is about. */
function limitWords(kind: WatchedKind, options: SubscriptionOptions): string {
  const { key, usual, write } = watched[kind].option;
  const limit = options[key] ?? usual;
  if (limit === 'off') return 'off';
  return limit === usual ? '' : write(limit);
}

function readAbout(kind: WatchedKind, about: string): { limit: number; dialError: string } {
  const { options, rest } = parseOptions(about, 'incidents');
  const { key, usual } = watched[kind].option;
  const limit = options[key];
  return { limit: typeof limit === 'number' ? limit : usual, dialError: rest };
}
