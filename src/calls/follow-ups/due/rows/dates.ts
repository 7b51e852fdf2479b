import { isDate } from '../../../filter/days.ts';
import { dayAfter } from '../../../time/local-day.ts';
import { type Piece, pattern, type Row, type Scene } from '../piece.ts';

const months = [
  'jan(?:uary|vier|v)?',
  'fe(?:b(?:ruary)?|v(?:rier|r)?)',
  'mar(?:ch|s)?',
  'a(?:pr(?:il)?|vr(?:il)?)',
  'ma[yi]',
  'ju(?:ne?|in)',
  'jul[iy]?|juil(?:let)?',
  'au?g(?:ust)?|aout',
  'sep(?:t(?:ember|embre)?)?',
  'oct(?:ober|obre)?',
  'nov(?:ember|embre)?',
  'dec(?:ember|embre)?',
];
const month = `(${months.join('|')})\\.?`;
const year = '(?:,? (\\d{4}))?';
const nth = '(?:st|nd|rd|th|er)?';
const noTime = '(?! ?(?:h\\b|heures?|[ap]m\\b|o clock|min|[:/.-]?\\d))';
const weekday = '(?:day|di|dimanche|days|the|le|du|on)';

/** Dates in figures and with names of months. */
export const dates: Row[] = [
  {
    words: pattern(
      '(\\d{4}-\\d\\d-\\d\\d)[t ](\\d\\d:\\d\\d(?::\\d\\d(?:\\.\\d+)?)?) ?(z|[+-]\\d\\d:?\\d\\d)',
    ),
    read: ([, date, time, zone = '']) => instant(`${date}T${time}${zone.toUpperCase()}`),
  },
  {
    words: pattern('(\\d{4}-\\d\\d-\\d\\d)[t ](\\d\\d):(\\d\\d)(?::\\d\\d(?:\\.\\d+)?)?'),
    read: ([, date = '', hours, minutes]) =>
      isDate(date) && Number(hours) < 24
        ? [
            { is: 'day', date },
            { is: 'time', hours: Number(hours), minutes: Number(minutes), isLoose: false },
          ]
        : null,
  },
  {
    words: pattern('(?:the |le )?(\\d{4})[-/.](\\d{1,2})[-/.](\\d{1,2})'),
    read: ([, ...date]) => dayIn(date[0], date[1], date[2]),
  },
  {
    words: pattern('(?:the |le )?(\\d{1,2})([/.-])(\\d{1,2})\\2(\\d{4}|\\d{2})'),
    read: ([, one, , two, ofYear], scene) => inOrder(one, two, ofYear, scene),
  },
  {
    words: pattern('(?:the |le )?(\\d{1,2})/(\\d{1,2})(?!/)'),
    read: ([, one, two], scene) => inOrder(one, two, undefined, scene),
  },
  {
    words: pattern(`(?:the |le |du )?(\\d{1,2})${nth} (?:of )?${month}${year}`),
    read: ([, day, name = '', ofYear], { today }) => named(day, name, ofYear, today),
  },
  {
    words: pattern(`${month} (?:the )?(\\d{1,2})${nth}${year}${noTime}`),
    read: ([, name = '', day, ofYear], { today }) => named(day, name, ofYear, today),
  },
  { words: pattern('(?:the |le )?(\\d{1,2})(?:st|nd|rd|th)'), read: dayOfMonth },
  { words: pattern(`(?:le|du) (\\d{1,2}|1er)${noTime}`), read: dayOfMonth },
  { words: pattern(`(?<=${weekday} )(\\d{1,2})${noTime}`), read: dayOfMonth },
];

function dayOfMonth([, written = '']: string[]): Piece[] | null {
  const day = Number.parseInt(written, 10);
  return day < 1 || day > 31 ? null : [{ is: 'day-of-month', day }];
}

function instant(written: string): Piece[] | null {
  const at = Date.parse(written);
  return Number.isNaN(at) ? null : [{ is: 'instant', at }];
}

/** Where either may be the month, nothing is guessed. */
function inOrder(one = '', two = '', year: string | undefined, { today, isMonthFirst }: Scene) {
  const dayFirst = withYear(one, two, year, today);
  const monthFirst = withYear(two, one, year, today);
  if (dayFirst === null || monthFirst === null || Number(one) === Number(two)) return dayFirst ?? monthFirst;
  return isMonthFirst === null ? null : isMonthFirst ? monthFirst : dayFirst;
}

function named(day = '', name: string, year: string | undefined, today: string): Piece[] | null {
  const index = months.findIndex((words) => new RegExp(`^(?:${words})$`).test(name));
  return withYear(day, String(index + 1), year, today);
}

/** Without a year it is the next one. One that was a while ago is no date of next year. */
function withYear(day: string, month: string, year: string | undefined, today: string): Piece[] | null {
  if (year !== undefined) return dayIn(year.length === 2 ? `20${year}` : year, month, day);
  const thisYear = Number(today.slice(0, 4));
  const dates = [thisYear, thisYear + 1].map((it) => dateOf(String(it), month, day));
  const next = dates.find((date) => date >= today && date <= dayAfter(today, 300) && isDate(date));
  return next === undefined ? null : [{ is: 'day', date: next }];
}

function dayIn(year = '', month = '', day = ''): Piece[] | null {
  const date = dateOf(year, month, day);
  return isDate(date) ? [{ is: 'day', date }] : null;
}

function dateOf(year: string, month: string, day: string): string {
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}
