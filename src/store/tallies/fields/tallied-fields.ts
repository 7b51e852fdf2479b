import { type HiddenFields, isHiddenField } from '../../../calls/hidden-fields.ts';
import type { Store } from '../../engine/database.ts';
import { readState, writeState } from '../../engine/state.ts';

/** Which extracted fields calls are counted by. */
export interface TalliedFields {
  /** These are not, see `hideFields`. */
  hidden: HiddenFields;
  /** Whether all others were, of each stored call. */
  areWhole: boolean;
}

const stateKey = 'tallied-fields';

export async function talliedFields(store: Store): Promise<TalliedFields> {
  const stored = (await readState(store, stateKey)) as Partial<TalliedFields> | null;
  return { hidden: stored?.hidden ?? [], areWhole: stored?.areWhole ?? true };
}

export async function writeTalliedFields(tx: Store, fields: TalliedFields): Promise<void> {
  // Of no time: where a clock was put back shows in what passes write.
  await writeState(tx, stateKey, fields, 0);
}

/** Remembers what was asked, since a save asks for the same few fields again and again. */
export function isTallied({ hidden }: TalliedFields): (name: string) => boolean {
  const asked = new Map<string, boolean>();
  return (name) => {
    const known = asked.get(name);
    if (known !== undefined) return known;
    const answer = !isHiddenField(name, hidden);
    asked.set(name, answer);
    return answer;
  };
}
