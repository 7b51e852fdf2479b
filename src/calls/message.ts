import type { Bundle } from './bundle.ts';
import type { Instant } from './call.ts';
import type { Digest } from './digest.ts';
import type { Incident } from './incident.ts';
import type { Replay } from './replay.ts';
import type { SettingChange } from './setting.ts';
import type { SharedList } from './shared-list.ts';
import type { Telling } from './telling.ts';
import { type CallTopic, isAboutCalls } from './topics/index.ts';

/** A `notice` tells of no calls. */
export type MessageKind = CallTopic | 'incident' | 'digest' | 'replay' | 'notice';

/** What one message in a channel tells of, ready to be put into words. */
export type Subject = Told & {
  /** It may have been posted before the database was restored from the copy that was made then. */
  repeatSince?: Instant;
};

type Told =
  | { kind: CallTopic; bundle: Bundle; telling?: Telling }
  /** `counted` are the calls that the channel hears of by its card alone. */
  | { kind: 'incident'; incident: Incident; counted?: number }
  /** The one-line reply in the card's thread when an incident is over. */
  | { kind: 'incident-closing'; incident: Incident }
  | { kind: 'digest'; digest: Digest }
  /** Its message is of the kind `calls`. */
  | { kind: 'list'; list: SharedList }
  /** What the thread of the message retells. */
  | { kind: 'replay'; replay: Replay }
  /** Its message is of the kind of what was set, and tells of no calls. */
  | { kind: 'setting'; change: SettingChange }
  /** To one person, the first time they open the Messages tab. */
  | { kind: 'welcome' }
  /** To one admin: Revox uses states of calls that this version does not know. */
  | { kind: 'unknown-states'; states: string[] }
  /** What it told of was erased, since somebody asked for that. */
  | { kind: 'erased' };

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
