import { z } from 'zod';
import { allOptions } from '../../calls/options/index.ts';
import { topics } from '../../calls/topics/index.ts';
import { renderProblem } from '../blocks/problem.ts';
import type { Answer, Asked, Command, Desk, Handler } from '../door/handler.ts';
import { sentence } from '../door/sentence.ts';
import { done } from './done.ts';
import { chooseTopic, moreOptions } from './open-subscribe-form.ts';
import { listHint, openStartForm, subscribeAChannel } from './start-subscribing.ts';
import { checkRequest, propose } from './subscribing.ts';
import { fullness, isThere, subscribeTo } from './write-subscriptions.ts';

const shown = allOptions.filter(({ example }) => example !== undefined);

const typed = z.string().trim().min(1).max(2_000);

/** The words were shown to the person; they are read and checked again, because anyone can send any. */
export const subscribeChannel: Handler = {
  changes: true,
  closes: true,
  async answer(asked, desk) {
    const { success, data } = typed.safeParse(asked.input);
    if (!success) return { ...renderProblem(unreadable), replaces: true };
    const checked = await checkRequest(data, asked, desk);
    if ('refusal' in checked) return { ...checked.refusal, replaces: true };
    const { wanted } = checked;
    const there = await isThere(desk.db, wanted);
    const refusal = there === true ? null : await subscribeTo(wanted, there, asked, desk);
    if (refusal !== null) return { ...refusal, replaces: true };
    return { ...done(), replaces: true };
  },
};

/** Nothing was made, so nothing is undone. */
const cancelProposal: Handler = {
  answer: async () => ({ ...sentence('Nothing was changed.'), replaces: true }),
};

const unreadable = {
  what: 'This button no longer works.',
  next: 'Ask again:',
  commands: ['/revox subscribe'],
};

/** Shows what a subscription would have posted; a click makes it. Without words a form opens. */
export const subscribe: Command = {
  word: 'subscribe',
  help: {
    also: [
      'subscription',
      // Help on “daily” is the digest’s, and on “follow-up” that of todo.
      ...shown
        .flatMap(({ names }) => names.slice(0, 1))
        .filter((name) => name !== 'daily' && name !== 'follow-up'),
    ],
    group: 'Follow',
    summary: 'choose what’s posted in this channel',
    usage: `/revox subscribe [${topics.join(' | ')}] [filter…] [options…]`,
    examples: [
      { typed: '/revox subscribe', does: 'set it up in a form' },
      { typed: '/revox subscribe errors ours', does: 'dial errors in your setup or list' },
      { typed: '/revox subscribe calls human -reason:voicemail', does: 'calls that a person answered' },
      ...shown.flatMap(({ example }) => example ?? []),
    ],
    notes: [
      'First you see how many messages that makes a day. Every change is posted here in one line, with Undo.',
      'Quiet hours hold messages back: you get one summary when they end.',
    ],
  },
  buttons: {
    subscribe_channel: subscribeChannel,
    cancel_proposal: cancelProposal,
    subscribe_more: moreOptions,
    subscribe_a_channel: subscribeAChannel,
    topic: chooseTopic,
  },

  filters: true,
  async answer(asked, desk) {
    return asked.input === '' ? openStartForm(asked, desk) : proposeHere(asked, desk);
  },
};

export async function proposeHere(asked: Asked, desk: Desk): Promise<Answer> {
  const checked = await checkRequest(asked.input, asked, desk);
  if ('refusal' in checked) return checked.refusal;
  const there = await isThere(desk.db, checked.wanted);
  if (there === true) return sentence('This channel already has exactly this subscription.', listHint);
  const full = there === false ? await fullness(checked.wanted, desk) : null;
  if (full !== null) return full;
  const label = there === 'otherwise' ? 'Change it' : 'Subscribe';
  const confirm = { label, actionId: 'subscribe_channel' };
  return propose(checked, there === 'otherwise', confirm, asked, desk);
}
