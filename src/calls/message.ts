import { type CallTopic, isAboutCalls, type Topic } from './topics/index.ts';

/** A `notice` is about no calls. */
export type MessageKind = CallTopic | 'incident' | 'digest' | 'replay' | 'notice';

/** What the metadata of messages about a topic says, or about a setting of it. */
export function kindAbout(topic: Topic): CallTopic | 'incident' | 'digest' {
  return topic === 'incidents' ? 'incident' : topic;
}

/** All that comes to a channel by these topics. */
export function kindsAbout(topics: readonly Topic[]): MessageKind[] {
  const kinds = topics.map(kindAbout);
  return topics.includes('calls') ? [...kinds, 'replay'] : kinds;
}

/** `metadata.event_type` of every message the bot posts. */
export const metadataEventType = 'revox_news';

/** `metadata.event_payload`: readable by anyone in the workspace, so it names no one. */
export interface MessageMetadata {
  id: string;
  kind: MessageKind;
  calls: number;
}

/** For those outside, a message of calls is one of `calls` or one of `errors`, however many topics there are. */
export function publicKind(kind: MessageKind): MessageKind {
  return isAboutCalls(kind) && kind !== 'errors' ? 'calls' : kind;
}

/**
 * Who goes first in a channel. The card of an incident goes before the errors that it counts. What people have posted, by sharing, replaying or changing a setting, is `asked`: there
 * may be any amount of it, and it must not hold up what nobody asked for.
 */
export const ranks = { card: -1, alert: 0, news: 1, asked: 2 } as const;
export type Rank = keyof typeof ranks;
