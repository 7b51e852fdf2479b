import type { Answer, Asked, Desk, Handler } from '../handler.ts';
import { sentence } from '../sentence.ts';
import { openSubscribeForm } from '../subscribe-form.ts';
import { checkRequest, fullness, isThere, propose } from '../subscribing.ts';

/** Shows what a subscription would have told; a click makes it. Without any words it is put together by clicking. */
export const subscribe: Handler = {
  async answer(asked, desk) {
    return asked.input === '' ? openSubscribeForm(asked, desk) : proposeHere(asked, desk);
  },
};

export async function proposeHere(asked: Asked, desk: Desk): Promise<Answer> {
  const checked = await checkRequest(asked.input, asked, desk);
  if ('refusal' in checked) return checked.refusal;
  const there = await isThere(desk.db, checked.wanted);
  if (there === true) return sentence('This channel is subscribed to exactly that already.', listHint);
  const full = there === false ? await fullness(checked.wanted, desk) : null;
  if (full !== null) return full;
  const label = there === 'otherwise' ? 'Change it' : 'Subscribe';
  return propose(checked, there === 'otherwise', { label, actionId: 'subscribe_channel' }, desk);
}

const listHint = 'All there is: /revox subscriptions';
