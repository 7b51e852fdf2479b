import type { TableBlock } from '@slack/types';

import type { NameOf } from './mrkdwn.ts';
import { richText } from './rich-text.ts';
import { type Line, type Span, span } from './spans.ts';
import { cut, lineWidth } from './width.ts';

const gap = 2;
const narrowest = 4;

/** Columns as wide as what is in them; when that is too much, the widest give way first. */
export function tableLines(block: TableBlock, nameOf: NameOf, width: number): Line[] {
  const rows = block.rows.map((row) => row.map((cell) => cellLine(cell, nameOf)));
  const widths = fitted(naturalWidths(rows), width);
  return rows.map((row, index) => {
    const styled = index === 0 ? row.map(asHeading) : row;
    return styled.flatMap((cell, column) => {
      const padded = pad(cut(cell, widths[column] ?? 0), widths[column] ?? 0, alignOf(block, column));
      return column === 0 ? padded : [span(' '.repeat(gap)), ...padded];
    });
  });
}

type Cell = TableBlock['rows'][number][number];

function cellLine(cell: Cell, nameOf: NameOf): Line {
  if (cell.type === 'rich_text')
    return richText(cell, nameOf, Number.POSITIVE_INFINITY).flat().map(onOneLine);
  const { text, value } = cell as { text?: string; value?: number };
  return [onOneLine(span(text ?? String(value ?? '')))];
}

function onOneLine(one: Span): Span {
  return { ...one, text: one.text.replaceAll('\n', ' ') };
}

function asHeading(line: Line): Line {
  return line.map((one) => ({ ...one, styles: ['dim'] }));
}

function naturalWidths(rows: Line[][]): number[] {
  const columns = Math.max(0, ...rows.map((row) => row.length));
  return Array.from({ length: columns }, (_, column) =>
    Math.max(1, ...rows.map((row) => lineWidth(row[column] ?? []))),
  );
}

function fitted(widths: number[], width: number): number[] {
  const fitting = [...widths];
  const total = () => fitting.reduce((sum, one) => sum + one, 0) + gap * (fitting.length - 1);
  while (total() > width) {
    const widest = Math.max(...fitting);
    if (widest <= narrowest) return fitting;
    fitting[fitting.indexOf(widest)] = widest - 1;
  }
  return fitting;
}

function alignOf(block: TableBlock, column: number): string {
  return block.column_settings?.[column]?.align ?? 'left';
}

function pad(line: Line, width: number, align: string): Line {
  const space = span(' '.repeat(Math.max(0, width - lineWidth(line))));
  return align === 'right' ? [space, ...line] : [...line, space];
}
