import { maskedWhereAsked } from '../blocks/masked.ts';
import type { RenderOptions, Shown } from '../blocks/rendered.ts';
import { actions, bold, code, type Line, paragraph, words } from '../blocks/rich.ts';
import { type CallListReply, exportButton, newerCalls, pageButtons, shareButton } from './call-list-reply.ts';
import { callTable, openCallSelect } from './call-table.ts';
import { emptyList } from './empty-list.ts';
import { filterMenus } from './list-menus.ts';

/** A page of calls. A page that is empty says what was searched and what to try. */
export function renderCallList(list: CallListReply, options: RenderOptions): Shown {
  const rendered = list.calls.length === 0 ? emptyList(list, options) : fullList(list, options);
  return maskedWhereAsked(rendered, options);
}

function fullList(list: CallListReply, options: RenderOptions): Shown {
  const calls = list.calls.slice(0, 10);
  return {
    blocks: [
      ...paragraph(heading(list)),
      ...filterMenus(list),
      callTable(calls, options, true),
      ...actions(openCallSelect(calls, options), newerCalls(list), ...pageButtons(list)),
      ...actions(shareButton(list), exportButton(list)),
    ],
  };
}

/** “Calls errored since:24h”. */
function heading({ filter, messageId }: CallListReply): Line {
  const title = bold(messageId === null ? 'Calls' : 'Calls of this message');
  return filter === '' ? [title, words(', newest first')] : [title, words(' '), code(filter, 400)];
}
