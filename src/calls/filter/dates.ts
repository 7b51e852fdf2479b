import { withoutAccents } from '../without-accents.ts';
import { isDate, isMonth, monthsBefore } from './days.ts';

/**
 * What a date as people write it may be: `28.11.2026`, `28/11`, `2026-11-5`, `Nov 28`. One day or month, several where
 * it could be either, none where no calendar has it. Null for what is written like no date.
 *
 * @param today A date without a year is the last one that was.
 */
export function datesIn(text: string, today: string): string[] | null {
  const word = withoutAccents(text.toLowerCase()).trim();
  return inFigures(word, today) ?? joined(word) ?? inNames(word, today);
}

/** Figures with one or two marks between them; a number has more, and longer ones. */
function inFigures(word: string, today: string): string[] | null {
  const [, one = '', mark = '', two = '', three = ''] = figures.exec(word) ?? [];
  if (one === '') return null;
  if (one.length === 4) return three === '' ? months(one, two) : days([one, two, three]);
  if (one.length === 3 || three.length === 3) return null;
  if (two.length === 4) return three === '' ? months(two, one) : null;
  const written =
    mark === '.'
      ? [[one, two]]
      : distinct([
          [one, two],
          [two, one],
        ]);
  return written.flatMap(([day = '', month = '']) => datesOf(day, month, three, today));
}

const figures = /^(\d{1,4})([-/.])(\d{1,2}|\d{4}(?!.*[-/.]))(?:\2(\d{1,4})?)?$/;

function distinct(pairs: [string, string][]): [string, string][] {
  const [[one, two] = ['', '']] = pairs;
  return Number(one) === Number(two) ? pairs.slice(0, 1) : pairs;
}

/** `20261128` */
function joined(word: string): string[] | null {
  const [, year, month, day] = /^(20\d\d)(\d\d)(\d\d)$/.exec(word) ?? [];
  const date = `${year}-${month}-${day}`;
  return isDate(date) ? [date] : null;
}

const monthNames =
  'january february march april may june july august september october november december'.split(' ');
const frenchMonthNames =
  'janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre'.split(' ');
const otherShortNames: Record<string, string> = {
  janv: '01',
  fev: '02',
  fevr: '02',
  avr: '04',
  juil: '07',
  aou: '08',
};
const named = '(jan|feb|fev|mar|apr|avr|may|mai|june?|juin|july?|juil|aug|aou|sept?|oct|nov|dec)([a-z]*)\\.?';
const dayFirst = new RegExp(`^(?:le )?(\\d{1,2})(?:st|nd|rd|th|er)?(?: of)? ${named},?(?: (\\d{4}))?$`);
const monthFirst = new RegExp(`^${named} (\\d{1,2})(?:st|nd|rd|th)?,?(?: (\\d{4}))?$`);
const monthAlone = new RegExp(`^${named}(?: (\\d{4}))?$`);
const weekday = /^(?:le )?(?:mon|tue|wed|thu|fri|sat|sun|lun|mardi|mer|jeu|ven|sam|dim)[a-z]*\.?,? (?=.*\d)/;

function inNames(text: string, today: string): string[] | null {
  const word = text.replace(weekday, '');
  const [, day = '', short = '', rest = '', year = ''] = dayFirst.exec(word) ?? [];
  if (short !== '') return ofMonth(day, short + rest, year, today);
  const [, shortOne = '', restOne = '', dayAfterIt = '', yearOne = ''] = monthFirst.exec(word) ?? [];
  if (shortOne !== '') return ofMonth(dayAfterIt, shortOne + restOne, yearOne, today);
  const [, shortAlone = '', restAlone = '', yearAlone = ''] = monthAlone.exec(word) ?? [];
  const month = monthOf(shortAlone + restAlone);
  return month === null ? null : [yearAlone === '' ? lastMonth(month, today) : `${yearAlone}-${month}`];
}

function ofMonth(day: string, name: string, year: string, today: string): string[] | null {
  const month = monthOf(name);
  return month === null ? null : datesOf(day, month, year, today);
}

/** `11` for `nov` and `november`. */
function monthOf(name: string): string | null {
  const french = frenchMonthNames.indexOf(name);
  if (french >= 0) return twoDigits(String(french + 1));
  if (Object.hasOwn(otherShortNames, name)) return otherShortNames[name] as string;
  const index = monthNames.findIndex((it) => it === name || (name.length >= 3 && it.startsWith(name)));
  const isWhole = name === monthNames[index] || name.length === 3 || name === 'sept';
  return index < 0 || !isWhole ? null : twoDigits(String(index + 1));
}

function lastMonth(month: string, today: string): string {
  const [year, current = ''] = [Number(today.slice(0, 4)), today.slice(5, 7)];
  return `${month <= current ? year : year - 1}-${month}`;
}

function datesOf(day: string, month: string, year: string, today: string): string[] {
  if (year.length === 4) return days([year, month, day]);
  if (year !== '') return days([`20${twoDigits(year)}`, month, day]);
  const years = [0, 1, 2, 3, 4].map((back) => String(Number(today.slice(0, 4)) - back));
  return years
    .flatMap((one) => days([one, month, day]))
    .filter((date) => date <= today)
    .slice(0, 1);
}

function days([year = '', month = '', day = '']: string[]): string[] {
  const date = `${year}-${twoDigits(month)}-${twoDigits(day)}`;
  return isDate(date) ? [date] : [];
}

function months(year: string, month: string): string[] {
  const whole = `${year}-${twoDigits(month)}`;
  return isMonth(whole) ? [monthsBefore(whole, 0)] : [];
}

function twoDigits(figure: string): string {
  return figure.padStart(2, '0');
}
