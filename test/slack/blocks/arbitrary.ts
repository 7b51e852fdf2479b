import fc from 'fast-check';
import type { Bundle } from '../../../src/calls/bundle.ts';
import type { DetailedCall, TranscriptTurn } from '../../../src/calls/call.ts';
import type { Digest } from '../../../src/calls/digest.ts';
import { followUpStates } from '../../../src/calls/follow-ups/follow-up.ts';
import type { Breakdown, Stats } from '../../../src/calls/stats.ts';
import { digest, now, parked } from '../../../verify/samples/nouns.ts';
import { hostileStrings } from '../../support/hostile-strings.ts';

export const secretDigits = '39985678';
const number = fc.constantFrom(
  '+33639985678',
  '+33 6 39 98 56 78',
  '0033639985678',
  '06-39-98-56-78',
  '06.39.98.56.78',
);
const nasty = Object.values(hostileStrings);
export const hostile = fc.oneof(
  fc.constantFrom(...nasty),
  number,
  fc.string({ unit: 'binary', maxLength: 60 }),
);
/** The bot stores no call with a blank id. One that is a number is not tried: an id is there to be copied. */
export const callId = fc
  .oneof(fc.constantFrom(...nasty), fc.uuid(), fc.string({ unit: 'binary', maxLength: 60 }))
  .filter((id) => id.trim() !== '');
const openEnum = (...known: string[]) => fc.option(fc.oneof(fc.constantFrom(...known), hostile));
const instant = fc.option(
  fc.oneof(fc.integer({ min: now - 9e9, max: now }), fc.constantFrom(0, -1, 1e15, 8e15)),
);

const turns: fc.Arbitrary<TranscriptTurn> = fc.record({
  role: fc.oneof(fc.constantFrom('user', 'assistant', 'tool'), hostile),
  content: hostile,
  toolName: fc.option(hostile),
  toolArguments: fc.anything(),
  toolIsError: fc.boolean(),
});

const values = fc.oneof(
  hostile,
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.boolean(),
  fc.jsonValue(),
);

export const aCall: fc.Arbitrary<DetailedCall> = fc.record({
  id: callId,
  phoneNumber: fc.option(fc.oneof(number, hostile)),
  status: fc.oneof(fc.constantFrom('queued', 'ringing', 'ongoing', 'completed', 'error'), hostile),
  result: openEnum('human', 'voicemail', 'IVR'),
  dialError: openEnum('busy', 'too_many_calls', 'number_non_attributed'),
  startedAt: instant,
  answeredAt: instant,
  endedAt: instant,
  endReason: openEnum('tool_end_call'),
  endedBy: openEnum('agent', 'user'),
  recordingUrl: fc.option(fc.oneof(hostile, fc.webUrl())),
  structuredOutput: fc.option(fc.dictionary(hostile, values, { maxKeys: 30 })),
  transcript: fc.option(fc.array(turns, { maxLength: 40 })),
  unknownFields: fc.constant(null),
});

const counts = fc.uniqueArray(fc.record({ word: hostile, count: fc.integer({ min: 1, max: 10_000 }) }), {
  maxLength: 15,
  selector: ({ word }) => word,
});

/** Those who have it are mentioned, which is no harm; so here it is nobody. */
const person = fc.option(hostile);

/** Everything that a person or an agent wrote is anything. */
const aFollowUp = fc.record({
  channel: fc.constant('C0CALLS'),
  rule: fc.constant({ name: 'callback', withinMs: null, mention: null, escalate: null }),
  wish: fc.option(hostile),
  wishField: fc.option(hostile),
  dueAt: fc.oneof(fc.integer({ min: now - 9e9, max: now + 9e9 }), fc.constantFrom(0, -1, 8e15)),
  askedAt: fc.option(fc.integer({ min: now - 9e9, max: now + 9e9 })),
  wishEdit: fc.constantFrom('time', 'gone', null),
  state: fc.constantFrom(...followUpStates),
  owner: person,
  takenAt: instant,
  snoozedUntil: instant,
  note: fc.option(hostile),
  settledBy: fc.option(callId),
  movedBy: fc.option(callId),
  endedAt: instant,
  endedBy: person,
  madeAt: fc.constant(now),
  changedAt: fc.constant(now),
});

