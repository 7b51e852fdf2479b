import { retryParked as retryAllParked } from '../../store/parked-messages.ts';
import type { Handler } from '../handler.ts';
import { sentence } from '../sentence.ts';

/** Leaves the messages ready; the outbox takes them from there. */
export const retryParked: Handler = {
  changes: true,
  async answer(_, desk) {
    const count = await retryAllParked(desk.db, null, desk.now());
    return count === 0 ? nothingParked : renderRetried(count);
  },
};

const nothingParked = sentence('Nothing is parked any more: somebody was faster.');

function renderRetried(count: number) {
  const tried = count === 1 ? 'One parked message is' : `${count} parked messages are`;
  return sentence(`${tried} tried again.`, 'In a minute, /revox status says whether they arrived.');
}
