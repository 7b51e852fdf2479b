import { dayAfter } from '../time/local-day.ts';
import { daysSinceMonday, lastWeekday } from '../time/weekdays.ts';
import { datesOf, monthsBefore } from './days.ts';

/** Days at the beginning of a line, as words of a filter. */
interface Span {
  length: number;
  read: string[];
}

/** `last weekend`, « ce trimestre », `Q3 2025`: what is several days and has no word of its own. */
export function spanAt(line: string, today: string): Span | null {
  return weekendAt(line, today) ?? quarterAt(line, today);
}

const saysPast = /last|previous|past|dernier|passe|precedent/i;

const weekendPattern = new RegExp(
  [
    '^(?:(?:the |this |last |past |previous |ce |le |du )?week-?end(?: (?:dernier|passe|precedent))?',
    '|dernier week-?end)(?!\\S)',
  ].join(''),
  'i',
);

/** The one that is, or was last; the last one is over. */
function weekendAt(line: string, today: string): Span | null {
  const [words = ''] = weekendPattern.exec(line) ?? [];
  if (words === '') return null;
  const isNow = daysSinceMonday(today) >= 5;
  const saturday = lastWeekday('saturday', today);
  const first = isNow && saysPast.test(words) ? dayAfter(saturday, -7) : saturday;
  return { length: words.length, read: [`since:${first}`, `until:${dayAfter(first, 1)}`] };
}

const quarterPattern = new RegExp(
  `^(?:(?:the )?(?:this|current|last|past|previous) quarter|q([1-4])(?: (20\\d\\d))?|${[
    '(?:ce |le |du )?trimestre(?: (?:dernier|passe|precedent|en cours|actuel))|ce trimestre',
    '(?:le |du )?dernier trimestre',
  ].join('|')})(?!\\S)`,
  'i',
);

function quarterAt(line: string, today: string): Span | null {
  const [words = '', number, year] = quarterPattern.exec(line) ?? [];
  if (words === '') return null;
  const [thisYear = '', month = ''] = today.split('-');
  const begun = Math.floor((Number(month) - 1) / 3) * 3 + 1;
  const first =
    number === undefined
      ? monthsBefore(monthOf(thisYear, begun), saysPast.test(words) ? 3 : 0)
      : latest(monthOf(year ?? thisYear, Number(number) * 3 - 2), year === undefined ? today : '9');
  const [, last] = datesOf(monthsBefore(first, -2), today);
  return { length: words.length, read: [`since:${first}-01`, `until:${last}`] };
}

function monthOf(year: string, month: number): string {
  return `${year}-${String(month).padStart(2, '0')}`;
}

/** Q4 in March is that of the year before. */
function latest(month: string, today: string): string {
  return month > today ? monthsBefore(month, 12) : month;
}