export const aBundle: fc.Arbitrary<Bundle> = fc
  .record({
    messageId: fc.uuid(),
    calls: fc.array(aCall, { minLength: 1, maxLength: 10 }),
    more: fc.constantFrom(0, 0, 5000),
    followed: fc.array(fc.option(aFollowUp), { maxLength: 10 }),
    results: counts,
    dialErrors: counts,
    endReasons: counts,
    from: fc.integer({ min: now - 9e9, max: now }),
    to: fc.integer({ min: now - 9e6, max: now }),
    late: fc.option(
      fc.record({
        count: fc.integer({ min: 1, max: 10 }),
        from: fc.integer({ min: now - 9e9, max: now }),
        to: fc.integer({ min: now - 9e6, max: now }),
        foundAt: fc.integer({ min: now - 9e6, max: now }),
      }),
    ),
  })
  .map(({ more, followed, ...bundle }) => {
    const [first] = bundle.calls;
    const single = bundle.calls.length === 1 && more === 0 && first ? { call: first, attempt: 3 } : null;
    const followUps = new Map(
      bundle.calls.flatMap(({ id }, index) => {
        const followUp = followed[index] ?? null;
        return followUp === null ? [] : [[id, { ...followUp, callId: id }] as const];
      }),
    );
    return { ...bundle, count: bundle.calls.length + more, single, followUps };
  });

export const aDigest: fc.Arbitrary<Digest> = fc
  .record({
    results: counts,
    dialErrors: counts,
    endReasons: counts,
    filter: hostile,
    fields: fc.array(
      fc.oneof(
        fc.record({ name: hostile, kind: fc.constant('words' as const), calls: fc.nat(), values: counts }),
        fc.record({
          name: hostile,
          kind: fc.constant('numbers' as const),
          calls: fc.nat(),
          min: fc.double({ noNaN: true }),
          median: fc.double({ noNaN: true }),
          max: fc.double({ noNaN: true }),
        }),
      ),
      { maxLength: 20 },
    ),
    openIncidents: fc.array(
      fc.record({ about: hostile, openedAt: fc.integer({ min: now - 9e9, max: now }) }).map((changes) => ({
        ...parked,
        ...changes,
        kind: 'dial-errors-spike' as const,
      })),
      { maxLength: 8 },
    ),
    callBacks: fc.nat({ max: 3 }),
    failingNumbers: fc.array(fc.record({ phoneNumber: hostile, failures: fc.nat() }), { maxLength: 5 }),
  })
  .map((changes) => ({ ...digest, ...changes }));

const aPeriod = { from: now - 7 * 86_400_000, to: now };
const periodFigures = {
  calls: 900,
  answered: 300,
  failed: 100,
  ours: 3,
  talk: null,
  tries: { average: 1.5, numbers: 20 },
};

export const someStats: fc.Arbitrary<Stats> = fc
  .record({
    filter: hostile,
    results: counts,
    breakdown: fc.oneof(
      fc.constantFrom<Breakdown>({ by: 'result' }, { by: 'error' }, { by: 'country' }, { by: 'end_reason' }),
      hostile.map((name): Breakdown => ({ by: 'field', name })),
    ),
    groups: fc.uniqueArray(
      fc.record({
        word: fc.option(hostile),
        calls: fc.integer({ min: 0, max: 60 }),
        answered: fc.integer({ min: 0, max: 20 }),
        failed: fc.integer({ min: 0, max: 20 }),
        callsBefore: fc.integer({ min: 0, max: 60 }),
      }),
      { maxLength: 12, selector: ({ word }) => word },
    ),
    before: fc.constantFrom(null, { period: aPeriod, figures: periodFigures }),
    shownAs: fc.constantFrom('charts', 'table'),
    storedFrom: fc.constantFrom(null, now),
  })
  .map(({ groups, before, ...changes }) => ({
    period: aPeriod,
    timezone: 'Europe/Paris',
    figures: periodFigures,
    listed: changes.filter,
    groups: groups.map((group) => ({ ...group, callsBefore: before && group.callsBefore })),
    before,
    ...changes,
  }));

export const savedSearches = fc.array(fc.record({ name: hostile, command: hostile }), { maxLength: 50 });

/** Strings that Slack looks for markup in, or shows; ids, values and tokens of our own are not among them. */
export function shownStrings(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(shownStrings);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) =>
    typeof item === 'string'
      ? ['text', 'label', 'title', 'name', 'fallback'].includes(key)
        ? [item]
        : []
      : shownStrings(item),
  );
}

export function kindsOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(kindsOf);
  if (typeof value !== 'object' || value === null) return [];
  const own = 'type' in value && typeof value.type === 'string' ? [value.type] : [];
  return [...own, ...Object.values(value).flatMap(kindsOf)];
}
