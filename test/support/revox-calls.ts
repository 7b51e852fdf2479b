/** Sample rows as the API writes them. Numbers are from ranges reserved for fiction. */

export type OrderState =
  | 'initializing'
  | 'queued_for_calling'
  | 'calling'
  | 'scheduled'
  | 'completed'
  | 'cancelled'
  | 'errored';

/** A row of `GET /call`, plus what the API knows and does not show. Any other field is served as it is. */
export interface ServedCall {
  id: string;
  phone_number?: unknown;
  status?: unknown;
  result?: unknown;
  dial_error?: unknown;
  started_at?: unknown;
  answered_at?: unknown;
  ended_at?: unknown;
  end_reason?: unknown;
  ended_by?: unknown;
  recording_url?: unknown;
  structured_output?: unknown;
  transcript?: unknown;
  /** State of the order this attempt belongs to: what `statuses` filters on. Follows from `status` when absent. */
  orderState?: OrderState;
  [field: string]: unknown;
}

let made = 0;

/** Each file of tests makes its first call at the same minute. */
export function countAnew(): void {
  made = 0;
}

/**
 * One attempt, by default a completed conversation. Each call starts a minute after the one made before,
 * so a list of them in the order of making is a list from old to new.
 */
export function aCall(fields: Partial<ServedCall> = {}): ServedCall {
  made += 1;
  const startedAt = Date.UTC(2026, 2, 2, 9) + made * 60_000;
  return {
    id: `call-${String(made).padStart(6, '0')}`,
    phone_number: `+3363998${String(made % 10_000).padStart(4, '0')}`,
    ...(ways[String(fields.status ?? 'completed')] ?? completed)(startedAt),
    ...fields,
  };
}

/** From old to new. */
export function calls(count: number, fields: Partial<ServedCall> = {}): ServedCall[] {
  return Array.from({ length: count }, () => aCall(fields));
}

/** Ends an open call in place, as Revox does. */
export function endCall(call: ServedCall, endedAt: number, fields: Partial<ServedCall> = {}): void {
  const { started_at: _, ...outcome } = (ways[String(fields.status ?? 'completed')] ?? completed)(
    endedAt - 45_000,
  );
  Object.assign(call, outcome, { ended_at: iso(endedAt) }, fields);
}

export function orderStateOf(call: ServedCall): OrderState {
  if (call.orderState !== undefined) return call.orderState;
  if (call.status === 'queued') return 'queued_for_calling';
  if (call.status === 'ringing' || call.status === 'ongoing') return 'calling';
  if (call.status !== 'error') return 'completed';
  // Revox tries these numbers again later, so the order goes on after the attempt has ended.
  return ['busy', 'no_answer', 'temporarily_unavailable'].includes(String(call.dial_error))
    ? 'scheduled'
    : 'errored';
}

const nothingYet = {
  result: null,
  dial_error: null,
  started_at: null,
  answered_at: null,
  ended_at: null,
  end_reason: null,
  ended_by: null,
  recording_url: null,
  structured_output: null,
  transcript: null,
};

const ways: Record<string, (startedAt: number) => Partial<ServedCall>> = {
  queued: () => ({ ...nothingYet, status: 'queued' }),
  ringing: (startedAt) => ({ ...nothingYet, status: 'ringing', started_at: iso(startedAt) }),
  ongoing: (startedAt) => ({
    ...nothingYet,
    status: 'ongoing',
    started_at: iso(startedAt),
    answered_at: iso(startedAt + 8_000),
  }),
  error: (startedAt) => ({
    ...nothingYet,
    status: 'error',
    dial_error: 'no_answer',
    started_at: iso(startedAt),
    ended_at: iso(startedAt + 30_000),
    ended_by: 'system',
  }),
};

function completed(startedAt: number): Partial<ServedCall> {
  return {
    ...nothingYet,
    status: 'completed',
    result: 'human',
    started_at: iso(startedAt),
    answered_at: iso(startedAt + 8_000),
    ended_at: iso(startedAt + 45_000),
    end_reason: 'tool_end_call',
    ended_by: 'agent',
    structured_output: { confirmation_status: 'confirmed', contact_reachable: true },
    transcript: [
      { role: 'assistant', content: 'Hello, I am calling about your appointment on Thursday.' },
      { role: 'user', content: 'Yes, I will be there.' },
    ],
  };
}

function iso(instant: number): string {
  return new Date(instant).toISOString();
}
