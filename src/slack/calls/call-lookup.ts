import type { Call } from '../../calls/call.ts';
import { maskedWhereAsked } from '../blocks/masked.ts';
import { counted } from '../blocks/numbers.ts';
import { renderProblem } from '../blocks/problem.ts';
import type { RenderOptions, Shown } from '../blocks/rendered.ts';
import { actions, bold, code, paragraph, words } from '../blocks/rich.ts';
import { callTable, openCallSelect, whyCallSelect } from './call-table.ts';

const mostCandidates = 10;

/** What is asked of a call. */
type Lookup = 'call' | 'why';

/** What was typed fits several calls: one of them is picked, and the same asked of it. */
export function renderCandidates(
  lookup: Lookup,
  query: string,
  calls: Call[],
  options: RenderOptions,
): Shown {
  const menu = lookup === 'why' ? whyCallSelect : openCallSelect;
  const shown = calls.slice(0, mostCandidates);
  const more = calls.length - shown.length;
  const rendered: Shown = {
    blocks: [
      ...paragraph([bold('Which call?'), words(` ${counted(calls.length, 'call')} match `), code(query, 80)]),
      callTable(shown, options),
      ...actions(menu(shown, options)),
      ...paragraph(more > 0 ? [words(`${counted(more, 'more call')} match. Give more of the id.`)] : null),
    ],
  };
  return maskedWhereAsked(rendered, options);
}

/** Nothing was typed to look for. */
export function renderWhichCall(lookup: Lookup): Shown {
  return renderProblem({
    what: 'Which call?',
    next: 'Give its id, the beginning of it, or the last digits of the number:',
    commands: [`/revox ${lookup} 5678`],
  });
}

export function renderCallNotFound(query: string): Shown {
  return renderProblem({
    what: isNumber.test(query)
      ? `No stored call went to the number “${query.slice(0, 80)}”, or has that id.`
      : `No call has the id “${query.slice(0, 80)}”.`,
    next: 'It may be older than the stored calls, or not over yet. Open one from a list, or search by number:',
    commands: ['/revox calls', '/revox calls phone:5678'],
  });
}

const isNumber = /^\+?\d[\d ().-]*$/;
