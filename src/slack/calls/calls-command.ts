import { formatFilter, parseFilter } from '../../calls/filter.ts';
import { renderUnknownWords } from '../blocks/unread-words.ts';
import type { Command } from '../door/handler.ts';
import { filterContext } from '../door/render-options.ts';
import { call } from './call-command.ts';
import { filterList, listSome, refreshList, shareList, turnList } from './list-buttons.ts';
import { openList } from './show-list.ts';

export const calls: Command = {
  word: 'calls',
  help: {
    also: ['list', 'search'],
    group: 'Look up',
    summary: 'list calls, newest first',
    usage: '/revox calls [filter…]',
    examples: [
      { typed: '/revox calls', does: 'every call, newest first' },
      { typed: '/revox calls errored today', does: 'what failed since midnight' },
      { typed: '/revox calls ours 7d', does: 'dial errors in your setup, this week' },
      { typed: '/revox calls human -by:user', does: 'answered, and not ended by the person' },
      { typed: '/revox calls phone:5678', does: 'a number by its last digits' },
    ],
    notes: [
      'Only you see the list. Rows stay where they are while you read; new calls are offered by a button.',
    ],
  },
  buttons: {
    list_newer: turnList,
    list_older: turnList,
    list_refresh: refreshList,
    list_status: filterList,
    list_result: filterList,
    list_period: filterList,
    list_nearest_1: filterList,
    list_nearest_2: filterList,
    list_nearest_3: filterList,
    list_calls: listSome,
    list_all: listSome,
    list_failed: listSome,
    share_list: shareList,
  },

  filters: true,
  async answer(asked, desk) {
    const { input } = asked;
    const { filter, problems } = parseFilter(input, filterContext(desk));
    if (isOneId(input)) return call.answer(asked, desk);
    if (problems.length > 0) return renderUnknownWords(problems, `/revox calls ${input}`);
    return openList({ filter: formatFilter(filter), messageId: null }, asked, desk);
  },
};

/** The id of a call, or its beginning, as it was copied from somewhere. */
export function isOneId(input: string): boolean {
  return /^["'`“]?(?=[\da-f-]*\d)(?=[\da-f-]*[a-f])[\da-f]{8}[\da-f-]{0,28}["'`”…]?$/i.test(input);
}
