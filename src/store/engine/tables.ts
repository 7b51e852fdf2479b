import type { Generated } from 'kysely';

import type { Instant } from '../../calls/call.ts';
import type { Combination, CountedCall, Tally } from '../../calls/tallies/tally.ts';

/**
 * One shape for both databases: instants are integers (milliseconds), documents are JSON text, flags are 0 or 1.
 */
export interface Tables {
  calls: CallsTable;
  call_details: CallDetailsTable;
  call_fields: CallFieldsTable;
  set_aside: SetAsideTable;
  subscriptions: SubscriptionsTable;
  news: NewsTable;
  messages: MessagesTable;
  incidents: IncidentsTable;
  runs: RunsTable;
  state: StateTable;
  inbound: InboundTable;
  reveals: RevealsTable;
  saved_searches: SavedSearchesTable;
  exports: ExportsTable;
  mutes: MutesTable;
  audit: AuditTable;
  erasures: ErasuresTable;
  blind_windows: BlindWindowsTable;
  follow_ups: FollowUpsTable;
  combinations: CombinationsTable;
  tallies: TalliesTable;
  field_values: FieldValuesTable;
  field_tallies: FieldTalliesTable;
}

/** Narrow, so that lists and counts touch few pages. What is long or private is in `call_details`. */
export interface CallsTable extends Omit<CountedCall, 'country' | 'call_back'> {
  /** In the order of first storing. Other tables know a call by it, so that what arrived together lies together. */
  serial: Generated<number>;
  id: string;
  phone_number: string | null;
  /** The digits of the canonical number backwards, however Revox wrote it; see `reversedDigits`. */
  phone_reversed: string | null;
  /** ISO code; it outlives the number, which is erased in time. */
  country: Generated<string | null>;
  /** Set for every ended call: Revox's own time, or when we saw that it had ended. Null while open. */
  ended_at: Instant | null;
  /** 1 when Revox gave no end time and `ended_at` is ours. */
  ended_at_estimated: Generated<number>;
  /** The order in which endings were recorded, from 1 and without reuse: anchors lists. Null while open. */
  ended_seq: number | null;
  /** Digest of the whole row as Revox last gave it: another value means the call changed. See `erasedMarks`. */
  fingerprint: string;
  first_seen_at: Instant;
  changed_at: Instant;
  /** Its personal data was erased then, and does not come back. */
  erased_at: Generated<Instant | null>;
  /** 1 when its structured output says that somebody is to be called back. */
  call_back: Generated<number>;
}

export interface CallDetailsTable {
  serial: number;
  recording_url: string | null;
  structured_output: string | null;
  /** As `packText` leaves it. */
  transcript: Uint8Array | null;
  unknown_fields: string | null;
}

/** The scalar fields of structured output, one row each, for `field:name=value`. Both columns are lower case. */
export interface CallFieldsTable {
  serial: number;
  name: string;
  value: string;
}

/** A row of the API that could not be read, kept whole until the code can. */
export interface SetAsideTable {
  /** The row's own id when it has one, else a digest of the row. */
  key: string;
  raw: string;
  reason: string;
  /** Version of the reader that refused it; another version tries again. */
  reader: number;
  first_seen_at: Instant;
  last_seen_at: Instant;
}

export interface SubscriptionsTable {
  id: string;
  /** A channel id, or `#name` until Slack has returned the id. */
  channel: string;
  topic: string;
  /** Filter words in canonical order; empty means everything. */
  filter: string;
  /** `Subscription['options']` as JSON. */
  options: string;
  /** `environment`, or the id of the person who made it. */
  made_by: string;
  made_at: Instant;
  paused_at: Instant | null;
  paused_reason: string | null;
  /** The person who paused it; null where Slack refuses the channel. */
  paused_by: Generated<string | null>;
}

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

/** Who runs a tick, when several replicas share the database. */
export interface RunsTable {
  key: string;
  replica: string;
  started_at: Instant;
  expires_at: Instant;
  finished_at: Instant | null;
}

/** Small documents that must survive a restart, each owned by one module. */
export interface StateTable {
  key: string;
  value: string;
  updated_at: Instant;
}

/** A person's request that has been carried out: Slack may deliver it again, here or to another replica. */
export interface InboundTable {
  /** The same on every delivery of one request: Slack's trigger id or event id. */
  key: string;
  received_at: Instant;
}

/** What of a call was shown to one person: the full number, the recording, the transcript. */
export interface RevealsTable {
  /** One per request and call, so that a redelivered request is recorded once. */
  key: string;
  user_id: string;
  call_id: string;
  /** Comma-separated: `number`, `recording`, `transcript`. */
  shown: string;
  revealed_at: Instant;
}

/** A command that one person keeps under a name. */
export interface SavedSearchesTable {
  user_id: string;
  name: string;
  /** What follows `/revox`. */
  command: string;
  saved_at: Instant;
}

