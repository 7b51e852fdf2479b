import { renderProblem } from '../blocks/problem.ts';
import { may } from '../door/authority.ts';
import type { Command } from '../door/handler.ts';
import { pauseSubscription, removeSubscription, resumeSubscription } from './change-subscription.ts';
import { saveSubscription } from './edit-subscription.ts';
import { editSubscription } from './open-subscribe-form.ts';
import { showSubscriptions } from './show-subscriptions.ts';

/** What is posted in this channel; `everywhere` for admins. */
export const subscriptions: Command = {
  word: 'subscriptions',
  help: {
    also: ['unsubscribe'],
    group: 'Follow',
    summary: 'what’s posted in this channel: edit, pause, remove',
    usage: '/revox subscriptions, /revox unsubscribe',
    examples: [
      { typed: '/revox subscriptions', does: 'what’s set here, with buttons' },
      { typed: '/revox unsubscribe errors', does: 'no longer posted here', tried: null },
      { typed: '/revox unsubscribe all', does: 'nothing is posted here any more', tried: null },
    ],
    notes: ['Every change is posted here in one line, with Undo.'],
  },
  buttons: {
    edit_subscription: editSubscription,
    save_subscription: saveSubscription,
    pause_subscription: pauseSubscription,
    resume_subscription: resumeSubscription,
    remove_subscription: removeSubscription,
  },

  async answer(asked, desk) {
    const [, everywhere, skipped = '0'] = /^(everywhere|all)?\s*(\d{1,6})?$/i.exec(asked.input) ?? [];
    if (everywhere === undefined) return showSubscriptions(asked, desk, Number(skipped));
    if (!may('see-everywhere', asked, desk)) return renderProblem(adminsOnly);
    return showSubscriptions(asked, desk, Number(skipped), null);
  },
};

const adminsOnly = {
  what: 'Only admins can see the subscriptions of every channel.',
  next: 'The person who runs the bot lists admins in SLACK_ADMINS. What’s set here:',
  commands: ['/revox subscriptions'],
};
