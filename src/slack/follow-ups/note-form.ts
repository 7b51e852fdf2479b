import { findFollowUp } from '../../store/follow-ups/follow-ups.ts';
import { field, text } from '../blocks/form-fields.ts';
import type { Modal } from '../blocks/modal.ts';
import { renderProblem } from '../blocks/problem.ts';
import { decodeFollowUp } from '../calls/follow-up-choice.ts';
import type { Handler } from '../door/handler.ts';
import { renderOptions } from '../door/render-options.ts';
import { sentence } from '../door/sentence.ts';
import { filledIn } from '../subscriptions/filled-in.ts';
import { renderWhyNot } from './why-not.ts';
import { gone, mayWorkOn, workOn } from './work-on.ts';

const longest = 300;

/** One line about how it went, which stays with the call. */
export const openNote: Handler = {
  async answer(asked, desk) {
    const callId = decodeFollowUp(asked.input)?.callId ?? '';
    const followUp = await findFollowUp(desk.db, callId);
    if (followUp === null || !(await mayWorkOn(followUp, asked, desk))) return gone;
    return { ...noForm, modal: noteForm(callId, followUp.note) };
  },
};

/** A note of somebody else may have a number, which this person sees masked: so the form begins empty. */
function noteForm(callId: string, note: string | null): Modal {
  const label = note === null ? 'How did it go?' : 'How did it go? This replaces the note there is.';
  return {
    title: 'Note',
    blocks: [field('note', label, text('', longest), 'One line. It’s shown on the card of the call.')],
    form: { callbackId: 'follow_note_form', submit: 'Save', about: callId },
  };
}

/** What the form says, as its handler reads it; or what is wrong in it. */
export function readNoteForm(values: unknown, about: string | null) {
  const note = filledIn(values)?.text('note').replaceAll(/\s+/g, ' ').slice(0, longest) ?? '';
  if (note === '') return { errors: { note: 'Write a few words, or close the form.' } };
  return { input: packed({ callId: about ?? '', note }) };
}

/** A note is no search, so it comes by in letters that nobody reads numbers in. */
function packed(written: Written): string {
  return Buffer.from(JSON.stringify(written)).toString('base64url');
}

function unpacked(input: string): Written {
  return JSON.parse(Buffer.from(input, 'base64url').toString()) as Written;
}

interface Written {
  callId: string;
  note: string;
}

export const saveNote: Handler = {
  closes: true,
  changes: true,
  async answer(asked, desk) {
    const { callId, note } = unpacked(asked.input);
    const worked = await workOn(callId, { kind: 'note', by: asked.userId, text: note }, asked, desk);
    // A form that was opened on Home is closed, and there is no channel to say more in.
    if (asked.channelId === null) return null;
    if ('refusal' in worked) return worked.refusal;
    const { followUp, isNew } = worked;
    if (!isNew) return renderWhyNot(followUp, asked.userId, renderOptions(desk));
    return sentence('Noted. The card shows it in a moment.');
  },
};

const noForm = renderProblem({
  what: 'Slack didn’t let me open the form.',
  next: 'Press the button again. The follow-up is marked either way.',
});
