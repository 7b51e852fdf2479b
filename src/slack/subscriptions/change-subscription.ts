import type { Instant } from '../../calls/call.ts';
import type { Subscription } from '../../calls/subscription.ts';
import { changeSettings, subscriptionChange } from '../../store/settings/change-setting.ts';
import { findSubscription } from '../../store/settings/subscriptions.ts';
import type { Asked, Desk, Handler } from '../door/handler.ts';
import { limitOf } from '../door/limits.ts';
import { listAgain } from './show-subscriptions.ts';
import { subscriptionToChange } from './subscribing.ts';

/** What becomes of it; null removes it. */
type Change = (subscription: Subscription, by: string, at: Instant) => Subscription | null;

export const pauseSubscription = changing((subscription, by, at) => ({
  ...subscription,
  paused: subscription.paused ?? { at, reason: 'paused by a person', by },
}));

export const resumeSubscription = changing((subscription) => ({ ...subscription, paused: null }));

export const removeSubscription = changing(() => null);

/** The list is shown again as it is then, in its place. */
function changing(change: Change): Handler {
  return {
    changes: true,
    async answer(asked, desk) {
      const found = await subscriptionToChange(asked.input, asked, desk);
      if ('refusal' in found) return found.refusal;
      const { subscription } = found;
      const limit = await limitOf('setting', subscription.channel, asked, desk);
      if (limit !== null) return limit;
      await carryOut(subscription, change, asked, desk);
      return listAgain(subscription, asked, desk);
    },
  };
}

async function carryOut(known: Subscription, change: Change, { userId }: Asked, { db, now }: Desk) {
  const at = now();
  await db.transaction().execute(async (tx) => {
    // Somebody may have been faster.
    const subscription = await findSubscription(tx, known.id);
    if (subscription === null) return;
    const changed = change(subscription, userId, at);
    if (JSON.stringify(changed) === JSON.stringify(subscription)) return;
    await changeSettings(tx, [subscriptionChange(subscription, changed)], userId, at);
  });
}
