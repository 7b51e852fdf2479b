import fc from 'fast-check';

import type { DetailedCall } from '../../src/calls/call.ts';
import { namedDays } from '../../src/calls/filter/days.ts';
import {
  type Filter,
  type FilterContext,
  formatFilter,
  parseFilter,
  type Term,
} from '../../src/calls/filter.ts';
import { knownDialErrors, knownResults } from '../../src/calls/outcome.ts';
import { comparedText } from '../../src/calls/structured-fields.ts';

/** Noon on the 23-hour day of Paris. */
export const contextOnShortDay: FilterContext = {
  now: Date.UTC(2026, 2, 29, 10),
  timezone: 'Europe/Paris',
  numbers: 'any',
};

const statuses = ['completed', 'error', 'abandoned'];
const results = [...knownResults, 'fax', 'HUMAN'];
const dialErrors = [...knownDialErrors, 'SIP_603'];
// The last two fold to “k” and “i” in some places and not in others.
const reasons = ['tool_end_call', 'voicemail', 'Voicemail', 'été', 'Été', '\u212a', 'k', '\u0130', 'i'];
const phones = ['+33199001234', '+33639981234', '+12025550199', '+447700900999'];
const names = ['objection', 'lead score'];
const values = ['price', 'too "expensive"', 'R&amp;D', '<tel:1|2>', 'back\\slash', '42', 'true', ''];

const negated = fc.boolean();

const term: fc.Arbitrary<Term> = fc.oneof(
  fc.record({
    kind: fc.constant('status' as const),
    value: fc.constantFrom('completed', 'errored'),
    negated,
  }),
  fc.record({
    kind: fc.constant('result' as const),
    value: fc.constantFrom(...knownResults, 'fax'),
    negated,
  }),
  fc.record({
    kind: fc.constant('dial-error' as const),
    value: fc.constantFrom(...knownDialErrors, 'sip_603', 'none'),
    negated,
  }),
  fc.record({ kind: fc.constant('side' as const), value: fc.constantFrom('ours', 'theirs'), negated }),
  fc.record({ kind: fc.constant('promised' as const), value: fc.constant('call-back' as const), negated }),
  fc.record({
    kind: fc.constant('ended-by' as const),
    value: fc.constantFrom('agent', 'user', 'system'),
    negated,
  }),
  fc.record({ kind: fc.constant('reason' as const), value: fc.constantFrom(...reasons), negated }),
  fc.record({
    kind: fc.constant('phone' as const),
    value: fc.constantFrom(
      '1234',
      '0199',
      '99',
      '+33',
      '+1202555',
      '+33199001234',
      '900999',
      '+33..1234',
      '+1..0199',
    ),
    negated,
  }),
  fc.record({
    kind: fc.constant('country' as const),
    value: fc.constantFrom('FR', 'US', 'GB', 'DE'),
    negated,
  }),
  fc.record({
    kind: fc.constantFrom('longer' as const, 'shorter' as const),
    value: fc.constantFrom('1s', '30s', '2m', '3h'),
    negated,
  }),
  fc.record({
    kind: fc.constant('extracted' as const),
    value: fc.constantFrom(...names, 'nothing'),
    negated,
  }),
  fc.record({
    kind: fc.constant('day' as const),
    value: fc.constantFrom('today', 'yesterday', '2026-03-27', '2026-03', ...namedDays),
    negated,
  }),
  fc.record({
    kind: fc.constantFrom('since' as const, 'until' as const),
    value: fc.constantFrom(
      '24h',
      '3d',
      '90m',
      'yesterday',
      '2026-03-29',
      '2026-03-29T02:30',
      '11:00',
      '23:00',
      'last-week',
      'sunday',
    ),
    negated,
  }),
  fc.record({
    kind: fc.constant('field' as const),
    name: fc.constantFrom(...names),
    value: fc.oneof(fc.constantFrom(...values), fc.string({ maxLength: 12, unit: 'binary' })),
    negated,
  }),
) as fc.Arbitrary<Term>;

/** Any filter that a person could have typed. */
export const anyFilter: fc.Arbitrary<Filter> = fc
  .array(term, { maxLength: 5 })
  .map((terms) => parseFilter(formatFilter({ terms: terms.map(compared) }), contextOnShortDay).filter);

function compared(one: Term): Term {
  return one.kind === 'field' ? { ...one, value: comparedText(one.value) } : one;
}

const orNull = <T>(values: T[]) => fc.constantFrom(null, ...values);
const { now } = contextOnShortDay;
const hourMs = 3_600_000;

/** Ended calls, near and on the edges of the times that `anyFilter` speaks of. */
export const anyEndedCall: fc.Arbitrary<DetailedCall> = fc.record({
  id: fc.uuid(),
  phoneNumber: orNull(phones),
  status: fc.constantFrom(...statuses),
  result: orNull(results),
  dialError: orNull(dialErrors),
  startedAt: fc.constant(null),
  answeredAt: fc.oneof(
    fc.constant(null),
    fc.integer({ min: now - 101 * hourMs, max: now }),
    fc.constantFrom(-50, -3, 0).map((hours) => now + hours * hourMs - 120_000),
  ),
  endedAt: fc.oneof(
    fc.integer({ min: now - 100 * hourMs, max: now }),
    fc.integer({ min: -100, max: 1 }).map((hours) => now + hours * hourMs),
  ),
  endReason: orNull(reasons),
  endedBy: orNull(['agent', 'user', 'system', 'operator']),
  recordingUrl: fc.constant(null),
  structuredOutput: fc.option(
    fc.record({
      Objection: fc.constantFrom(...values, 'PRICE', null, 42, true),
      'lead score': fc.constantFrom(42, 'warm'),
      next_action: fc.constantFrom('call_back', 'no_action'),
      callback_time: fc.constantFrom(null, '2026-03-30T09:30'),
    }),
  ),
  transcript: fc.constant(null),
  unknownFields: fc.constant(null),
});
