import type { RichTextElement, TableBlock } from '@slack/types';

import { number } from './numbers.ts';
import { linesOf, plainOf } from './plain.ts';
import type { ChartBlock, ChartPoint, MessageBlock, Rendered, Shown } from './rendered.ts';
import { bold, dotted, type Line, paragraph, words } from './rich.ts';
import { spoken } from './safe-text.ts';

/** Blocks that are new to Slack: not every workspace takes them, and not in every place. */
export const fragileKinds = ['data_visualization', 'table'] as const;
export type FragileKind = (typeof fragileKinds)[number];

/** The ways to say the same, best first: as it is, without charts and tables, in words alone. Most are never made. */
export function* formsOf<Message extends Shown>(rendered: Message): Generator<Message | Rendered> {
  yield rendered;
  if (rendered.blocks.length === 0) return;
  const fragile = fragileIn(rendered.blocks);
  const simple = { ...rendered, blocks: without(fragile, rendered.blocks) };
  if (fragile.length > 0) yield simple;
  yield plainOf(simple);
}

export function fragileIn(blocks: MessageBlock[]): FragileKind[] {
  return fragileKinds.filter((kind) => blocks.some(({ type }) => type === kind));
}

/** Each row of a table is a line, and a chart is the numbers in it that are not said beside it. */
export function without(kinds: readonly FragileKind[], blocks: MessageBlock[]): MessageBlock[] {
  const lined = blocks.flatMap((block) =>
    block.type === 'table' && kinds.includes('table') ? tableLines(block) : [block],
  );
  if (!kinds.includes('data_visualization')) return lined;
  const said = lined.flatMap((block) => linesOf(block)).join('\n');
  return lined.flatMap((block) => (block.type === 'data_visualization' ? chartLines(block, said) : [block]));
}

/** “1 · ● Human · +33 •••• 5678 · 14:32” speaks for itself; “France · 412 · 42%” needs the titles above it. */
function tableLines({ rows: [titles = [], ...rows] }: TableBlock): MessageBlock[] {
  if (!rows.every(isNumbers)) return paragraph(...rows.map((row) => dotted(...row.map(cellLine))));
  return paragraph(
    ...[titles, ...rows].map((row) => dotted(...row.map((cell) => [words(textOf(cell), 80)]))),
  );
}

type Cell = TableBlock['rows'][number][number];

function isNumbers([, first]: Cell[]): boolean {
  return first !== undefined && /^[\d+–-]/.test(textOf(first));
}

function cellLine(cell: Cell): Line | null {
  if (cell.type === 'rich_text')
    return cell.elements.flatMap((element) =>
      'elements' in element ? (element.elements as RichTextElement[]) : [],
    );
  return textOf(cell) === '–' ? null : [words(textOf(cell), 80)];
}

function textOf(cell: Cell): string {
  return cell.type === 'rich_text' ? '' : String(cell.text);
}

/** “Calls by hour, failed: 08 2 · 09 28”. */
function chartLines({ title, chart }: ChartBlock, said: string): MessageBlock[] {
  const series =
    chart.type === 'pie'
      ? [{ heading: title, points: chart.segments }]
      : chart.series.map(({ name, data }) => ({ heading: seriesHeading(title, name), points: data }));
  return paragraph(
    ...series
      .map(({ heading, points }) => ({ heading, points: points.filter(({ value }) => value !== 0) }))
      .filter(({ points }) => !points.every((point) => isSaid(point, said)))
      .map(({ heading, points }) => [bold(`${heading}:`), words(' '), ...dotted(...points.map(pointWords))]),
  );
}

/** “Calls by hour” of the calls themselves, “Calls by hour, failed” of a part of them. */
function seriesHeading(title: string, name: string): string {
  return title.startsWith(`${name} by `) ? title : `${title}, ${name.toLowerCase()}`;
}

function pointWords({ label, value }: ChartPoint): RichTextElement {
  return words(`${label} ${number(value)}`);
}

/** As a line of counts says it, or a row of a table. */
function isSaid({ label, value }: ChartPoint, said: string): boolean {
  return [' ', ' · ', ': '].some((between) =>
    said
      .split(`${spoken(label)}${between}${number(value)}`)
      .slice(1)
      .some((rest) => !/^[\d,.%]/.test(rest)),
  );
}
