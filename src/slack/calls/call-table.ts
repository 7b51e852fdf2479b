import type { StaticSelect, TableBlock } from '@slack/types';
import type { CallInBrief } from '../../calls/call.ts';
import { isHiddenField } from '../../calls/hidden-fields.ts';
import { number } from '../blocks/numbers.ts';
import type { RenderOptions } from '../blocks/rendered.ts';
import { type Cell, type Column, distinctOptions, option, select, table } from '../blocks/rich.ts';
import { safeText, spoken } from '../blocks/safe-text.ts';
import { isShowable, timeFirst, timeInWords } from '../blocks/times.ts';
import { numberOf, outcomeOf, spokenNumber, talkTime } from './call-words.ts';
import { headlineCell, headlineWord } from './headline.ts';
import { fieldIn, fieldLabel } from './structured-output.ts';

interface Rows {
  /** How many calls of the list stand above these. */
  above?: number;
  /** Names of extracted fields with a column of their own. */
  fields?: string[];
}

/** Calls as rows, numbered so that a choice of `openCallSelect` can name its row. */
export function callTable(calls: CallInBrief[], options: RenderOptions, rows: Rows = {}): TableBlock {
  const columns = columnsFor(calls, options, rows);
  const cells = calls.map((call, index) => columns.map(({ show }) => show(call, index)));
  return table(columns, cells);
}

interface CallColumn extends Column {
  show(call: CallInBrief, index: number): Cell;
}

/** A column that would be empty throughout, or that its readers may not see, is left out. */
function columnsFor(calls: CallInBrief[], options: RenderOptions, rows: Rows): CallColumn[] {
  const { above = 0, fields = [] } = rows;
  const shown = fields.filter((name) => !isHiddenField(name, options.hiddenFields ?? []));
  const row: CallColumn = { title: 'No.', align: 'right', show: (_, index) => number(above + index + 1) };
  const talk: CallColumn = { title: 'Talk time', align: 'right', show: (call) => talkTime(call) ?? '' };
  return [
    row,
    { title: 'Outcome', show: (call) => headlineCell(call, options) },
    ...shown.map((name) => fieldColumn(name, options)),
    { title: 'Number', show: (call) => numberOf(call, options) },
    ...(calls.some((call) => talkTime(call) !== null) ? [talk] : []),
    { title: 'Ended', show: ({ endedAt }) => (isShowable(endedAt) ? [timeFirst(endedAt, options)] : '') },
  ];
}

function fieldColumn(name: string, options: RenderOptions): CallColumn {
  return { title: fieldLabel(name), show: (call) => fieldIn(call, name, options) };
}

/** A table has no buttons, and ten of them beside ten rows would be noise: one menu opens any row. */
export function openCallSelect(calls: CallInBrief[], options: RenderOptions, above = 0): StaticSelect | null {
  return callSelect(calls, options, { above, title: 'Open a call…', actionId: 'open_call', command: '' });
}

/** The same menu, but a choice says who got the call, as if that was typed. */
export function whyCallSelect(calls: CallInBrief[], options: RenderOptions): StaticSelect | null {
  const menu = { title: 'Ask why about a call…', actionId: 'run_command_1', command: 'why ' };
  return callSelect(calls, options, { above: 0, ...menu });
}

interface CallMenu {
  /** How many calls of the list stand above these. */
  above: number;
  title: string;
  actionId: string;
  /** Stands before the id of what is chosen. */
  command: string;
}

function callSelect(calls: CallInBrief[], options: RenderOptions, menu: CallMenu): StaticSelect | null {
  const choices = calls.flatMap((call, index) => {
    const value = `${menu.command}${call.id}`;
    return call.id.trim() === '' || value.length > 150
      ? []
      : [option(choice(call, menu.above + index, options), value)];
  });
  if (choices.length === 0) return null;
  return select(menu.title, menu.actionId, distinctOptions(choices));
}

/** No time here: an option shows in one zone for all, and the table beside it in the reader's. */
function choice(call: CallInBrief, index: number, options: RenderOptions): string {
  return safeText(`${index + 1}. ${headlineWord(call, options)} · ${numberOf(call, options)}`, 75);
}

/** The rows for a screen reader: “1. Human, the number ending in 5678, 2 min 14 s, 14:32”. */
export function spokenRows(calls: CallInBrief[], options: RenderOptions): string[] {
  return calls.map((call, index) => {
    const time = isShowable(call.endedAt) ? timeInWords(call.endedAt, options) : '';
    const parts = [spoken(outcomeOf(call), 40), spokenNumber(call, options), talkTime(call) ?? '', time];
    return `${index + 1}. ${parts.filter((part) => part !== '').join(', ')}`;
  });
}
