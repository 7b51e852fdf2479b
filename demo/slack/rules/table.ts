import { count, isRecord, type Problem, records, type Thing, text } from './problem.ts';
import { checkRichText } from './rich-text.ts';

const mostRows = 100;
const mostCells = 20;

export function checkTable(pointer: string, { rows, column_settings }: Thing): Problem[] {
  return [
    ...checkRows(`${pointer}/rows`, rows, 1),
    ...count(`${pointer}/column_settings`, column_settings ?? [], 0, mostCells),
  ];
}

export function checkDataTable(pointer: string, { rows, caption }: Thing): Problem[] {
  return [...checkRows(`${pointer}/rows`, rows, 2), ...text(`${pointer}/caption`, caption, 3000)];
}

function checkRows(pointer: string, rows: unknown, fewest: number): Problem[] {
  const all = Array.isArray(rows) ? rows : [];
  return [
    ...count(pointer, rows, fewest, mostRows),
    ...all.flatMap((row, index) => [
      ...count(`${pointer}/${index}`, row, 1, mostCells),
      ...sameWidth(`${pointer}/${index}`, row, all[0]),
      ...records(row).flatMap((cell, column) => checkCell(`${pointer}/${index}/${column}`, cell)),
    ]),
  ];
}

function sameWidth(pointer: string, row: unknown, first: unknown): Problem[] {
  const [length, wanted] = [row, first].map((cells) => (Array.isArray(cells) ? cells.length : 0));
  return length === wanted ? [] : [{ pointer, message: `${length} cells under ${wanted} columns` }];
}

function checkCell(pointer: string, cell: Thing): Problem[] {
  if (cell.type === 'rich_text') return checkRichText(pointer, cell);
  const known = isRecord(cell) && (cell.type === 'raw_text' || cell.type === 'raw_number');
  return known ? text(`${pointer}/text`, cell.text, 10_000) : [{ pointer, message: 'no such kind of cell' }];
}
