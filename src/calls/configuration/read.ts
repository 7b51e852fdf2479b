import type { z } from 'zod';

import { nearest } from '../filter/nearest.ts';
import type { FilterProblem } from '../filter/parse.ts';
import { type FilterContext, formatFilter, parseFilter } from '../filter.ts';
import type { MuteRequest } from '../mute-words.ts';
import { onClock } from '../options/clock.ts';
import { parseSubscribe, type SubscribeRequest } from '../subscribe-words.ts';
import { mostSubscriptions } from '../subscription.ts';
import { type ChannelDocument, configurationDocument } from './document.ts';

/** A subscription as the file asks for it. Groups that it names are not looked up yet. */
export interface RequestedSubscription extends SubscribeRequest {
  isPaused: boolean;
}

export interface WantedChannel {
  subscriptions: RequestedSubscription[];
  mutes: MuteRequest[];
}

/** By the id of the channel. */
export type WantedConfiguration = ReadonlyMap<string, WantedChannel>;

const keys = ['version', 'channels', 'subscriptions', 'mutes', 'subscribe', 'paused', 'calls', 'until'];

/** What a file says, or all that cannot be read in it, each with its place. */
export function readConfiguration(
  document: unknown,
  context: FilterContext,
): { wanted: WantedConfiguration; problems: string[] } {
  const parsed = configurationDocument.safeParse(document);
  if (!parsed.success) return { wanted: new Map(), problems: parsed.error.issues.flatMap(inWords) };
  const problems: string[] = [];
  const wanted = Object.entries(parsed.data.channels).map(([id, channel]) => {
    const read = readChannel(channel, context);
    problems.push(...read.problems.map((problem) => `channels.${id}.${problem}`));
    return [id, read.wanted] as const;
  });
  return { wanted: new Map(wanted), problems };
}

function inWords(issue: z.core.$ZodIssue): string[] {
  const at = issue.path.join('.');
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => {
      const meant = nearest(key, keys);
      const question = meant === null ? '' : ` Did you mean “${meant}”?`;
      return `${at === '' ? '' : `${at}: `}there is no key “${key}”.${question}`;
    });
  if (issue.code === 'invalid_key') return [`${at}: a channel is named by its id, such as C0123456789.`];
  if (issue.code === 'invalid_union')
    return issue.errors.flat().flatMap((one) => inWords(within(one, issue)));
  return [`${at === '' ? 'the file' : at}: ${issue.message}.`];
}

function within(issue: z.core.$ZodIssue, outer: z.core.$ZodIssue): z.core.$ZodIssue {
  return { ...issue, path: [...outer.path, ...issue.path] };
}

function readChannel(
  channel: ChannelDocument,
  context: FilterContext,
): { wanted: WantedChannel; problems: string[] } {
  const problems: string[] = [];
  const subscriptions = channel.subscriptions.map((given, index) => {
    const { subscribe, paused } = typeof given === 'string' ? { subscribe: given, paused: false } : given;
    const { request, problems: unread } = parseSubscribe(subscribe, context);
    problems.push(...unread.map((problem) => `subscriptions.${index}: ${misread(problem)}`));
    const options = onClock(request.topic, request.options, context.timezone);
    return { ...request, options, isPaused: paused };
  });
  const mutes = channel.mutes.map(({ calls, until }, index) => {
    const { filter, problems: unread } = parseFilter(calls, context);
    problems.push(...unread.map((problem) => `mutes.${index}: ${misread(problem)}`));
    return { filter: formatFilter(filter), until: Date.parse(until) };
  });
  if (subscriptions.length > mostSubscriptions)
    problems.push(`subscriptions: ${mostSubscriptions} is the most, and these are ${subscriptions.length}.`);
  problems.push(
    ...twice(
      'subscriptions',
      subscriptions.map(({ topic, filter }) => `${topic} ${filter}`.trim()),
    ),
  );
  problems.push(
    ...twice(
      'mutes',
      mutes.map(({ filter }) => filter || 'all calls'),
    ),
  );
  return { wanted: { subscriptions, mutes }, problems };
}

function misread({ word, message, suggestion }: FilterProblem): string {
  return `“${word}”: ${message}${suggestion ? ` Did you mean “${suggestion}”?` : ''}`;
}

function twice(where: string, names: string[]): string[] {
  const repeated = names.filter((name, index) => names.indexOf(name) < index);
  return [...new Set(repeated)].map((name) => `${where}: “${name}” is there more than once.`);
}
