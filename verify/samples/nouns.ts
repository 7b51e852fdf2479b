import type { Bundle } from '../../src/calls/bundle.ts';
import type { Call, DetailedCall } from '../../src/calls/call.ts';
import type { Digest } from '../../src/calls/digest.ts';
import type { FollowUp } from '../../src/calls/follow-ups/follow-up.ts';
import type { Health } from '../../src/calls/health.ts';
import type { Incident } from '../../src/calls/incident.ts';
import type { RenderOptions } from '../../src/slack/blocks/rendered.ts';

/** Tuesday 14 July 2026, 14:35 in Paris. */
export const now = Date.parse('2026-07-14T12:35:00Z');
const minute = 60_000;

export const options: RenderOptions = { phoneNumbers: 'masked', now, timezone: 'Europe/Paris' };

export function aCall(changes: Partial<DetailedCall> = {}): DetailedCall {
  return {
    id: 'att_8f14e45f',
    phoneNumber: '+33639985678',
    status: 'completed',
    result: 'human',
    dialError: null,
    startedAt: now - 6 * minute,
    answeredAt: now - 6 * minute + 12_000,
    endedAt: now - 6 * minute + 146_000,
    endReason: 'tool_end_call',
    endedBy: 'agent',
    recordingUrl: 'https://recordings.example.com/att_8f14e45f.mp3',
    structuredOutput: null,
    transcript: null,
    unknownFields: null,
    ...changes,
  };
}

export function aFailedCall(dialError: string | null, changes: Partial<DetailedCall> = {}): DetailedCall {
  const nothing = { result: null, answeredAt: null, endReason: null, endedBy: null, recordingUrl: null };
  return aCall({ status: 'error', dialError, ...nothing, ...changes });
}

export const appointment: DetailedCall = aCall({
  structuredOutput: {
    confirmation_status: 'rescheduled',
    new_appointment_date: '2026-07-21',
    callback_time: '2026-07-15T09:30:00Z',
    contact_reachable: true,
    remaining_balance: 45000.5,
    products: ['starter', 'call_tracking'],
    cancellation_reason: null,
    notes:
      'Asked to move the visit to the week after, in the morning if possible, because of a school holiday.',
  },
  transcript: [
    turn(
      'assistant',
      'Bonjour, je vous appelle au sujet de votre rendez-vous de jeudi. Vous convient-il toujours ?',
    ),
    turn('user', 'Ah non, je ne suis pas là cette semaine. On peut décaler ?'),
    {
      role: 'tool',
      content: '{"slots":3}',
      toolName: 'find_slots',
      toolArguments: { week: 30 },
      toolIsError: false,
    },
    turn('assistant', 'Bien sûr. Mardi 21 à 9 h 30 ?'),
    turn('user', 'Parfait, merci.'),
    { role: 'tool', content: '', toolName: 'end_call', toolArguments: null, toolIsError: true },
  ],
});

export function turn(role: string, content: string) {
  return { role, content, toolName: null, toolArguments: null, toolIsError: false };
}

export function aBundle(calls: Call[], changes: Partial<Bundle> = {}): Bundle {
  const ends = calls.map((call) => call.endedAt ?? now);
  return {
    messageId: 'msg_1',
    count: calls.length,
    single: calls.length === 1 ? { call: calls[0] as DetailedCall, attempt: 3 } : null,
    calls: calls.slice(0, 10),
    results: countsOf(calls.map((call) => (call.dialError === null ? call.result : null))),
    dialErrors: countsOf(calls.map((call) => call.dialError)),
    endReasons: countsOf(calls.map((call) => call.endReason)),
    from: Math.min(...ends),
    to: Math.max(...ends),
    late: null,
    followUps: new Map(),
    ...changes,
  };
}

/** Nobody has it, and it is due in two hours. */
export function aFollowUp(changes: Partial<FollowUp> = {}): FollowUp {
  return {
    callId: appointment.id,
    channel: 'C0123456789',
    rule: { name: 'callback', withinMs: null, mention: null, escalate: null },
    wish: null,
    wishField: null,
    dueAt: now + 120 * minute,
    askedAt: now + 120 * minute,
    wishEdit: null,
    state: 'open',
    owner: null,
    takenAt: null,
    snoozedUntil: null,
    note: null,
    settledBy: null,
    movedBy: null,
    endedAt: null,
    endedBy: null,
    madeAt: now,
    changedAt: now,
    ...changes,
  };
}

