import { renderProblem } from '../blocks/problem.ts';
import { may } from '../door/authority.ts';
import type { Command } from '../door/handler.ts';
import { pauseSubscription, removeSubscription, resumeSubscription } from './change-subscription.ts';
import { saveSubscription } from './edit-subscription.ts';
import { editSubscription } from './open-subscribe-form.ts';
import { showSubscriptions } from './show-subscriptions.ts';

/** What this channel hears of; `everywhere` for admins. */
export const subscriptions: Command = {
  word: 'subscriptions',
  help: {
    also: ['unsubscribe'],
    summary: 'what this channel hears of: edit, pause, remove',
    usage: '/revox subscriptions, /revox unsubscribe …',
    examples: [
      { typed: '/revox subscriptions', does: 'all there is here, each with its buttons' },
      { typed: '/revox unsubscribe errors', does: 'no longer told here', tried: null },
      { typed: '/revox unsubscribe all', does: 'nothing at all told here', tried: null },
    ],
    notes: ['What is removed is told here in one line, with Undo.'],
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
  what: 'Only admins of the bot see the subscriptions of every channel.',
  next: 'SLACK_ADMINS names them. Those of this channel:',
  commands: ['/revox subscriptions'],
};
