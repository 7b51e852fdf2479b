import type { InputBlock } from '@slack/types';

import type { FilledIn } from '../filled-in.ts';

/** An option in the form. */
export interface OptionField<Kept = unknown> {
  show(value: Kept | undefined): InputBlock[];
  /** The words that one would have typed; empty for none. */
  words(form: FilledIn): string;
  /** What is wrong, by field. */
  wrong?(form: FilledIn): Record<string, string>;
}
