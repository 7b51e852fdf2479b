import { addressesIn } from '../numbers/mask-numbers.ts';
import { numbersIn } from '../numbers/written-numbers.ts';
import { isWholeNumber } from './phone-word.ts';
import type { Condition } from './term.ts';

const ofNobody: Condition['kind'][] = ['country', 'longer', 'shorter', 'day', 'since', 'until'];

/**
 * The full numbers and addresses in a condition. A field or a reason is asked for as it was noted, and that may be
 * without a country code.
 */
export function lookUpsOf(condition: Condition): string[] {
  const { kind, value } = condition;
  if (kind === 'phone') return isWholeNumber(value) ? [value] : [];
  if (ofNobody.includes(kind)) return [];
  return [
    ...numbersIn(value).map(({ digits, international }) => international ?? digits),
    ...addressesIn(value),
  ];
}
