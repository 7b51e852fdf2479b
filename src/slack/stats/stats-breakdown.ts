import type { TableBlock } from '@slack/types';
import { maskNumbers } from '../../calls/numbers/mask-numbers.ts';
import type { Stats, StatsGroup } from '../../calls/stats.ts';
import { change, rate } from '../blocks/changes.ts';
import { barChart, chartLabel, distinctLabels } from '../blocks/charts.ts';
import { counted, number, percent } from '../blocks/numbers.ts';
import type { ChartBlock } from '../blocks/rendered.ts';
import { type Cell, type Column, table } from '../blocks/rich.ts';
import { breakdownTitle, withOthers } from './stats-groups.ts';

/** A line for each group: the numbers that the picture shows, and those it has no room for. */
export function groupsTable(stats: Stats): TableBlock {
  const ofEach = isOutcome(stats) ? shareOf(stats) : howTheyWent;
  const columns: Column[] = [
    { title: breakdownTitle(stats.breakdown) },
    ...['Calls', ...ofEach.titles, ...(stats.before === null ? [] : ['Calls vs before'])].map(
      (title): Column => ({ title, align: 'right' }),
    ),
  ];
  return table(
    columns,
    withOthers(stats).map(({ label, group }) => [
      label,
      number(group.calls),
      ...ofEach.cells(group),
      ...(group.callsBefore === null ? [] : [change(group.calls, group.callsBefore)]),
    ]),
  );
}

/** All calls of such a group were answered, or failed, or neither: what they are of all calls says more. */
function isOutcome({ breakdown }: Stats): boolean {
  return breakdown.by === 'result' || breakdown.by === 'error';
}

interface Figures {
  titles: string[];
  cells(group: StatsGroup): Cell[];
}

const howTheyWent: Figures = {
  titles: ['Answered by a person', '% of calls', 'Failed to connect'],
  cells: (group) =>
    group.calls === 0 ? ['', '', ''] : [number(group.answered), rate(group), number(group.failed)],
};

function shareOf({ figures }: Stats): Figures {
  return {
    titles: [`% of ${counted(figures.calls, 'call')}`],
    cells: ({ calls }) => [percent(calls / figures.calls)],
  };
}

/** Slack draws this many bars. */
const mostBars = 20;

/** The same as bars: how many calls, beside how many were answered or how many there were before. */
export function groupsChart(stats: Stats): ChartBlock[] {
  const drawn = fewEnough(withOthers(stats));
  if (drawn.length < 2) return [];
  const labels = distinctLabels(drawn.map(({ label }) => chartLabel(label, (it) => it)));
  const points = (figureOf: (group: StatsGroup) => number) =>
    drawn.map(({ group }, index) => ({ label: labels[index] as string, value: figureOf(group) }));
  const beside =
    stats.before === null
      ? { Answered: points(({ answered }) => answered) }
      : { Before: points(({ callsBefore }) => callsBefore ?? 0) };
  const title = maskNumbers(`Calls by ${breakdownTitle(stats.breakdown).toLowerCase()}`);
  return [barChart(title, { Calls: points(({ calls }) => calls), ...beside })];
}

type Drawn = ReturnType<typeof withOthers>;

/** Only hours can be more: two and two share a bar then. */
function fewEnough(drawn: Drawn): Drawn {
  if (drawn.length <= mostBars) return drawn;
  return drawn.flatMap((one, index) => (index % 2 === 0 ? [together(one, drawn[index + 1])] : []));
}

function together(one: Drawn[number], other: Drawn[number] | undefined): Drawn[number] {
  if (other === undefined) return one;
  const [first, second] = [one.group, other.group];
  return {
    label: `${first.word}–${second.word}`,
    group: {
      word: first.word,
      calls: first.calls + second.calls,
      answered: first.answered + second.answered,
      failed: first.failed + second.failed,
      callsBefore: (first.callsBefore ?? 0) + (second.callsBefore ?? 0),
    },
  };
}
