import type { Count } from '../../calls/bundle.ts';
import { maskNumbers } from '../../calls/numbers/mask-numbers.ts';
import { shortLabel } from './counts.ts';
import type { ChartBlock, ChartPoint } from './rendered.ts';
import { clip, safeText } from './safe-text.ts';

const labelLength = 20;
const mostSegments = 6;
const mostBars = 12;

/** Parts of a whole. Slack draws six at most; the smallest share one. */
export function pie(title: string, counts: Count[], labelOf: (word: string) => string): ChartBlock {
  return {
    type: 'data_visualization',
    title: clip(title, 50),
    chart: { type: 'pie', segments: points(counts, labelOf, mostSegments) },
  };
}

export function bars(title: string, counts: Count[], labelOf: (word: string) => string): ChartBlock {
  return barChart(title, { Calls: points(counts, labelOf, mostBars) });
}

/** Every series has the same labels, in the same order. */
export function barChart(title: string, series: Record<string, ChartPoint[]>): ChartBlock {
  const [first = []] = Object.values(series);
  return {
    type: 'data_visualization',
    title: clip(title, 50),
    chart: {
      type: 'bar',
      series: Object.entries(series).map(([name, data]) => ({ name, data })),
      axis_config: { categories: first.map(({ label }) => label) },
    },
  };
}

function points(counts: Count[], labelOf: (word: string) => string, most: number): ChartPoint[] {
  const present = counts.filter(({ count }) => count > 0);
  const shown = present.length > most ? present.slice(0, most - 1) : present;
  const rest = present.slice(shown.length).reduce((sum, { count }) => sum + count, 0);
  const drawn = shown.map(({ word, count }) => ({ label: chartLabel(word, labelOf), value: count }));
  return distinct(rest === 0 ? drawn : [...drawn, { label: 'Other', value: rest }]);
}

export function chartLabel(word: string, labelOf: (word: string) => string): string {
  return safeText(maskNumbers(shortLabel(word, labelOf)), labelLength) || 'Unnamed';
}

function distinct(drawn: ChartPoint[]): ChartPoint[] {
  const labels = distinctLabels(drawn.map(({ label }) => label));
  return drawn.map(({ value }, index) => ({ label: labels[index] as string, value }));
}

/** Slack finds a bar by its label, so a number distinguishes two that were cut to the same one. */
export function distinctLabels(labels: string[]): string[] {
  const seen = new Set<string>();
  return labels.map((label, index) => {
    const own = seen.has(label) ? `${clip(label, labelLength - 4)} ${index + 1}` : label;
    seen.add(own);
    return own;
  });
}
