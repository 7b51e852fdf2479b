import type { ActionsBlockElement, Button, StaticSelect } from '@slack/types';

import { type FollowUp, isUnfinished } from '../../calls/follow-ups/follow-up.ts';
import { type Snooze, snoozes } from '../../calls/snooze.ts';
import { mostInButton, mostInOption } from '../blocks/carried.ts';
import { button, option, select } from '../blocks/rich.ts';
import { encodeFollowUp, type FollowUpPick } from './follow-up-choice.ts';

type Buttons = ActionsBlockElement[];

/** Buttons that stand in one row on most screens. */
const mostInRow = 5;

/**
 * What can be done about it now, in the row of the card of a call: its own, or the one that moved it.
 *
 * @param others How many more stand in that row.
 */
export function followUpButtons(followUp: FollowUp, shownOn: string, others = 0): Buttons {
  const all = allButtons(followUp, shownOn);
  if (all.length + others <= mostInRow) return all;
  return present(...followUpMenu(followUp), laterCall(followUp, shownOn));
}

function allButtons(followUp: FollowUp, shownOn: string): Buttons {
  const { callId, state } = followUp;
  const later = laterCall(followUp, shownOn);
  if (!isUnfinished(followUp)) return present(later);
  const notNeeded = about('Not needed', 'follow_not_needed', callId);
  if (state === 'open') return present(about('Take it', 'follow_take', callId), notNeeded, later);
  return present(
    about('Done', 'follow_done', callId),
    menu('Snooze…', 'follow_snooze', callId, snoozeLabels),
    notNeeded,
    about('Give back', 'follow_give_back', callId),
    later,
  );
}

/** The same on a line among others, where there is room for a button and a menu. */
export function followUpMenu(followUp: FollowUp): Buttons {
  const { callId, state } = followUp;
  if (!isUnfinished(followUp)) return [];
  if (state === 'open') return present(about('Take it', 'follow_take', callId));
  const more = menu('More…', 'follow_more', callId, {
    ...snoozeLabels,
    'not-needed': 'Not needed',
    'give-back': 'Give back',
  });
  return more === null ? allButtons(followUp, callId) : present(about('Done', 'follow_done', callId), more);
}

/** What is left to press when it has ended: beside the answer to who ended it, and where its call is shown in full. */
export function endedButtons({ callId, state, note, endedBy }: FollowUp): Buttons {
  if (state !== 'done' && state !== 'not-needed') return [];
  const noteLabel = note === null ? 'Add a note' : 'Change the note';
  return present(
    endedBy === null ? null : about(noteLabel, 'follow_note', callId),
    about('Open again', 'follow_reopen', callId),
  );
}

/** The call that settled or moved it; on its own card the one that asked first. */
function laterCall({ callId, settledBy, movedBy }: FollowUp, shownOn: string): Button | null {
  const later = settledBy ?? movedBy;
  if (later === null) return null;
  const [label, id] = shownOn === callId ? ['Open the later call', later] : ['Open the first call', callId];
  return id.length > mostInButton ? null : button(label, 'open_other_call', id);
}

const snoozeLabels = Object.fromEntries(
  Object.entries(snoozes).map(([period, label]) => [period, `Snooze ${label}`]),
) as Record<Snooze, string>;

function about(label: string, actionId: string, callId: string): Button | null {
  const value = encodeFollowUp(callId, null, mostInButton);
  return value === null ? null : button(label, actionId, value);
}

/** Null for an id that is too long for an option. */
function menu(
  placeholder: string,
  actionId: string,
  callId: string,
  labels: Partial<Record<FollowUpPick, string>>,
): StaticSelect | null {
  const options = Object.entries(labels).flatMap(([doing, label]) => {
    const value = encodeFollowUp(callId, doing as FollowUpPick, mostInOption);
    return value === null ? [] : [option(label, value)];
  });
  return options.length === 0 ? null : select(placeholder, actionId, options);
}

function present(...elements: (ActionsBlockElement | null)[]): Buttons {
  return elements.filter((element) => element !== null);
}
