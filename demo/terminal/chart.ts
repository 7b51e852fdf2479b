import { type Line, span } from './spans.ts';
import { cut, lineWidth } from './width.ts';

/**
 * `@slack/types` 3.2 does not know charts yet.
 * https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block
 */
export interface ChartBlock {
  type: 'data_visualization';
  title: string;
  chart:
    | { type: 'pie'; segments: Point[] }
    | { type: 'bar' | 'line' | 'area'; series: { name: string; data: Point[] }[] };
}

interface Point {
  label: string;
  value: number;
}

const widestLabel = 20;
const widestBar = 32;

/** Every kind of chart as bars, with its numbers beside them. */
export function chartLines({ title, chart }: ChartBlock, width: number): Line[] {
  const series = chart.type === 'pie' ? [{ name: '', data: chart.segments }] : chart.series;
  const total = chart.type === 'pie' ? chart.segments.reduce((sum, { value }) => sum + value, 0) : null;
  const named = series.length > 1;
  return [
    [span(title, 'bold')],
    ...series.flatMap(({ name, data }) => [
      ...(named ? [[span(name, 'dim')]] : []),
      ...barLines(data, total, width),
    ]),
  ];
}

function barLines(points: Point[], total: number | null, width: number): Line[] {
  const labels = points.map(({ label }) => cut([span(label)], widestLabel));
  const labelWidth = Math.max(1, ...labels.map(lineWidth));
  const most = Math.max(1, ...points.map(({ value }) => value));
  const room = Math.max(8, Math.min(widestBar, width - labelWidth - 14));
  return points.map(({ value }, index) => {
    const label = labels[index] ?? [];
    const share = total ? ` (${Math.round((value / total) * 100)} %)` : '';
    return [
      ...label,
      span(' '.repeat(labelWidth - lineWidth(label) + 1)),
      span(bar((value / most) * room), 'cyan'),
      span(` ${value}${share}`),
    ];
  });
}

const eighths = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

function bar(length: number): string {
  const whole = Math.floor(length);
  return '█'.repeat(whole) + (eighths[Math.floor((length - whole) * 8)] ?? '');
}
