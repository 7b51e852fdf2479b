import type { Button } from '@slack/types';
import type { Call, Instant } from '../../calls/call.ts';
import { callTable, openCallSelect, spokenRows } from './call-table.ts';
import { maskedWhereAsked } from './masked.ts';
import { counted } from './numbers.ts';
import { fitting } from './plain.ts';
import type { MessageBlock, Rendered, RenderOptions } from './rendered.ts';
import { actions, bold, bullets, button, code, type Line, paragraph, words } from './rich.ts';
import { spoken } from './safe-text.ts';
import { isShowable, timeElement, timeInWords } from './times.ts';

export interface CallListReply {
  /** The filter in its canonical words; empty means every call. */
  filter: string;
  /** Newest first, ten at most. */
  calls: Call[];
  /** Calls that match and ended after the list was opened. */
  newerCount: number;
  /** What the buttons carry; null where there is no such page. Slack takes 2,000 characters. */
  newer: string | null;
  older: string | null;
  refresh: string | null;
  /** When the search began, from the filter or from the oldest stored call; null when nothing is stored. */
  searchedFrom: Instant | null;
  /** When it ended, if the filter says so. */
  searchedUntil: Instant | null;
}

/** A page of calls. A page that is empty says what was searched and what to try. */
export function renderCallList(list: CallListReply, options: RenderOptions): Rendered {
  const rendered = list.calls.length === 0 ? emptyList(list, options) : fullList(list, options);
  return maskedWhereAsked(rendered, options);
}

function fullList(list: CallListReply, options: RenderOptions): Rendered {
  const calls = list.calls.slice(0, 10);
  return {
    text: fitting([
      `${counted(calls.length, 'call')}${matching(list)}, newest first:`,
      ...spokenRows(calls, options),
    ]),
    blocks: [
      ...paragraph(heading(list)),
      callTable(calls, options, true),
      ...actions(openCallSelect(calls, options), newerCalls(list), ...pageButtons(list)),
    ],
  };
}

/** “Calls errored since:24h”. */
function heading({ filter }: CallListReply): Line {
  return filter === ''
    ? [bold('Calls'), words(', newest first')]
    : [bold('Calls'), words(' '), code(filter, 400)];
}

function matching({ filter }: CallListReply): string {
  return filter === '' ? '' : ` matching ${spoken(filter, 200)}`;
}

function pageButtons({ newer, older }: CallListReply) {
  return [
    newer === null ? null : button('Newer', 'list_newer', newer),
    older === null ? null : button('Older', 'list_older', older),
  ];
}

/** New calls never move the rows under the reader's eyes: they are offered instead. */
function newerCalls({ newerCount, refresh }: CallListReply): Button | null {
  return newerCount < 1 || refresh === null
    ? null
    : button(counted(newerCount, 'newer call'), 'list_refresh', refresh);
}

function emptyList(list: CallListReply, options: RenderOptions): Rendered {
  return {
    text: `No calls${matching(list)}. ${spoken(searchedInWords(list, options), 200)}`,
    blocks: [
      ...paragraph(
        list.filter === ''
          ? [bold('No calls yet')]
          : [bold('No calls match'), words(' '), code(list.filter, 400)],
        searched(list, options),
      ),
      ...suggestions(list),
      ...actions(newerCalls(list)),
    ],
  };
}

function searched(list: CallListReply, options: RenderOptions): Line {
  const { searchedFrom: from, searchedUntil: until } = list;
  if (!isShowable(from)) return [words(searchedInWords(list, options))];
  const end: Line = isShowable(until) ? [words(' to '), timeElement(until, options)] : [words(' until now.')];
  return [words('Searched every stored call from '), timeElement(from, options), ...end];
}

function searchedInWords({ searchedFrom, searchedUntil }: CallListReply, options: RenderOptions): string {
  if (!isShowable(searchedFrom)) return 'Nothing is stored yet: calls appear here as they end.';
  const end = isShowable(searchedUntil) ? `to ${timeInWords(searchedUntil, options)}` : 'until now';
  return `Searched every stored call from ${timeInWords(searchedFrom, options)} ${end}.`;
}

function suggestions({ filter, searchedFrom }: CallListReply): MessageBlock[] {
  if (filter === '' || searchedFrom === null) {
    return paragraph([words('See whether Revox is being read: '), code('/revox status')]);
  }
  return bullets(
    [words('Widen the time: '), code('/revox calls 7d')],
    [words('Take a word away, or see every call: '), code('/revox calls')],
    [words('Look up the words: '), code('/revox help filters')],
  );
}
