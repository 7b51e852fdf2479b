import type { ReactNode } from 'react';

import { h } from './h.ts';

/**
 * `@slack/types` 3.2 does not know charts yet.
 * https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block
 */
export interface ChartBlock {
  type: 'data_visualization';
  title: string;
  chart: { type: 'pie'; segments: Point[] } | { type: 'bar' | 'line' | 'area'; series: Series[] };
}

type Point = { label: string; value: number };
type Series = { name: string; data: Point[] };

/** Bars and pies with their numbers on them, in the colours of the page, and read out as numbers. */
export function chartView({ title, chart }: ChartBlock): ReactNode {
  const series = chart.type === 'pie' ? [{ name: title, data: chart.segments }] : chart.series;
  return h(
    'figure',
    { className: 'chart', role: 'img', 'aria-label': spoken(title, series) },
    h('figcaption', null, title),
    chart.type === 'pie' ? pieView(chart.segments) : barsView(chart.series),
  );
}

/** A workspace that takes no charts shows the same numbers as lines. */
export function chartNote(): ReactNode {
  return h(
    'p',
    { className: 'chart-note' },
    'May be missing where your Slack takes no charts yet: lines then.',
  );
}

function spoken(title: string, series: Series[]): string {
  const each = series.map(({ name, data }) => {
    const points = data.map(({ label, value }) => `${label} ${value}`).join(', ');
    return series.length > 1 ? `${name}: ${points}` : points;
  });
  return `Chart, ${title}. ${each.join('. ')}`;
}

function barsView(series: Series[]): ReactNode {
  const most = Math.max(1, ...series.flatMap(({ data }) => data.map(({ value }) => value)));
  const labels = series[0]?.data.map(({ label }) => label) ?? [];
  return [
    h(
      'div',
      { key: 'bars', className: 'bars' },
      labels.map((label, at) =>
        h(
          'div',
          { key: label, className: 'group' },
          h(
            'div',
            { className: 'columns' },
            series.map(({ name, data }, index) => barView(name, data[at]?.value ?? 0, most, index)),
          ),
          h('span', { className: 'label' }, label),
        ),
      ),
    ),
    series.length > 1 ? legend(series.map(({ name }) => name)) : null,
  ];
}

function barView(name: string, value: number, most: number, index: number): ReactNode {
  return h(
    'div',
    { key: name, className: 'column' },
    h('span', null, value === 0 ? '' : value),
    h('div', { className: `bar series-${index + 1}`, style: { height: `${(value / most) * 100}%` } }),
  );
}

const radius = 60;

function pieView(segments: Point[]): ReactNode {
  const total = Math.max(
    1,
    segments.reduce((sum, { value }) => sum + value, 0),
  );
  let before = 0;
  const arcs = segments.map(({ label, value }, index) => {
    const from = before / total;
    before += value;
    return h('path', { key: label, className: `series-${index + 1}`, d: arc(from, before / total) });
  });
  const share = ({ value }: Point) => `${Math.round((value / total) * 100)}%`;
  return h(
    'div',
    { className: 'pie' },
    h('svg', { viewBox: '-64 -64 128 128' }, arcs),
    legend(segments.map((one) => `${one.label} · ${one.value} (${share(one)})`)),
  );
}

/** A slice between two parts of a whole, clockwise from the top. A whole circle is drawn as almost one. */
function arc(from: number, to: number): string {
  const at = (part: number) => {
    const angle = 2 * Math.PI * Math.min(part, from + 0.9999);
    return `${(radius * Math.sin(angle)).toFixed(2)} ${(-radius * Math.cos(angle)).toFixed(2)}`;
  };
  return `M 0 0 L ${at(from)} A ${radius} ${radius} 0 ${to - from > 0.5 ? 1 : 0} 1 ${at(to)} Z`;
}

function legend(names: string[]): ReactNode {
  return h(
    'ul',
    { key: 'legend', className: 'legend' },
    names.map((name, index) => h('li', { key: name, className: `series-${index + 1}` }, name)),
  );
}
