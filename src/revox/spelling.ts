import type { Call } from '../calls/call.ts';
import { knownDialErrors, knownEndReasons, knownResults } from '../calls/outcome.ts';

type Words = Pick<Call, 'status' | 'result' | 'dialError' | 'endReason' | 'endedBy'>;

/**
 * The words of the reference as the rest of the product spells them. A server may write `COMPLETED`, `ivr` or
 * `no-answer`: capitals, `-`, `_` and spaces make no other word. Words that the reference does not know stay as they are.
 */
export function spellWords<Read extends Words>(read: Read): Read {
  read.status = status(read.status);
  if (read.result !== null) read.result = result(read.result);
  if (read.dialError !== null) read.dialError = dialError(read.dialError);
  if (read.endReason !== null) read.endReason = endReason(read.endReason);
  if (read.endedBy !== null) read.endedBy = endedBy(read.endedBy);
  return read;
}

const status = speller(['queued', 'ringing', 'ongoing', 'completed', 'error'], { errored: 'error' });
const result = speller(knownResults);
const dialError = speller(knownDialErrors);
const endReason = speller(knownEndReasons);
const endedBy = speller(['agent', 'user', 'system']);

/** @param also what the same is called elsewhere in the reference: an order is `errored`, its attempt an `error`. */
function speller(words: string[], also: Record<string, string> = {}): (word: string) => string {
  const usual = new Set(words);
  const spellings = new Map([
    ...words.map((word) => [bareLetters(word), word] as const),
    ...Object.entries(also),
  ]);
  return (word) => (usual.has(word) ? word : (spellings.get(bareLetters(word)) ?? word));
}

function bareLetters(word: string): string {
  return word.toLowerCase().replaceAll(/[-_\s]+/g, '');
}
