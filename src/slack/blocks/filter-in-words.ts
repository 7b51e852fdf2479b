import { describeFilter, storedFilter } from '../../calls/filter.ts';
import { hideFieldWords } from '../../calls/hidden-fields.ts';
import { maskNumbers } from '../../calls/numbers/mask-numbers.ts';
import type { RenderOptions } from './rendered.ts';

/** “errors, last 7 days”, as its readers may see it: numbers are masked, and hidden fields have no value. */
export function filterInWords(
  filter: string,
  { hiddenFields = [] }: Pick<RenderOptions, 'hiddenFields'>,
): string {
  // A reason or a field may quote a number, too.
  return maskNumbers(describeFilter(storedFilter(hideFieldWords(filter, hiddenFields))));
}