export function withFollowUps(bundle: Bundle, ...followUps: FollowUp[]): Bundle {
  return { ...bundle, followUps: new Map(followUps.map((it) => [it.callId, it])) };
}

function countsOf(words: (string | null)[]) {
  const counts = new Map<string, number>();
  for (const word of words) if (word !== null) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts]
    .map(([word, count]) => ({ word, count }))
    .toSorted((one, other) => other.count - one.count);
}

/** Calls of every kind, each a minute before the last. */
export const someCalls: DetailedCall[] = [
  aCall({ id: 'att_01' }),
  aCall({ id: 'att_02', result: 'voicemail', endReason: 'voicemail', phoneNumber: '+12025550143' }),
  aFailedCall('too_many_calls', { id: 'att_03', phoneNumber: '+447700900123' }),
  aFailedCall('busy', { id: 'att_04', phoneNumber: '+33199001234' }),
  aCall({ id: 'att_05', result: 'ios-screening-filter', endedBy: 'user', endReason: null }),
].map((call, index) => ({ ...call, endedAt: (call.endedAt ?? now) - index * minute }));

/** Each a minute before the last. */
export const someCallBacks: DetailedCall[] = [
  aCall({ id: 'att_21', structuredOutput: { next_action: 'call_back' } }),
  aCall({ id: 'att_22', phoneNumber: '+33199004321', structuredOutput: { callback_requested: true } }),
  aCall({ id: 'att_23', phoneNumber: '+12025550143', structuredOutput: { next_action: 'call_back' } }),
].map((call, index) => ({ ...call, endedAt: (call.endedAt ?? now) - index * minute }));

export const someErrors: DetailedCall[] = [
  aFailedCall('too_many_calls', { id: 'att_11' }),
  aFailedCall('too_many_calls', { id: 'att_12', phoneNumber: '+447700900123' }),
  aFailedCall('number_non_attributed', { id: 'att_13', phoneNumber: '+12025550143' }),
  aFailedCall('busy', { id: 'att_14', phoneNumber: '+33199001234' }),
  aFailedCall('no_answer', { id: 'att_15', phoneNumber: '+33199004321' }),
  aFailedCall(null, { id: 'att_16', phoneNumber: null }),
].map((call, index) => ({ ...call, endedAt: (call.endedAt ?? now) - index * minute }));

export const manyCalls: Bundle = aBundle(someCalls, {
  count: 1204,
  results: [
    { word: 'human', count: 512 },
    { word: 'voicemail', count: 401 },
    { word: 'IVR', count: 88 },
  ],
  dialErrors: [
    { word: 'no_answer', count: 120 },
    { word: 'busy', count: 52 },
    { word: 'too_many_calls', count: 31 },
  ],
  endReasons: [
    { word: 'tool_end_call', count: 480 },
    { word: 'voicemail', count: 400 },
  ],
});

export const manyErrors: Bundle = aBundle(someErrors, {
  count: 340,
  dialErrors: [
    { word: 'no_answer', count: 180 },
    { word: 'busy', count: 92 },
    { word: 'too_many_calls', count: 37 },
    { word: 'no_international_permission', count: 19 },
    { word: 'number_non_attributed', count: 12 },
  ],
  endReasons: [],
});

/** Of kinds that need nobody. */
export const quietErrors: Bundle = aBundle(someErrors, {
  count: 272,
  dialErrors: [
    { word: 'no_answer', count: 180 },
    { word: 'busy', count: 92 },
  ],
  endReasons: [],
});

export const unreachable: Incident = {
  id: 'inc_1',
  kind: 'revox-unreachable',
  about: '',
  facts: {
    reason: 'The last 12 polls timed out after 10 s.',
    nextStep: null,
    count: 12,
    lastGoodAt: now - 32 * minute,
  },
  openedAt: now - 25 * minute,
  changedAt: now,
  closedAt: null,
  acknowledged: null,
  resolvedBy: null,
  snoozed: null,
};

export const parked: Incident = {
  ...unreachable,
  id: 'inc_2',
  kind: 'messages-parked',
  about: 'C0123456789',
  facts: {
    reason: 'The bot isn’t a member of this channel.',
    nextStep: 'Invite it: /invite @Revox',
    count: 3,
  },
};

