import { commandButton } from '../blocks/command-button.ts';
import { number } from '../blocks/numbers.ts';
import { channel } from '../blocks/person.ts';
import type { MessageBlock, RenderOptions } from '../blocks/rendered.ts';
import { actions, header, type Line, paragraph, words } from '../blocks/rich.ts';
import { openButton } from '../calls/call-buttons.ts';
import { followUpMenu } from '../calls/follow-up-buttons.ts';
import { followUpLines } from '../calls/follow-up-line.ts';
import { callLine } from '../calls/headline.ts';
import type { TodoPage, TodoRow } from './todo-page.ts';

export type MyFollowUps = Pick<TodoPage, 'rows' | 'total'>;

/** The Home tab has room for a few. */
export const mostOnHome = 5;

/** First of all, what this person has to do; nothing where they have none. */
export function myFollowUps({ rows, total }: MyFollowUps, options: RenderOptions): MessageBlock[] {
  if (rows.length === 0) return [];
  const all = total > rows.length ? actions(commandButton(`All ${number(total)}`, 'todo mine', 1)) : [];
  return [
    header('My follow-ups'),
    ...rows.flatMap((row) => homeRow(row, options)),
    ...all,
    { type: 'divider' },
  ];
}

function homeRow({ followUp, call }: TodoRow, options: RenderOptions): MessageBlock[] {
  const [state = [], ...more] = followUpLines(followUp, call, options);
  const where: Line = [words(' · in '), ...channel(followUp.channel)];
  return [
    ...paragraph(callLine(call, options), [...state, ...where], ...more),
    ...actions(...followUpMenu(followUp), openButton(call)),
  ];
}
