import type { Handler } from '../door/handler.ts';
import { readNoteForm, saveNote } from '../follow-ups/note-form.ts';
import { proposeEdit, saveSubscription } from '../subscriptions/edit-subscription.ts';
import { filledIn } from '../subscriptions/filled-in.ts';
import { zoneField } from '../subscriptions/option-fields/zone.ts';
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
  | { word: string; input: string; handler: Handler; pickedChannel: string | null };

/** What a form says, as one would have typed it; or what is wrong in it. */
type Read = (
  values: unknown,
  about: string | null,
) => { input: string; channel?: string | null } | { errors: Record<string, string> };

/** What they answer is shown in the place of the form, but for those that close. */
const forms: Record<string, { handler: Handler; read: Read }> = {
  start_form: {
    handler: startSubscribing,
    read(values) {
      const form = filledIn(values);
      const input = readStartForm(form);
      if (form === null || input === null) return { errors: { what: unreadable } };
      const wrong = zoneField.wrong?.(form) ?? {};
      if (Object.keys(wrong).length > 0) return { errors: wrong };
      return { input, channel: form.conversation('channel') };
    },
  },
  subscribe_form: { handler: { answer: proposeHere, filters: true }, read: readWords },
  edit_form: { handler: { answer: proposeEdit, filters: true }, read: readWords },
  // What was shown before is what it is about.
  subscribe_channel: { handler: subscribeChannel, read: (_, about) => ({ input: about ?? '' }) },
  save_subscription: { handler: saveSubscription, read: (_, about) => ({ input: about ?? '' }) },
  follow_note_form: { handler: saveNote, read: readNoteForm },
};

export const formIds = Object.keys(forms);

/** @param about What the form is about, as it was opened. */
export function routeSubmission({ callback_id, state }: Submission, about: string | null): SubmissionRoute {
  const form = Object.hasOwn(forms, callback_id) ? forms[callback_id] : undefined;
  if (form === undefined) return { errors: { topic: unreadable } };
  const read = form.read(state.values, about);
  if ('errors' in read) return read;
  const { input, channel = null } = read;
  return { word: callback_id, input, handler: form.handler, pickedChannel: channel };
}

const unreadable = 'This form comes from an older version of the bot. Close it and start again.';

function readWords(values: unknown, about: string | null): ReturnType<Read> {
  const read = readSubscribeForm(values);
  if ('errors' in read) return read;
  return { input: about === null ? read.words : JSON.stringify({ id: about, words: read.words }) };
}
