import { callbacks } from './callbacks.ts';
import { calls } from './calls.ts';
import { digest } from './digest.ts';
import { errors } from './errors.ts';
import { incidents } from './incidents.ts';
import type { SubscribableTopic, TopicOfCalls } from './topic.ts';

/** A channel gets a call once: under the first of these that it asked for. All calls come last. */
const ofCalls = [errors, callbacks, calls] as const;
/** In the order in which they are offered. */
const all = [...ofCalls, incidents, digest] as const;

export type Topic = (typeof all)[number]['name'];
export type CallTopic = (typeof ofCalls)[number]['name'];

export const topics: readonly Topic[] = all.map(({ name }) => name);
export const callTopics: readonly CallTopic[] = ofCalls.map(({ name }) => name);
export const offeredTopics: readonly (SubscribableTopic & { name: Topic })[] = all;

export function isAboutCalls(topic: string): topic is CallTopic {
  return callTopics.some((it) => it === topic);
}

export function callTopic(topic: CallTopic): TopicOfCalls {
  return ofCalls.find(({ name }) => name === topic) as TopicOfCalls;
}

/** The one under which calls of several are posted in one message. */
export function topicOfAll(some: ReadonlySet<CallTopic>): CallTopic {
  const [only] = some;
  return some.size === 1 && only !== undefined ? only : calls.name;
}
