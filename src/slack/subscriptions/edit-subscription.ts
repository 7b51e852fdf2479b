import { z } from 'zod';

import { formatSubscribe } from '../../calls/subscribe-words.ts';
import type { Subscription, WantedSubscription } from '../../calls/subscription.ts';
import { changeSettings, subscriptionChange } from '../../store/settings/change-setting.ts';
import { findSameSubscription, findSubscription } from '../../store/settings/subscriptions.ts';
import { carried } from '../blocks/carried.ts';
import { hideOthers, type Readers, restoreTyped, withoutOthers } from '../blocks/masked.ts';
import { renderProblem } from '../blocks/problem.ts';
import type { Shown } from '../blocks/rendered.ts';
import type { Answer, Asked, Desk, Handler } from '../door/handler.ts';
import { limitOf } from '../door/limits.ts';
import { withCounted } from '../door/number-look-ups.ts';
import { done } from './done.ts';
import { type Checked, checkRequest, propose, refusalOfWords, subscriptionToChange } from './subscribing.ts';
import { sinceNow } from './write-subscriptions.ts';

/** Which subscription, and the words it is to have. */
const edit = carried(z.strictObject({ id: z.string().max(100), words: z.string() }), 20_000);

/** Shows what the subscription would post after the change. */
export async function proposeEdit(asked: Asked, desk: Desk): Promise<Answer> {
  const checked = await checkEdit(asked, desk);
  if ('refusal' in checked) return checked.refusal;
  // Slack sends a value to everyone who sees the button, so a number that somebody else set is not in it.
  const words = hideOthers(formatSubscribe(checked.wanted), checked.typed, readersOf(desk));
  const value = JSON.stringify({ id: checked.subscription.id, words });
  return propose(checked, true, { label: 'Save', actionId: 'save_subscription', value }, asked, desk);
}

/** The change as it was shown, read and checked again. */
export const saveSubscription: Handler = {
  changes: true,
  closes: true,
  async answer(asked, desk) {
    const checked = await checkEdit(asked, desk);
    if ('refusal' in checked) return { ...checked.refusal, replaces: true };
    const { wanted } = checked;
    const limit = await limitOf('setting', wanted.channel, asked, desk);
    if (limit !== null) return { ...limit, replaces: true };
    if (!(await save(checked.subscription, wanted, asked, desk)))
      return { ...renderProblem(taken), replaces: true };
    return { ...done(), replaces: true };
  },
};

type CheckedEdit =
  | (Exclude<Checked, { refusal: Shown }> & { subscription: Subscription; typed: string })
  | { refusal: Shown };

async function checkEdit(asked: Asked, desk: Desk): Promise<CheckedEdit> {
  const { id = '', words: typed = '' } = edit.read(asked.input) ?? {};
  const found = await subscriptionToChange(id, asked, desk);
  if ('refusal' in found) return found;
  const { subscription } = found;
  const others = [typed, subscription.filter, readersOf(desk)] as const;
  // What is theirs may not be counted as what others set: it would tell whether it is the same.
  const theirs = refusalOfWords(withoutOthers(...others), desk);
  if (theirs !== null) return { refusal: theirs };
  const counted = withCounted(desk, subscription.filter);
  const checked = await checkRequest(
    restoreTyped(...others),
    { ...asked, channelId: subscription.channel },
    counted,
  );
  return 'refusal' in checked ? checked : { ...checked, subscription, typed };
}

function readersOf({ numbers = 'as-shown', hiddenFields = [] }: Desk): Readers {
  return { numbers, hiddenFields };
}

/** @returns false when the channel has another one of these words. */
function save(known: Subscription, wanted: WantedSubscription, { userId }: Asked, { db, now }: Desk) {
  const at = now();
  return db.transaction().execute(async (tx) => {
    const same = await findSameSubscription(tx, wanted);
    const subscription = await findSubscription(tx, known.id);
    if (subscription === null || (same !== null && same.id !== known.id)) return false;
    const after = { ...subscription, ...wanted, ...sinceNow(wanted, at) };
    await changeSettings(tx, [subscriptionChange(subscription, after)], userId, at);
    return true;
  });
}

const taken = {
  what: 'This channel already has a subscription for the same calls.',
  next: 'Change that one, or remove this one:',
  commands: ['/revox subscriptions'],
};
