import { periodOfDigest } from './digest-filter.ts';
import { nearest } from './filter/nearest.ts';
import type { FilterProblem } from './filter/parse.ts';
import { type FilterContext, formatFilter, parseFilter } from './filter.ts';
import { incidentKinds } from './incidents/index.ts';
import { allOptions, formatOptions, type RequestedOptions } from './options/index.ts';
import { parseOptions } from './options/parse.ts';
import type { WantedSubscription } from './subscription.ts';
import { offeredTopics, type Topic } from './topics/index.ts';

/** What `/revox subscribe …` asks for. */
export interface SubscribeRequest {
  topic: Topic;
  /** Canonical filter words. */
  filter: string;
  options: RequestedOptions;
}

const topicWords: Record<string, Topic> = Object.fromEntries(
  offeredTopics.flatMap(({ name, also }) => [name, ...also].map((word) => [word, name])),
);

/** Words before a filter say what it is about; without one, calls are meant. */
export function splitTopic(text: string): { topic: Topic | null; rest: string } {
  const [, word = '', rest = ''] = /^\s*(\S*)\s*(.*)$/s.exec(text) ?? [];
  const name = word.toLowerCase();
  return Object.hasOwn(topicWords, name)
    ? { topic: topicWords[name] as Topic, rest }
    : { topic: null, rest: text.trim() };
}

export function parseSubscribe(
  text: string,
  context: FilterContext,
): { request: SubscribeRequest; problems: FilterProblem[] } {
  const { topic: named, rest } = splitTopic(text);
  const topic = named ?? (saysWhen.test(rest) ? 'digest' : null);
  const parsed = parseOptions(rest, topic ?? 'calls');
  const { filter, problems } = parseFilter(parsed.rest, context);
  const request = { topic: topic ?? 'calls', filter: formatFilter(filter), options: parsed.options };
  return {
    request,
    problems: [
      ...parsed.problems.map(
        (problem) =>
          (topic === 'incidents' ? null : kindOfIncident(problem)) ?? digestMeant(problem, text, context),
      ),
      ...problems.map(
        (problem) => kindOfIncident(problem) ?? severalTopics(problem, text) ?? withTopic(problem, rest),
      ),
      ...wasted(request, parsed.rest),
      ...(request.topic === 'digest' ? periodOfDigest(filter) : []),
    ],
  };
}

/** “subscribe daily 9h30 weekdays”: what comes at a time is a digest. */
const saysWhen = new RegExp(
  `^(?:daily|weekly|weekdays|quotidien(?:ne)?|hebdo(?:madaire)?|tous les (?:jours|matins)|${[
    'every (?:day|week|weekday|workday|morning|(?:mon|tues|wednes|thurs|fri|satur|sun)day)',
    'chaque (?:jour|matin|semaine|[a-z]+di|dimanche)',
  ].join('|')})(?![^\\s,])`,
  'i',
);

/** “voicemail daily 18h”: one message a day with what is counted is a digest. */
function digestMeant(problem: FilterProblem, text: string, context: FilterContext): FilterProblem {
  if (problem.word.toLowerCase() !== 'daily' || splitTopic(text).topic === 'digest') return problem;
  const isDigest = parseSubscribe(`digest ${text}`, context).problems.length === 0;
  if (!isDigest) return problem;
  const message = 'What comes daily is a digest: one message with what happened to these calls.';
  return { ...problem, message, suggestion: null, commands: [`subscribe digest ${text}`] };
}

type Words = Pick<SubscribeRequest | WantedSubscription, 'topic' | 'filter' | 'options'>;

/** The same words again: parsing them gives the same request. */
export function formatSubscribe({ topic, filter, options }: Words): string {
  return [topic, filter, formatOptions(options)].filter((words) => words !== '').join(' ');
}

/** The first word may have been meant to be a topic. */
function withTopic(problem: FilterProblem, text: string): FilterProblem {
  const topic = text.startsWith(problem.word)
    ? nearest(problem.word.toLowerCase(), Object.keys(topicWords))
    : null;
  return topic === null ? problem : { ...problem, suggestion: topic };
}

/** “errors and incidents” are two subscriptions. */
function severalTopics(problem: FilterProblem, text: string): FilterProblem | null {
  const also = offeredTopics.find(({ name }) => name === problem.word.toLowerCase());
  const first = text.split(/\s+(?:and|et)\s+|,\s*/)[0] ?? '';
  if (also === undefined || first.toLowerCase().includes(also.name)) return null;
  const message = 'Subscribe to one of them after the other.';
  return {
    ...problem,
    message,
    suggestion: null,
    commands: [`subscribe ${first}`, `subscribe ${also.name}`],
  };
}

/** “outside-hours” alone: which incidents are noticed is a matter of limits. */
function kindOfIncident(problem: FilterProblem): FilterProblem | null {
  const named = problem.word.toLowerCase().replaceAll(/[\s_]/g, '-').replace(/s$/, '');
  const limits = incidentKinds.flatMap((it) => ('limit' in it ? { ...it.limit, kind: it.kind } : []));
  const kind = limits.find((it) => [it.kind, ...it.names].some((name) => name.replace(/s$/, '') === named));
  if (kind === undefined) return null;
  const limit = kind.example?.typed.replace(/^\/revox /, '');
  const message = `“${problem.word}” is a kind of incident: they come together.`;
  return { ...problem, message, suggestion: null, commands: [limit ?? 'subscribe incidents'] };
}

/** An incident is one card for a state that lasts: nothing in it is to be chosen or held back, but it has limits. */
function wasted({ topic, options }: SubscribeRequest, filter: string): FilterProblem[] {
  const wrong = allOptions.filter(({ key, topics }) => options[key] !== undefined && !topics.includes(topic));
  if (topic !== 'incidents')
    return wrong.map(({ key, write, elsewhere, topics }) => ({
      word: write(options[key]),
      message: elsewhere ?? `Only ${topics.join(' and ')} take this.`,
      suggestion: '',
    }));
  const words = wrong.map(({ key, write }) => write(options[key])).join(' ');
  return [filter, words].flatMap((word) => (word === '' ? [] : { word, message: noChoice, suggestion: '' }));
}

const noChoice = 'Incidents take no filter and no options but their limits: there is one card for each.';
