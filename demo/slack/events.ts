import type { KnownBlock } from '@slack/types';

/** What a person in the workspace would see happen. */
export type SlackEvent =
  | { kind: 'message' | 'edit'; channel: Channel; message: PostedMessage }
  | { kind: 'answer'; answer: Answer }
  | { kind: 'view'; view: OpenView };

export interface Channel {
  id: string;
  name: string;
}

export interface PostedMessage {
  ts: string;
  text: string;
  blocks: KnownBlock[];
  thread_ts?: string;
  /** Left out of an edit that does not change it. */
  metadata?: { event_type: string; event_payload?: object };
  files?: PostedFile[];
}

export interface PostedFile {
  id: string;
  name: string;
  size: number;
}

/** A reply that only the person who asked can see. */
export interface Answer {
  /** Slack's id of it, which a click on its buttons refers to. */
  ts: string;
  channel: Channel;
  text: string;
  blocks: KnownBlock[];
  /** It stands in the place of an earlier one; null when it is new. */
  replaces: string | null;
  /** The earlier one is taken away and nothing put in its place. */
  deleted: boolean;
}

export interface OpenView {
  id: string;
  /** `home` for App Home. */
  type: 'modal' | 'home';
  title: { text: string } | null;
  submit?: { text: string } | null;
  close?: { text: string } | null;
  blocks: KnownBlock[];
  /** The modal that it was pushed on top of. */
  previous_view_id?: string | null;
  notify_on_close?: boolean;
  clear_on_close?: boolean;
  callback_id?: string;
  private_metadata?: string;
  hash?: string;
}

/** What stands in the inputs of a view: block id, then action id. */
export type ViewValues = Record<string, Record<string, object>>;
