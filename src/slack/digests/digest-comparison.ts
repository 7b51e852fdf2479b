import type { TableBlock } from '@slack/types';
import type { DayFigures, Digest } from '../../calls/digest.ts';
import { dayAfter, localTime } from '../../calls/time/local-day.ts';
import { change, rate, rateChange } from '../blocks/changes.ts';
import { number } from '../blocks/numbers.ts';
import { bold, type Cell, table } from '../blocks/rich.ts';
import { daysInWords } from '../blocks/times.ts';

/**
 * The day beside the day before and the same weekday a week earlier, as differences; a week beside the week before,
 * and a long weekend beside that of a week before. A day of which no calls are stored has no column.
 */
export function comparison(digest: Digest): TableBlock {
  const { date, days, day } = digest;
  const before = earlier(digest);
  const row = (name: string, now: string, changeFrom: (other: DayFigures) => string): Cell[] => [
    name,
    [bold(now)],
    ...before.map(({ figures }) => changeFrom(figures)),
  ];
  return table(
    [
      { title: firstTitle(digest) },
      { title: daysInWords(date, days, 'short'), align: 'right' },
      ...before.map(({ title }) => ({ title, align: 'right' as const })),
    ],
    [
      row('Calls', number(day.calls), (other) => change(day.calls, other.calls)),
      row('Answered, of all calls', rate(day), (other) => rateChange(day, other)),
      row('Failed to connect', number(day.failed), (other) => change(day.failed, other.failed)),
      row('Failed, your setup', number(day.ours), (other) => change(day.ours, other.ours)),
    ],
  );
}

/** “Until 14:30”, which holds for the other days too. */
function firstTitle({ days, until, timezone }: Digest): string {
  if (until !== null) return `Until ${localTime(until, timezone).slice(0, 5)}`;
  return days === 1 ? 'Day' : 'Days';
}

/** “vs Mon 13 Jul”. */
function earlier({ date, days, dayBefore, sameDayLastWeek }: Digest) {
  const beside = (figures: DayFigures | null, daysEarlier: number) =>
    figures === null
      ? []
      : [{ figures, title: `vs ${daysInWords(dayAfter(date, -daysEarlier), days, 'short')}` }];
  return [...(days === 1 ? beside(dayBefore, 1) : []), ...beside(sameDayLastWeek, 7)];
}
