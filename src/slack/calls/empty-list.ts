import { describeFilter, formatFilter, storedFilter } from '../../calls/filter.ts';
import { withoutPeriod } from '../../calls/time/period.ts';
import { mostInButton } from '../blocks/carried.ts';
import { upperFirst } from '../blocks/counts.ts';
import { filterInWords } from '../blocks/filter-in-words.ts';
import { listed } from '../blocks/numbers.ts';
import type { MessageBlock, RenderOptions, Shown } from '../blocks/rendered.ts';
import { actions, bold, bullets, button, code, type Line, paragraph, words } from '../blocks/rich.ts';
import { safeText } from '../blocks/safe-text.ts';
import { endElement, isShowable, timeElement } from '../blocks/times.ts';
import { type CallListReply, newerCalls } from './call-list-reply.ts';
import { encodeChoice } from './list-choice.ts';
import { filterMenus } from './list-menus.ts';

/** What was searched, over which time, and what to look for instead. */
export function emptyList(list: CallListReply, options: RenderOptions): Shown {
  return {
    blocks: [
      ...paragraph(
        list.filter === ''
          ? [bold('No calls yet')]
          : [bold('No calls match:'), words(` ${filterInWords(list.filter, options)}`, 400)],
        searched(list, options),
      ),
      ...(list.filter === '' ? [] : filterMenus(list)),
      ...nearestButtons(list),
      ...(list.nearest.length === 0 ? suggestions(list) : []),
      ...actions(newerCalls(list)),
    ],
  };
}

function nearestButtons({ nearest, messageId }: CallListReply): MessageBlock[] {
  const buttons = nearest.map((filter, index) => {
    const value = encodeChoice({ filter, messageId }, mostInButton);
    return value === null ? null : button(described(filter), `list_nearest_${index + 1}`, value);
  });
  return nearest.length === 0
    ? []
    : [...paragraph([words('Closest searches with results:')]), ...actions(...buttons)];
}

/** “busy, last 7 days”, for a button. */
function described(filter: string): string {
  const inWords = describeFilter(storedFilter(filter));
  return upperFirst(safeText(inWords, 70)) || 'Every call';
}

function searched(list: CallListReply, options: RenderOptions): Line {
  if (list.contradiction !== null) return [words(excluding(list.contradiction))];
  const { searchedFrom: from, searchedUntil: until } = list;
  if (!isShowable(from)) return [words('Nothing is stored yet: calls appear here as they end.')];
  const end: Line = isShowable(until)
    ? [words(' to '), endElement(from, until, options)]
    : [words(' until now.')];
  return [words('Searched every stored call from '), timeElement(from, options), ...end];
}

/** Of “completed” and “busy”, a call is one at most. */
function excluding(terms: string[]): string {
  return `${listed(terms.map((term) => `“${safeText(term, 80)}”`))} exclude each other, so no call can match.`;
}

function suggestions({ filter, searchedFrom }: CallListReply): MessageBlock[] {
  if (filter === '' || searchedFrom === null) {
    return paragraph([words('See whether Revox is being read: '), code('/revox status')]);
  }
  return bullets(
    atAnyTime(filter),
    [words('Take a word away, or see every call: '), code('/revox calls')],
    [words('Look up the words: '), code('/revox help filters')],
  );
}

/** The other words as they are, where there are any beside those for time. */
function atAnyTime(filter: string): Line | null {
  // Words for time stay as they were written, so no clock is needed to read them.
  const asked = storedFilter(filter);
  const others = withoutPeriod(asked);
  const isNarrowed = others.terms.length < asked.terms.length;
  if (!isNarrowed || others.terms.length === 0) return null;
  return [words('Look at any time: '), code(`/revox calls ${formatFilter(others)}`, 400)];
}
