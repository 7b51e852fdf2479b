import type { Generated } from 'kysely';

import type { Instant } from '../../../calls/call.ts';

/** One call that one channel should get. Unbundled while `message_id` is null. */
export interface NewsTable {
  /** `call-ended:<call>:<channel>` */
  key: string;
  channel: string;
  topic: string;
  call_id: string;
  subscription_id: string;
  found_at: Instant;
  message_id: string | null;
  /** Kept back by this mute, until its summary is posted. */
  mute_id: Generated<string | null>;
}

/** The outbox. A row says what to post; the words are made at delivery. */
export interface MessagesTable {
  /** Opaque and public: it travels as message metadata. */
  id: string;
  /** Once per key, from whichever process: `digest:<channel>:<date>`, `bundle:<its id>`, … */
  key: string;
  channel: string;
  /** What it is: see `message-forms.ts`. */
  form: string;
  /** What its metadata calls it. */
  kind: string;
  /** What it is about, as JSON. The calls of `calls` and `errors` are the news rows that name this message. */
  subject: string;
  incident_id: string | null;
  calls: number;
  state: string;
  created_at: Instant;
  /** Not to be tried before. */
  due_at: Instant;
  attempts: Generated<number>;
  /** When the last attempt that may have reached Slack began: the window of a read-back. */
  attempted_at: Instant | null;
  /** When that attempt was over at the latest; null until it is in doubt. */
  attempt_ended_at: Generated<Instant | null>;
  /** How far Slack's clock was ahead of ours when it was made; null where that was not measured. */
  slack_ahead_ms: Generated<number | null>;
  /** Where the look-up of a message in doubt came to, in the words of Slack. */
  search_cursor: string | null;
  lease_token: string | null;
  lease_until: Instant | null;
  /** Slack's id of the message once it is posted. */
  ts: string | null;
  /** The thread it belongs to, if any. */
  thread_ts: string | null;
  /** The message in whose thread it belongs: until that is posted, it is of the state `follows`. */
  parent_id: Generated<string | null>;
  sent_at: Instant | null;
  /** Why it is not sent yet, in words for the operator. */
  reason: string | null;
  /** A sent message whose content changed is edited in place from this time on. */
  edit_due_at: Instant | null;
  /** Those of a channel with a lower one go first: see `calls/message.ts`. */
  rank: Generated<number>;
  /** It shows what this erasure is about, and is not edited yet or cannot be. */
  erasure_id: Generated<string | null>;
}

export interface IncidentsTable {
  id: string;
  kind: string;
  /** What it is about within its kind, e.g. a dial error or a channel; at most one open incident per (kind, about). */
  about: string;
  facts: string;
  opened_at: Instant;
  changed_at: Instant;
  closed_at: Instant | null;
  /** Id of the person who looks after it. */
  acknowledged_by: Generated<string | null>;
  acknowledged_at: Generated<Instant | null>;
  /** Id of the person who closed it. */
  resolved_by: Generated<string | null>;
  /** 1 where a person closed it and its condition was not false since, so that it does not open again. */
  goes_on: Generated<number>;
  snoozed_by: Generated<string | null>;
  snoozed_until: Generated<Instant | null>;
}
