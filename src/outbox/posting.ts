import type { Block } from '@slack/types';

import type { Instant } from '../calls/call.ts';
import type { MessageMetadata } from '../calls/message.ts';

/** What the outbox needs of Slack. Every method answers with a value, whatever goes wrong. */
export interface Posting {
  post(post: Post): Promise<PostOutcome>;
  edit(edit: Edit): Promise<EditOutcome>;
  find(search: Search): Promise<Finding>;
}

/** One message in words: the blocks, and the text that stands for them. */
export interface Words {
  text: string;
  blocks: readonly Block[];
}

export interface Post {
  channel: string;
  threadTs: string | null;
  words: Words;
  metadata: MessageMetadata;
  /** Whether there is time to say it in a simpler form, where Slack refuses its blocks. */
  mayGoOn?(): boolean;
}

/** What became of one post. Not the outcome of a call. */
export type PostOutcome =
  /** `dropped`: Slack took it without its metadata, and warned of that, so that it cannot be found again. */
  | { kind: 'sent'; ts: string; channel: string; dropped?: string }
  /** Not posted, and worth another try. `afterMs` is what Slack asked for, null when it did not say. */
  | { kind: 'retry'; afterMs: number | null; reason: string }
  /** Not posted, and a person has to act. */
  | { kind: 'refused'; reason: string }
  /** Not posted, and never will be: the message in whose thread it belongs is gone. */
  | { kind: 'pointless'; reason: string }
  /** May have been posted. Nothing may be sent again before it has been looked up. */
  | { kind: 'in-doubt'; reason: string }
  /** Not posted because of its blocks, nor in words alone: a defect of ours. `pointer` says where, if Slack did. */
  | { kind: 'blocks-refused'; pointer: string | null; reason: string };

/** Slack said that it posted, yet not what we asked for: its absence then does not prove that nothing was posted. */
export type OddAnswer = 'answered-oddly';

export interface Edit {
  channel: string;
  ts: string;
  words: Words;
  /** Where it says something else than before. */
  metadata?: MessageMetadata;
}

export type EditOutcome =
  | { kind: 'edited' }
  | { kind: 'retry'; afterMs: number | null; reason: string }
  /** Deleted, or too old to be edited: nothing is left to do. */
  | { kind: 'gone'; reason: string }
  | { kind: 'blocks-refused'; pointer: string | null; reason: string };

export interface Search {
  channel: string;
  threadTs: string | null;
  /** The id in the metadata of the message. */
  id: string;
  /** The time in which Slack may have accepted it. */
  from: Instant;
  until: Instant;
  /** Where the look-up before this one came to; null to begin. */
  cursor: string | null;
  /** Whether there is time for another page. */
  mayGoOn?(): boolean;
}

export interface Finding {
  /** Slack's ids of the messages found, oldest first. */
  found: string[];
  /** Why some part of the time could not be looked through; null when all of it was. */
  unread: Unread | null;
  /** Where the next look-up continues; null to start over. */
  cursor: string | null;
}

export interface Unread {
  reason: string;
  afterMs: number | null;
  /** Waiting will not help: the channel may not be read. */
  needsPerson: boolean;
}
