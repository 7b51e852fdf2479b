import { storedFilter } from '../../calls/filter.ts';
import { filterInWords } from '../blocks/filter-in-words.ts';
import { maskedWhereAsked } from '../blocks/masked.ts';
import { counted, number } from '../blocks/numbers.ts';
import type { RenderOptions, Shown } from '../blocks/rendered.ts';
import { actions, bold, dotted, type Line, paragraph, words } from '../blocks/rich.ts';
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
      ...paragraph(heading(list, options)),
      ...filterMenus(list),
      callTable(calls, options, { above: list.above, fields: fieldsOf(list) }),
      ...actions(
        openCallSelect(calls, options, list.above),
        newerCalls(list),
        ...pageButtons(list),
        shareButton(list),
        exportButton(list),
      ),
    ],
  };
}

/** “217 calls · 11–20 · errors, last 24 hours”, as far as they could be counted: “10,000+ calls”. */
function heading(list: CallListReply, options: RenderOptions): Line {
  const { filter, messageId, calls, above, total } = list;
  const { count, isMore } = total;
  // What ended meanwhile, or was erased, must not make a page reach beyond its list.
  const all = Math.max(count, above + calls.length);
  const title = `${isMore ? `${number(all)}+ calls` : counted(all, 'call')}${messageId === null ? '' : ' of this message'}`;
  const isPart = isMore || all > calls.length;
  return dotted(
    bold(title),
    isPart ? words(`${number(above + 1)}–${number(above + calls.length)}`) : null,
    words(filter === '' ? 'newest first' : filterInWords(filter, options), 400),
  );
}

/** Of what was filtered by a field, each call shows it. */
function fieldsOf({ filter }: CallListReply): string[] {
  const names = storedFilter(filter).terms.flatMap((term) => {
    if (term.kind === 'field') return [term.name];
    return term.kind === 'extracted' && !term.negated ? [term.value] : [];
  });
  return [...new Set(names)].slice(0, 2);
}
