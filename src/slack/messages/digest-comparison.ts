import type { TableBlock } from '@slack/types';
import type { Digest } from '../../calls/digest.ts';
import { change, rate, rateChange } from './changes.ts';
import { number } from './numbers.ts';
import { bold, type Cell, table } from './rich.ts';
import { dateInWords, daysBefore } from './times.ts';

/** The day beside the day before and the same weekday a week earlier, as differences. */
export function comparison({ date, day, dayBefore, sameDayLastWeek }: Digest): TableBlock {
  const before = [dayBefore, sameDayLastWeek];
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
      { title: 'Day' },
      { title: dateInWords(date, 'short'), align: 'right' },
      { title: `Against ${dateInWords(daysBefore(date, 1), 'short')}`, align: 'right' },
      { title: `Against ${dateInWords(daysBefore(date, 7), 'short')}`, align: 'right' },
    ],
    rows,
  );
}
