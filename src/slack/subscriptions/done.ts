import { sentence } from '../door/sentence.ts';

export const undo = 'You can undo this from the notice in this channel.';

/** After a change. The public line says what it is, so the person reads no copy of it. @param next What comes of it. */
export function done(next = 'Done.') {
  return sentence(`${next} ${undo}`);
}
