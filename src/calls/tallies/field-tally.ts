import { hasFailed } from '../outcome.ts';
import type { ScalarField } from '../structured-fields.ts';
import { hourMs } from '../time/durations.ts';
import { type CountedCall, startOf } from './tally.ts';

/** A call with what was extracted from it. */
export interface CallWithFields {
  call: Pick<CountedCall, 'ended_at' | 'status' | 'result' | 'dial_error'>;
  fields: ScalarField[];
}

/** As `CallChange`: a call as it was and as it is; null is none. */
export interface FieldsChange {
  before: CallWithFields | null;
  after: CallWithFields | null;
}

/** How calls went, in three numbers, or by how much these change. */
export interface Outcomes {
  calls: number;
  answered: number;
  failed: number;
}

/** The calls that ended in an hour of UTC and have this value in this field. */
export interface FieldHour extends ScalarField, Outcomes {
  at: number;
}

/** What changes make of the hours in which calls ended: differences, without those that cancel each other out. */
export function fieldHoursChangedBy(changes: FieldsChange[]): FieldHour[] {
  const hours = new Map<string, FieldHour>();
  for (const { before, after } of changes) {
    if (before !== null) count(hours, before, -1);
    if (after !== null) count(hours, after, 1);
  }
  return [...hours.values()].filter(isChange);
}

function count(hours: Map<string, FieldHour>, { call, fields }: CallWithFields, sign: 1 | -1): void {
  if (call.ended_at === null) return;
  const at = startOf(call.ended_at, hourMs);
  const answered = call.result === 'human' ? sign : 0;
  const failed = hasFailed({ dialError: call.dial_error, status: call.status }) ? sign : 0;
  for (const { name, value } of fields) {
    const key = `${at} ${name}\n${value}`;
    const known = hours.get(key);
    if (known === undefined) hours.set(key, { name, value, at, calls: sign, answered, failed });
    else addOutcomes(known, { calls: sign, answered, failed });
  }
}

export function addOutcomes(to: Outcomes, { calls, answered, failed }: Outcomes): void {
  to.calls += calls;
  to.answered += answered;
  to.failed += failed;
}

export function sumOfOutcomes(each: Outcomes[]): Outcomes {
  const sum = { calls: 0, answered: 0, failed: 0 };
  for (const outcomes of each) addOutcomes(sum, outcomes);
  return sum;
}

export function isChange({ calls, answered, failed }: Outcomes): boolean {
  return calls !== 0 || answered !== 0 || failed !== 0;
}
