import { setTimeout as after } from 'node:timers/promises';

import { dayMs } from '../../calls/time/durations.ts';
import type { Answer, Asked, Desk, Handler } from '../door/handler.ts';
import { sentence } from '../door/sentence.ts';
import { refusalIn } from '../door/where-to-post.ts';
import { done } from './done.ts';
import { typeInstead } from './open-subscribe-form.ts';
import { type Choice, startForm } from './start-form.ts';
import { checkRequest, isThere, subscribeTo, trialOf } from './subscribing.ts';

/** The first form, or in words how to do without it; or why nothing can be posted there. */
export async function openStartForm({ channelId }: Asked, desk: Desk): Promise<Answer> {
  const refusal = await refusalIn(channelId, 'subscribe', desk);
  return refusal ?? { ...typeInstead, modal: startForm(await countedInTime(desk)) };
}

/** Slack opens a form within three seconds of the command, so it does not wait for the counts. */
const countWithinMs = 1_200;

function countedInTime(desk: Desk): Promise<Record<Choice, number> | null> {
  return Promise.race([messagesPerDay(desk), after(countWithinMs, null, { ref: false })]);
}

/**
 * What needs nobody is one card a day. Failed calls are posted as errors, so the rest of the calls is what ended well.
 */
async function messagesPerDay(desk: Desk): Promise<Record<Choice, number>> {
  const needed = await perDay('errors', '-theirs', desk);
  const errors = needed + Math.min(1, await perDay('errors', 'theirs', desk));
  const outcomes = errors + (await perDay('calls', 'human', desk));
  return { problems: errors, outcomes, everything: errors + (await perDay('calls', 'completed', desk)) };
}

async function perDay(topic: 'errors' | 'calls', filter: string, desk: Desk): Promise<number> {
  const trial = await trialOf({ topic, filter, options: {} }, desk);
  if (trial === null) return 0;
  return trial.messages / Math.max((desk.now() - trial.since) / dayMs, 1 / 24);
}

/** What was chosen, as far as the channel does not have it yet: what people set there stays as they set it. */
export const startSubscribing: Handler = {
  changes: true,
  closes: true,
  async answer(asked, desk) {
    let isNew = false;
    for (const typed of asked.input.split('\n')) {
      const checked = await checkRequest(typed, asked, desk);
      if ('refusal' in checked) return checked.refusal;
      if ((await isThere(desk.db, checked.wanted)) !== false) continue;
      const refusal = await subscribeTo(checked.wanted, false, asked, desk);
      if (refusal !== null) return refusal;
      isNew = true;
    }
    return isNew ? done() : sentence('This channel already has these subscriptions.', listHint);
  },
};

const listHint = 'What’s set here: /revox subscriptions';
