import { z } from 'zod';
import { renderProblem } from '../blocks/problem.ts';
import { paragraph, words } from '../blocks/rich.ts';
import type { Handler } from '../door/handler.ts';
import { sentence } from '../door/sentence.ts';
import { checkRequest, isThere, subscribeTo } from './subscribing.ts';
import { subscriptionLine } from './subscription-words.ts';

const typed = z.string().trim().min(1).max(2_000);

/** The words were shown to the person; they are read and checked anew, since anyone can send any. */
export const subscribeChannel: Handler = {
  changes: true,
  async answer(asked, desk) {
    const { success, data } = typed.safeParse(asked.input);
    if (!success) return { ...renderProblem(unreadable), replaces: true };
    const checked = await checkRequest(data, asked, desk);
    if ('refusal' in checked) return { ...checked.refusal, replaces: true };
    const { wanted } = checked;
    const there = await isThere(desk.db, wanted);
    const refusal = there === true ? null : await subscribeTo(wanted, there, asked, desk);
    if (refusal !== null) return { ...refusal, replaces: true };
    const blocks = paragraph([words('This channel is subscribed to '), ...subscriptionLine(wanted)]);
    return { blocks, replaces: true };
  },
};

/** Nothing was made, so nothing is taken back. */
export const cancelProposal: Handler = {
  answer: async () => ({ ...sentence('Nothing was changed.'), replaces: true }),
};

const unreadable = {
  what: 'I cannot read what this button stands for.',
  next: 'Ask again:',
  commands: ['/revox subscribe'],
};
