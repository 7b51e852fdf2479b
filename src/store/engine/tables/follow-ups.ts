import type { Generated } from 'kysely';

import type { Instant } from '../../../calls/call.ts';

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
