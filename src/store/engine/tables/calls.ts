import type { Generated } from 'kysely';

import type { Instant } from '../../../calls/call.ts';
import type { CountedCall } from '../../../calls/tallies/tally.ts';

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

/** A time in which the list of calls could not be read. */
export interface BlindWindowsTable {
  from_at: Instant;
  to_at: Instant;
  /** `revox` or `bot` */
  cause: string;
}
