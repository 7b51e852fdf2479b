import type { Handler } from '../door/handler.ts';
import { proposeEdit, saveSubscription } from '../subscriptions/edit-subscription.ts';
import { filledIn } from '../subscriptions/filled-in.ts';
import { readSubscribeForm } from '../subscriptions/read-subscribe-form.ts';
import { readStartForm } from '../subscriptions/start-form.ts';
import { startSubscribing } from '../subscriptions/start-subscribing.ts';
import { proposeHere, subscribeChannel } from '../subscriptions/subscribe-command.ts';

interface Submission {
  callback_id: string;
  state: { values: unknown };
}

/** What to do with a form that was sent, or what is wrong in it, by field. */
export type SubmissionRoute =
  | { errors: Record<string, string> }
  | { word: string; input: string; handler: Handler };

/** What a form says, as one would have typed it; or what is wrong in it. */
type Read = (values: unknown, about: string | null) => { input: string } | { errors: Record<string, string> };

/** What they answer is shown in the place of the form, but for those that close. */
const forms: Record<string, { handler: Handler; read: Read }> = {
  start_form: {
    handler: startSubscribing,
    read(values) {
      const input = readStartForm(filledIn(values));
      return input === null ? { errors: { what: unreadable } } : { input };
    },
  },
  subscribe_form: { handler: { answer: proposeHere, filters: true }, read: readWords },
  edit_form: { handler: { answer: proposeEdit, filters: true }, read: readWords },
  // What was shown before is what it is about.
  subscribe_channel: { handler: subscribeChannel, read: (_, about) => ({ input: about ?? '' }) },
  save_subscription: { handler: saveSubscription, read: (_, about) => ({ input: about ?? '' }) },
};

export const formIds = Object.keys(forms);

/** @param about What the form is about, as it was opened. */
export function routeSubmission({ callback_id, state }: Submission, about: string | null): SubmissionRoute {
  const form = Object.hasOwn(forms, callback_id) ? forms[callback_id] : undefined;
  if (form === undefined) return { errors: { topic: unreadable } };
  const read = form.read(state.values, about);
  return 'errors' in read ? read : { word: callback_id, input: read.input, handler: form.handler };
}

const unreadable = 'This form comes from an older version of the bot. Close it and start again.';

function readWords(values: unknown, about: string | null): ReturnType<Read> {
  const read = readSubscribeForm(values);
  if ('errors' in read) return read;
  return { input: about === null ? read.words : JSON.stringify({ id: about, words: read.words }) };
}
