import type { FollowUp } from '../../calls/follow-ups/follow-up.ts';
import type { FollowUpEvent } from '../../calls/follow-ups/state.ts';
import type { Snooze } from '../../calls/snooze.ts';
import { findCallById } from '../../store/calls/call-lists.ts';
import type { RenderOptions, Shown } from '../blocks/rendered.ts';
import { actions, bold, paragraph, words } from '../blocks/rich.ts';
import { timeElement } from '../blocks/times.ts';
import { endedButtons } from '../calls/follow-up-buttons.ts';
import { decodeFollowUp, type FollowUpPick, isSnooze } from '../calls/follow-up-choice.ts';
import { dueAfter } from '../calls/follow-up-line.ts';
import { showCall } from '../calls/show-call.ts';
import { endOfSnooze } from '../door/end-of-snooze.ts';
import type { Answer, Asked, Desk, Handler } from '../door/handler.ts';
import { renderOptions } from '../door/render-options.ts';
import { sentence } from '../door/sentence.ts';
import { openNote } from './note-form.ts';
import { numberButton } from './number-button.ts';
import { renderWhyNot } from './why-not.ts';
import { gone, workOn } from './work-on.ts';

/** What is to happen, and what is said of it; or why it cannot. */
type Doing =
  | { event: FollowUpEvent; said(followUp: FollowUp, options: RenderOptions): Shown }
  | { refusal: Shown };
type DoingOf = (asked: Asked, desk: Desk, picked: FollowUpPick | null) => Doing | Promise<Doing>;

const take: DoingOf = ({ userId }, desk) => ({
  event: { kind: 'take', by: userId },
  said: (followUp, options) => renderTaken(followUp, options, numberButton(followUp, userId, desk)),
});

const done: DoingOf = ({ userId }) => ({
  event: { kind: 'done', by: userId },
  said: (followUp) => renderEnded('Done.', followUp),
});

const notNeeded: DoingOf = ({ userId }) => ({
  event: { kind: 'not-needed', by: userId },
  said: (followUp) => renderEnded('Marked as not needed.', followUp),
});

const giveBack: DoingOf = ({ userId }) => ({
  event: { kind: 'give-back', by: userId },
  said: () => sentence('Given back. Anybody here can take it now.'),
});

const reopen: DoingOf = ({ userId }) => ({
  event: { kind: 'reopen', by: userId },
  said: () => sentence('Open again.'),
});

/** From a menu: until when it is left alone, or one of what the buttons do. */
const picked: DoingOf = async (asked, desk, doing) => {
  if (isSnooze(doing)) return snooze(doing, asked, desk);
  if (doing === null) return { refusal: gone };
  return (doing === 'not-needed' ? notNeeded : giveBack)(asked, desk, doing);
};

async function snooze(chosen: Snooze, asked: Asked, desk: Desk): Promise<Doing> {
  const end = await endOfSnooze(chosen, asked, desk);
  if ('refusal' in end) return end;
  const { until } = end;
  return {
    event: { kind: 'snooze', by: asked.userId, until },
    said: (_, options) => ({
      blocks: paragraph([
        words('Snoozed until '),
        timeElement(until, options),
        words('. I’ll remind you then.'),
      ]),
    }),
  };
}

/** Everything that can be pressed on a follow-up, wherever it is shown, by action id. */
export const followUpActions: Record<string, Handler> = {
  follow_take: pressed(take),
  follow_done: pressed(done),
  follow_snooze: pressed(picked),
  follow_more: pressed(picked),
  follow_not_needed: pressed(notNeeded),
  follow_give_back: pressed(giveBack),
  follow_reopen: pressed(reopen),
  follow_note: openNote,
};

function pressed(doingOf: DoingOf): Handler {
  return {
    changes: true,
    async answer(asked, desk) {
      const choice = decodeFollowUp(asked.input);
      if (choice === null) return gone;
      const doing = await doingOf(asked, desk, choice.pick);
      if ('refusal' in doing) return doing.refusal;
      const worked = await workOn(choice.callId, doing.event, asked, desk);
      if ('refusal' in worked) return worked.refusal;
      const { followUp, isNew } = worked;
      const options = renderOptions(desk);
      const said = isNew ? doing.said(followUp, options) : renderWhyNot(followUp, asked.userId, options);
      return (await onSheet(choice.callId, asked, desk)) ?? said;
    },
  };
}

/** Where it was pressed in the full view of a call, that view says how it is now. */
async function onSheet(callId: string, asked: Asked, desk: Desk): Promise<Answer | null> {
  const call = asked.at.kind === 'modal' ? await findCallById(desk.db, callId) : null;
  return call && { ...(await showCall(call, asked, desk)), replaces: true };
}

function renderTaken(followUp: FollowUp, options: RenderOptions, number: ReturnType<typeof numberButton>) {
  const due = dueAfter(' It’s due ', followUp, options);
  const stop = due.length > 0 ? [words('.')] : [];
  return { blocks: [...paragraph([bold('It’s yours.'), ...due, ...stop]), ...actions(number)] };
}

function renderEnded(what: string, followUp: FollowUp): Shown {
  return { blocks: [...paragraph([bold(what)]), ...actions(...endedButtons(followUp))] };
}