export const digest: Digest = {
  days: 1,
  date: '2026-07-14',
  timezone: 'Europe/Paris',
  from: Date.parse('2026-07-13T22:00:00Z'),
  to: Date.parse('2026-07-14T22:00:00Z'),
  filter: '',
  until: null,
  day: { calls: 1284, answered: 539, failed: 283, ours: 56 },
  dayBefore: { calls: 1146, answered: 447, failed: 240, ours: 0 },
  sameDayLastWeek: { calls: 1320, answered: 567, failed: 283, ours: 4 },
  results: [
    { word: 'human', count: 539 },
    { word: 'voicemail', count: 348 },
    { word: 'IVR', count: 76 },
    { word: 'ios-screening-filter', count: 30 },
    { word: 'unknown', count: 8 },
  ],
  dialErrors: [
    { word: 'no_answer', count: 140 },
    { word: 'busy', count: 62 },
    { word: 'too_many_calls', count: 37 },
    { word: 'no_international_permission', count: 19 },
    { word: 'number_non_attributed', count: 25 },
  ],
  endReasons: [
    { word: 'tool_end_call', count: 502 },
    { word: 'voicemail', count: 344 },
    { word: 'ivr_no_navigate', count: 71 },
    { word: 'transfer', count: 18 },
  ],
  hours: Array.from({ length: 24 }, (_, hour) => {
    const calls = [0, 0, 0, 0, 0, 0, 0, 0, 12, 140, 188, 212, 60, 44, 171, 190, 160, 107][hour] ?? 0;
    return { hour: String(hour).padStart(2, '0'), calls, failed: Math.floor(calls / 5) };
  }),
  talk: { medianMs: 74_000, p90Ms: 251_000 },
  fields: [
    {
      name: 'confirmation_status',
      kind: 'words',
      calls: 412,
      values: [
        { word: 'confirmed', count: 301 },
        { word: 'rescheduled', count: 80 },
        { word: 'cancelled', count: 31 },
      ],
    },
    {
      name: 'contact_reachable',
      kind: 'words',
      calls: 412,
      values: [
        { word: 'true', count: 400 },
        { word: 'false', count: 12 },
      ],
    },
    { name: 'salary_expectation', kind: 'numbers', calls: 57, min: 28_000, median: 42_000, max: 75_000 },
  ],
  callBacks: 12,
  failingNumbers: [
    { phoneNumber: '+33639985678', failures: 6 },
    { phoneNumber: '+12025550143', failures: 4 },
    { phoneNumber: '+447700900123', failures: 3 },
  ],
  blindWindows: [
    { from: Date.parse('2026-07-14T00:10:00Z'), to: Date.parse('2026-07-14T01:45:00Z'), cause: 'revox' },
  ],
  unsent: null,
  lateByMs: null,
  openIncidents: [{ ...unreachable, kind: 'answer-rate-low' }],
};

export const quietDigest: Digest = {
  ...digest,
  day: { calls: 0, answered: 0, failed: 0, ours: 0 },
  results: [],
  dialErrors: [],
  endReasons: [],
  hours: digest.hours.map(({ hour }) => ({ hour, calls: 0, failed: 0 })),
  talk: null,
  fields: [],
  callBacks: 0,
  failingNumbers: [],
  blindWindows: [],
  lateByMs: 3.5 * 60 * minute,
  openIncidents: [],
};

export const healthy: Health = {
  version: '0.1.0',
  startedAt: now - 30 * 60 * minute,
  lastGoodPollAt: now - 25_000,
  lastPollProblem: null,
  pollDueAt: now + 5_000,
  pollEveryMs: 30_000,
  calls: 12_304,
  openCalls: 3,
  setAside: 0,
  puzzling: 0,
  untoldCalls: 0,
  waitingMessages: 0,
  parkedMessages: 0,
  oldestWaitingAt: null,
  openIncidents: 0,
  importing: null,
  lastSentAt: now - 4 * minute,
  nightlyCopy: null,
  databaseTrouble: null,
};

export const unwell: Health = {
  ...healthy,
  setAside: 2,
  untoldCalls: 14,
  waitingMessages: 2,
  parkedMessages: 1,
  oldestWaitingAt: now - 4 * minute,
  openIncidents: 1,
  importing: { read: 4300 },
};
