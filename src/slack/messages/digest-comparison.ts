import type { TableBlock } from '@slack/types';
import { answerRate, type DayFigures, type Digest } from '../../calls/digest.ts';
import { number, percent } from './numbers.ts';
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

const fewestForPercent = 20;

/** “+12% from 1,146”. Of a few calls a percentage says nothing. */
function change(now: number, before: number): string {
  if (now === before) return 'no change';
  if (before < fewestForPercent)
    return `${now > before ? 'up' : 'down'} from ${before === 0 ? 'none' : number(before)}`;
  return `${signed(Math.round((now / before - 1) * 100))}% from ${number(before)}`;
}

function rateChange(day: DayFigures, other: DayFigures): string {
  const [now, before] = [answerRate(day), answerRate(other)];
  if (now === null || before === null) return 'no calls';
  const points = Math.round(now * 100) - Math.round(before * 100);
  if (points === 0) return 'no change';
  return `${signed(points)} ${Math.abs(points) === 1 ? 'point' : 'points'} from ${percent(before)}`;
}

function rate(day: DayFigures): string {
  const part = answerRate(day);
  return part === null ? '–' : percent(part);
}

/** With the minus sign that is as wide as the plus. */
function signed(value: number): string {
  return value < 0 ? `−${number(-value)}` : `+${number(value)}`;
}
