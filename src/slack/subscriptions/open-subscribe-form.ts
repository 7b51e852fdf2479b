import { topics } from '../../calls/topics/index.ts';
import { findSubscription } from '../../store/settings/subscriptions.ts';
import { renderProblem } from '../blocks/problem.ts';
import type { Handler } from '../door/handler.ts';
import { subscribeForm } from './subscribe-form.ts';
import { subscriptionGone, subscriptionToChange } from './subscribing.ts';

/** *More options* of the first form: everything that can be typed. */
export const moreOptions: Handler = {
  answer: async () => ({ ...typeInstead, modal: subscribeForm(null) }),
};

export const editSubscription: Handler = {
  async answer(asked, desk) {
    const found = await subscriptionToChange(asked.input, asked, desk);
    return 'refusal' in found ? found.refusal : { ...typeInstead, modal: subscribeForm(found.subscription) };
  },
};

/** The form for what was chosen in it, in its place. */
export const chooseTopic: Handler = {
  async answer({ input, at }, desk) {
    const topic = topics.find((one) => one === input);
    const id = at.kind === 'modal' ? at.about : null;
    const about = id === null ? null : await findSubscription(desk.db, id);
    if (topic === undefined || (id !== null && about === null)) return subscriptionGone;
    return { ...typeInstead, modal: subscribeForm(about, topic), replaces: true };
  },
};

export const typeInstead = renderProblem({
  what: 'Slack didn’t let me open the form.',
  next: 'You can type it instead, for example:',
  commands: [
    '/revox subscribe errors ours',
    '/revox subscribe calls human summary every 1h',
    '/revox help subscribe',
  ],
});
