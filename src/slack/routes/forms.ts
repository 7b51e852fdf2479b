import type { Handler } from '../door/handler.ts';
import { proposeEdit } from '../subscriptions/edit-subscription.ts';
import { readSubscribeForm } from '../subscriptions/read-subscribe-form.ts';
import { proposeHere } from '../subscriptions/subscribe-command.ts';

interface Submission {
  callback_id: string;
  state: { values: unknown };
}

/** What to do with a form that was sent, or what is wrong in it, by field. */
export type SubmissionRoute =
  | { errors: Record<string, string> }
  | { word: string; input: string; handler: Handler };

/** What they answer is shown in the place of the form. */
const forms: Record<string, Handler> = {
  subscribe_form: { answer: proposeHere, filters: true },
  edit_form: { answer: proposeEdit, filters: true },
};

export const formIds = Object.keys(forms);

/** @param about What the form is about, as it was opened. */
export function routeSubmission({ callback_id, state }: Submission, about: string | null): SubmissionRoute {
  const handler = Object.hasOwn(forms, callback_id) ? forms[callback_id] : undefined;
  if (handler === undefined)
    return {
      errors: { topic: 'This form comes from an older version of the bot. Close it and start again.' },
    };
  const read = readSubscribeForm(state.values);
  if ('errors' in read) return read;
  const input = about === null ? read.words : JSON.stringify({ id: about, words: read.words });
  return { word: callback_id, input, handler };
}
