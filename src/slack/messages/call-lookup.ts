import type { Call } from '../../calls/call.ts';
import { callTable, openCallSelect, spokenRows } from './call-table.ts';
import { maskedWhereAsked } from './masked.ts';
import { counted } from './numbers.ts';
import { fitting } from './plain.ts';
import { renderProblem } from './problem.ts';
import type { Rendered, RenderOptions } from './rendered.ts';
import { actions, bold, code, paragraph, words } from './rich.ts';
import { spoken } from './safe-text.ts';

const mostCandidates = 10;

/** What was typed fits several calls: one of them is picked. */
export function renderCandidates(query: string, calls: Call[], options: RenderOptions): Rendered {
  const shown = calls.slice(0, mostCandidates);
  const more = calls.length - shown.length;
  const rendered: Rendered = {
    text: fitting([
      `${counted(calls.length, 'call')} fit ${spoken(query, 80)}. Which one?`,
      ...spokenRows(shown, options),
    ]),
    blocks: [
      ...paragraph([bold('Which call?'), words(` ${counted(calls.length, 'call')} fit `), code(query, 80)]),
      callTable(shown, options, true),
      ...actions(openCallSelect(shown, options)),
      ...paragraph(more > 0 ? [words(`${counted(more, 'more call')} fit. Give more of the id.`)] : null),
    ],
  };
  return maskedWhereAsked(rendered, options);
}

export function renderCallNotFound(query: string): Rendered {
  return renderProblem({
    what: `No call has the id ${query.trim() === '' ? 'you gave' : `“${query.slice(0, 80)}”`}.`,
    next: 'It may be older than what is stored, or not over yet. Open one from a list, or search by number:',
    commands: ['/revox calls', '/revox calls phone:5678'],
  });
}
