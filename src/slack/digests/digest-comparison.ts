import type { TableBlock } from '@slack/types';
import type { Digest } from '../../calls/digest.ts';
import { change, rate, rateChange } from '../blocks/changes.ts';
import { number } from '../blocks/numbers.ts';
import { bold, type Cell, type Column, table } from '../blocks/rich.ts';
import { daysBefore, daysInWords } from '../blocks/times.ts';

/**
 * The day beside the day before and the same weekday a week earlier, as differences; a week beside the week before,
 * and a long weekend beside that of a week before.
 */
export function comparison(digest: Digest): TableBlock {
  const { date, days, day, dayBefore, sameDayLastWeek } = digest;
  const before = days === 1 ? [dayBefore, sameDayLastWeek] : [sameDayLastWeek];
  const rows: Cell[][] = [
    ['Calls', [bold(number(day.calls))], ...before.map((other) => change(day.calls, other.calls))],
    ['Answered by a person', [bold(rate(day))], ...before.map((other) => rateChange(day, other))],
    [
      'Failed to connect',
      [bold(number(day.failed))],
      ...before.map((other) => change(day.failed, other.failed)),
    ],
    ['Failed on our side', [bold(number(day.ours))], ...before.map((other) => change(day.ours, other.ours))],
  ];
  return table(
    [
      { title: days === 1 ? 'Day' : 'Days' },
      { title: daysInWords(date, days, 'short'), align: 'right' },
      ...(days === 1 ? [against(daysBefore(date, 1), 1)] : []),
      against(daysBefore(date, 7), days),
    ],
    rows,
  );
}

function against(date: string, days: number): Column {
  return { title: `Against ${daysInWords(date, days, 'short')}`, align: 'right' };
}
