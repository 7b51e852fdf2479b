import type { Generated } from 'kysely';

import type { Instant } from '../../../calls/call.ts';

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

/** A command that one person keeps under a name. */
export interface SavedSearchesTable {
  user_id: string;
  name: string;
  /** What follows `/revox`. */
  command: string;
  saved_at: Instant;
}
