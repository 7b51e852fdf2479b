import type { Generated } from 'kysely';

import type { Instant } from '../../../calls/call.ts';

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
