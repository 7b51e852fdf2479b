import type { Instant } from '../call.ts';
import type { HiddenFields } from '../hidden-fields.ts';
import type { KnownFields } from './piece.ts';

/** Terms in canonical order, none twice: two filters that choose alike by their words are equal. */
export interface Filter {
  terms: Term[];
}

/** Times stay as they were written, so that `since:24h` in a subscription means the last 24 hours on every day. */
export type Term = Condition & { negated: boolean };

export type Condition =
  | { kind: 'status'; value: 'completed' | 'errored' }
  | { kind: 'result'; value: string }
  | { kind: 'dial-error'; value: string }
  | { kind: 'side'; value: 'ours' | 'theirs' }
  | { kind: 'promised'; value: 'call-back' }
  | { kind: 'ended-by'; value: string }
  | { kind: 'reason'; value: string }
  /** `+33199001234`, the beginning of numbers as `+33`, the last digits, or both as a mask has them: `+33..1234`. */
  | { kind: 'phone'; value: string }
  /** ISO code of two capitals. */
  | { kind: 'country'; value: string }
  /** A duration: somebody talked for more than that, or for less. */
  | { kind: 'longer'; value: string }
  | { kind: 'shorter'; value: string }
  /** The name of a field that the call has, whatever its value. */
  | { kind: 'extracted'; value: string }
  /** `2026-03-29`, `2026-03`, or one of `namedDays`. */
  | { kind: 'day'; value: string }
  | { kind: 'since'; value: string }
  | { kind: 'until'; value: string }
  | { kind: 'field'; name: string; value: string };

export interface FilterContext {
  now: Instant;
  /** IANA zone in which `today` and clock times are meant. */
  timezone: string;
  /** Only what a masked number shows may be asked for, and full numbers, unless it says `any`. */
  numbers?: 'any' | 'as-shown';
  /** Full numbers and addresses whose look-up was counted; others are refused, unless the person sees full numbers. */
  lookedUp?: string[];
  /** What fields calls have, where it was looked up: a value stands for its field then. */
  fields?: KnownFields;
  /** Extracted fields that may not be asked for. */
  hiddenFields?: HiddenFields;
}

export const everything: Filter = { terms: [] };
