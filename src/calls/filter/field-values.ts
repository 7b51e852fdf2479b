import { runsOf, spellingsOf } from './field-words.ts';
import { isFrench } from './labels.ts';
import { lookUpsOf } from './look-ups.ts';
import { isAllKnown } from './pieces.ts';
import { tokensOf } from './tokens.ts';

/** What may be the value of a field among these words: every run of a few in a row. None where none is unknown. */
export function valuesToLookUp(text: string): string[] {
  if (isAllKnown(text) && !tokensOf(text).some(isFrench)) return [];
  const tokens = tokensOf(text.replaceAll('=', ' ')).slice(0, mostTokens);
  const runs = tokens.flatMap((_, index) => runsOf(tokens.slice(index).join(' ')));
  return [...new Set(runs.flatMap(spellingsOf))].filter(mayBeValue).slice(0, mostValues);
}

const mostTokens = 20;
const mostValues = 100;

/** Neither a number or an address, which are looked up by `phone:` and counted, nor what says nothing alone. */
function mayBeValue(value: string): boolean {
  return (
    /\p{L}/u.test(value) &&
    !/^(?:true|false|yes|no|none|null|unknown)$/.test(value) &&
    lookUpsOf({ kind: 'field', name: '', value }).length === 0
  );
}