/** A file of calls that one person asked for. At most one per person is unfinished. */
export interface ExportsTable {
  id: string;
  user_id: string;
  /**
   * Canonical filter words, meant as of `asked_at`. Empty once finished without a file, or once they name somebody who is
   * forgotten.
   */
  filter: string;
  /** It holds nothing that ended later: the last ending recorded when it was asked for. */
  anchor: number;
  asked_at: Instant;
  /**
   * - `waiting`: nobody has seen anything of it, so it can be made again from the start.
   * - `sharing`: Slack was asked to show it to the person. Found like this, nobody knows whether it did.
   */
  state: 'waiting' | 'sharing' | 'finished';
  /** Not to be tried before. */
  due_at: Instant;
  /** How often it was begun. */
  attempts: Generated<number>;
  /** The channel where it was asked for, for the day Slack refuses direct messages. */
  asked_in: Generated<string | null>;
  /** Where the person gets the outcome; null once Slack accepts no more. */
  response_url: string | null;
  /** How often it was used: Slack takes five. */
  responses: Generated<number>;
  /** Slack's id of the file, once somebody may have been shown it. */
  file_id: Generated<string | null>;
  /** In which the days of the filter were meant when the file was made; null for one of an older version. */
  timezone: Generated<string | null>;
  /** It holds somebody whom this erasure is about. */
  erasure_id: Generated<string | null>;
  finished_at: Instant | null;
}

/** What one channel does not want to get for a while. Nothing is lost: a summary is posted when the mute ends. */
export interface MutesTable {
  id: string;
  channel: string;
  /** Canonical filter words; empty mutes all calls. */
  filter: string;
  made_by: string;
  made_at: Instant;
  until: Instant;
  /** Ended by a person, before its time. */
  ended_at: Instant | null;
  /** Its end was dealt with: the summary is posted. */
  told_at: Instant | null;
}

/** Every change that a person made to a setting, so that it can be said who made it, and undone. */
export interface AuditTable {
  id: string;
  changed_at: Instant;
  changed_by: string;
  channel: string;
  /** `subscription:<id>`, `mute:<id>`, `incident:<id>` or `follow-up:<call>` */
  setting: string;
  /** `Setting` as JSON, of an incident or a follow-up what was done; null where there was none. */
  before: string | null;
  after: string | null;
  /** The change that this one undoes. */
  undo_of: string | null;
}

/** A call after which somebody is to call again; see `FollowUp`. */
export interface FollowUpsTable {
  call_id: string;
  /** Of what is a number: a later call to it settles this one. */
  phone_reversed: string | null;
  /** Of the call, or of the last one that moved it: what is later bears on it. */
  started_at: Instant | null;
  channel: string;
  /** The one that asked for it. */
  subscription_id: string;
  /** `FollowUpRule` as JSON. */
  rule: string;
  wish: string | null;
  wish_field: string | null;
  due_at: Instant;
  /** When the call asks for it, where that can be read. */
  asked_at: Instant | null;
  /** `time` or `gone`. */
  wish_edit: string | null;
  state: string;
  owner: string | null;
  taken_at: Instant | null;
  snoozed_until: Instant | null;
  note: string | null;
  settled_by: string | null;
  moved_by: string | null;
  /** Null while something is to be done. */
  ended_at: Instant | null;
  ended_by: string | null;
  made_at: Instant;
  changed_at: Instant;
  /** When a reminder or the end of a snooze may be due; null for never. Each change asks for a look. */
  next_look_at: Instant | null;
  /** What was sent of it, as JSON of the pass that reminds. */
  reminded: Generated<string>;
}

/** A time in which the list of calls could not be read. */
export interface BlindWindowsTable {
  from_at: Instant;
  to_at: Instant;
  /** `revox` or `bot` */
  cause: string;
}

/** A person's data that was erased on request, and by whom: the record of it, without the person. */
export interface ErasuresTable {
  id: string;
  asked_by: string;
  /** The channel where it was asked for, for the day Slack refuses direct messages. */
  asked_in: Generated<string | null>;
  asked_at: Instant;
  /** Whose data it is; null as soon as that is erased. */
  phone_number: string | null;
  /** How many calls were erased. */
  calls: Generated<number>;
  /** How many posted messages showed something of them. */
  messages: Generated<number>;
  /** How many settings, searches and the like named the person. */
  quotes: Generated<number>;
  /** JSON: settings that stay, though they ask for what the person had in common with others. */
  resembling: Generated<string>;
  /** From then on only messages are left to be edited. */
  erased_at: Instant | null;
  /** How many of the messages could not be edited; null until it is known. */
  unedited: number | null;
  finished_at: Instant | null;
}

/** The words that calls have in common: those that a bare outcome keeps. Named as in `calls`, for the same filters. */
export interface CombinationsTable extends Combination {
  id: Generated<number>;
  /** One for each combination; see `keyOf`. */
  key: string;
}

/** How many calls of each combination ended in each hour and each day of UTC, and ever; see `keepTallies`. */
export interface TalliesTable {
  length: Tally['length'];
  /** Its start; 0 of all calls, which are kept without times. */
  at: Instant;
  combination: number;
  calls: number;
  call_backs: number;
  /** How long calls lasted from the answer on, of those with both times: see `packTimes`. */
  talk: string | null;
  /** How long they rang until the answer, of those with both times. */
  ring: string | null;
}

/** What extracted fields are counted by: a value that enough stored calls give, or all other values of a field. */
export interface FieldValuesTable {
  id: Generated<number>;
  /** Of the field, as in `call_fields`. */
  name: string;
  /** 0 is all others. */
  is_named: number;
  /** Empty for all others. */
  value: string;
}

/** How the calls went that ended in each hour and each day of UTC and have this value; see `keepFieldTallies`. */
export interface FieldTalliesTable {
  value_id: number;
  length: 'hour' | 'day';
  /** Its start. */
  at: Instant;
  calls: number;
  answered: number;
  failed: number;
}
