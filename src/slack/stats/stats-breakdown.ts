import type { TableBlock } from '@slack/types';
import { maskNumbers } from '../../calls/numbers/mask-numbers.ts';
import type { Stats, StatsGroup } from '../../calls/stats.ts';
import { change, rate } from '../blocks/changes.ts';
import { barChart, chartLabel, distinctLabels } from '../blocks/charts.ts';
import { number } from '../blocks/numbers.ts';
import type { ChartBlock } from '../blocks/rendered.ts';
import { type Cell, type Column, table } from '../blocks/rich.ts';
import { breakdownTitle, withOthers } from './stats-groups.ts';

/** A line for each group: the numbers that the picture shows, and those it has no room for. */
export function groupsTable(stats: Stats): TableBlock {
  const columns: Column[] = [
    { title: breakdownTitle(stats.breakdown) },
    { title: 'Calls', align: 'right' },
    { title: 'Answered', align: 'right' },
    { title: 'Failed', align: 'right' },
    ...(stats.before === null ? [] : [{ title: 'Change in calls', align: 'right' as const }]),
  ];
  return table(
    columns,
    withOthers(stats).map(({ label, group }) => row(label, group)),
  );
}

function row(label: string, group: StatsGroup): Cell[] {
  const { calls, failed, callsBefore } = group;
  const cells = [label, number(calls), calls === 0 ? '' : rate(group), calls === 0 ? '' : number(failed)];
  return callsBefore === null ? cells : [...cells, change(calls, callsBefore)];
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
