import type { ActionsBlockElement, Button } from '@slack/types';

import type { FollowUp } from '../../calls/follow-ups/follow-up.ts';
import { commandButton } from '../blocks/command-button.ts';
import { dot } from '../blocks/dots.ts';
import { maskedWhereAsked } from '../blocks/masked.ts';
import { counted, number } from '../blocks/numbers.ts';
import { channel, person } from '../blocks/person.ts';
import type { MessageBlock, RenderOptions, Shown } from '../blocks/rendered.ts';
import { actions, bold, button, dotted, type Line, paragraph, words } from '../blocks/rich.ts';
import { openButton } from '../calls/call-buttons.ts';
import { followUpMenu } from '../calls/follow-up-buttons.ts';
import { followUpLines } from '../calls/follow-up-line.ts';
import { callLine } from '../calls/headline.ts';
import type { TodoPage, TodoRow } from './todo-page.ts';
import { encodeTodo, startOf, type TodoPlace } from './todo-place.ts';
import type { TodoList } from './todo-words.ts';

export interface TodoReader {
  userId: string;
  /** Where they read it; null where that is no channel. */
  channel: string | null;
  /** *Copy number*, for those who may see full numbers. */
  numberButton(followUp: FollowUp): Button | null;
}

/** What is to be followed up, with what can be pressed under each line. @param said What the last press did. */
export function renderTodo(
  page: TodoPage,
  reader: TodoReader,
  options: RenderOptions,
  said: MessageBlock[] = [],
): Shown {
  const rows = page.rows.flatMap((row, index) =>
    todoRow(row, page.place.above + index + 1, page, reader, options),
  );
  const list = page.total === 0 ? nothing(page.place.which) : [...heading(page), ...rows, ...turning(page)];
  const { blocks } = maskedWhereAsked({ blocks: list }, options);
  return { blocks: [...said, ...blocks] };
}

/** “To follow up: 12 · 3 overdue · 1–10 · yours, then nobody's” */
function heading({ place, rows, total, overdue }: TodoPage): MessageBlock[] {
  const isPart = total > rows.length;
  return paragraph(
    dotted(
      bold(`${counted(total, 'call')} to follow up`),
      overdue > 0 ? words(`${number(overdue)} overdue`) : null,
      isPart ? words(`${number(place.above + 1)}–${number(place.above + rows.length)}`) : null,
      whose(place.which),
    ),
  );
}

function whose(which: TodoList): Line {
  switch (which.list) {
    case 'here':
      return [words('yours, then nobody’s')];
    case 'mine':
      return [words('yours')];
    case 'all':
      return [words('everybody’s')];
    case 'everywhere':
      return [words('everybody’s, in all channels')];
    case 'overdue':
      return [words('the most overdue first')];
    case 'today':
      return [words('due today or before')];
    case 'tomorrow':
      return [words('due tomorrow')];
    case 'person':
      return person(which.person);
  }
}

function todoRow(
  { followUp, call }: TodoRow,
  place: number,
  page: TodoPage,
  reader: TodoReader,
  options: RenderOptions,
): MessageBlock[] {
  const [state = [], ...more] = followUpLines(followUp, call, options);
  const elsewhere =
    followUp.channel === reader.channel ? [] : [words(' · in '), ...channel(followUp.channel)];
  return [
    ...paragraph(
      [words(`${number(place)}. `), ...callLine(call, options)],
      [...state, ...elsewhere],
      ...more,
    ),
    ...actions(...rowButtons(followUp, page.place, reader), openButton(call), reader.numberButton(followUp)),
  ];
}

/** Nobody's is taken, one's own is done; what somebody else has is theirs. The list is shown again then. */
function rowButtons(followUp: FollowUp, place: TodoPlace, { userId, channel: here }: TodoReader) {
  const { owner, callId } = followUp;
  const press = (label: string, actionId: string): ActionsBlockElement[] => {
    const value = encodeTodo(place, callId);
    return value === null ? [] : [button(label, actionId, value)];
  };
  if (owner === null) return followUp.channel === here ? press('Take it', 'todo_take') : [];
  if (owner !== userId) return [];
  const more = followUpMenu(followUp).filter(({ type }) => type === 'static_select');
  return [...press('Done', 'todo_done'), ...more];
}

function turning({ place, next }: TodoPage): MessageBlock[] {
  const to = (label: string, actionId: string, there: TodoPlace | null): Button | null => {
    const value = there && encodeTodo(there);
    return value === null ? null : button(label, actionId, value);
  };
  return actions(
    to('Next', 'todo_next', next),
    place.above > 0 ? to('Back to the start', 'todo_start', startOf(place.which)) : null,
    to('Refresh', 'todo_refresh', place),
  );
}

function nothing(which: TodoList): MessageBlock[] {
  const everybody =
    which.list === 'all' || which.list === 'everywhere'
      ? []
      : actions(commandButton('Everybody’s', 'todo all', 1));
  return [...paragraph([...dot('green'), words(nothings[which.list])]), ...everybody];
}

const nothings: Record<TodoList['list'], string> = {
  here: 'Nothing to follow up here: you have none, and none is left to take.',
  mine: 'You have nothing to follow up.',
  all: 'Nothing to follow up here.',
  everywhere: 'Nothing to follow up in any channel.',
  today: 'Nothing is due today here.',
  tomorrow: 'Nothing is due tomorrow here.',
  overdue: 'Nothing is overdue here.',
  person: 'They have nothing to follow up here.',
};
