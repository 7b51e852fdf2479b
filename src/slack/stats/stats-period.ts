import type { Instant } from '../../calls/call.ts';
import type { Period, Stats } from '../../calls/stats.ts';
import { localDate, localDayBounds, localTime } from '../../calls/time/local-day.ts';
import type { RenderOptions } from '../blocks/rendered.ts';
import { dateInWords, isShowable } from '../blocks/times.ts';

/** “Tue 24 Feb to today so far, vs Tue 17 Feb to Mon 23 Feb, 13:00”, by the clock that the days are of. */
export function periodsInWords({ period, before, timezone }: Stats, { now }: RenderOptions): string {
  const said = (one: Period) => periodInWords(one, timezone, now);
  return before === null ? said(period) : `${said(period)}, vs ${said(before.period)}`;
}

function periodInWords({ from, to }: Period, timezone: string, now: Instant): string {
  if (!isShowable(from) || !isShowable(to)) return '';
  const [first, last] = [localDate(from, timezone), localDate(Math.max(from, to - 1), timezone)];
  const [isWhole, isOver] = [isMidnight(from, timezone), isMidnight(to, timezone) && to > from];
  if (isWhole && isOver && first === last) return dayInWords(first, timezone, now);
  const start = dayInWords(first, timezone, now) + (isWhole ? '' : `, ${localTime(from, timezone)}`);
  if (isOver) return `${start} to ${dayInWords(last, timezone, now)}`;
  if (to === now && isWhole) return first === last ? `${start} so far` : `${start} to today so far`;
  const end = localTime(to, timezone);
  if (first === last) return `${start} ${isWhole ? `until ${end}` : `to ${end}`}`;
  return `${start} to ${dayInWords(last, timezone, now)}, ${end}`;
}

function isMidnight(at: Instant, timezone: string): boolean {
  return localDayBounds(localDate(at, timezone), timezone).from === at;
}

function dayInWords(date: string, timezone: string, now: Instant): string {
  return dateInWords(date, 'short', date.slice(0, 4) !== localDate(now, timezone).slice(0, 4));
}
