import { datesOf } from './days.ts';

/** A part of one day at the beginning of a line, as words of a filter, and where it begins. */
interface PartOfDay {
  length: number;
  read: string[];
  since: string;
}

type DayAt = (line: string) => { length: number; days: string[] } | null;

/** `this morning`, `hier soir`, `lundi après-midi`; null for what is no part of a day that was. */
export function partAt(line: string, dayAt: DayAt, today: string): PartOfDay | null {
  const tonight = /^(?:tonight)(?!\S)/i.exec(line)?.[0];
  if (tonight !== undefined) return partOf(today, 'evening', tonight.length, today);
  const [lastNight] = /^last night(?!\S)/i.exec(line) ?? [];
  if (lastNight !== undefined)
    return partOf(datesOf('yesterday', today)[0], 'evening', lastNight.length, today);
  const [ofToday] = /^(?:this|ce|cet|cette)(?= )/i.exec(line) ?? [];
  const day = ofToday === undefined ? dayAt(line) : { length: ofToday.length, days: ['today'] };
  if (day === null || day.days.length !== 1) return null;
  const [, words = ''] = partPattern.exec(line.slice(day.length)) ?? [];
  const [first, last] = datesOf(day.days[0] as string, today);
  const name = parts.find(({ names }) =>
    names.some((it) => it === words.toLowerCase().replace(/[- ]/g, '')),
  )?.name;
  if (name === undefined || first !== last) return null;
  return partOf(first, name, day.length + 1 + words.length, today);
}

const parts = [
  { name: 'morning', names: ['morning', 'matin', 'matinee'] },
  { name: 'afternoon', names: ['afternoon', 'apresmidi', 'aprem'] },
  { name: 'evening', names: ['evening', 'soir', 'soiree'] },
] as const;

const partPattern = /^ (morning|matin(?:ee)?|afternoon|apres[- ]?midi|aprem|evening|soir(?:ee)?)(?!\S)/i;

/** Morning is until noon, afternoon until six; what is said of today goes on being about today where it is kept. */
function partOf(date: string, part: (typeof parts)[number]['name'], length: number, today: string) {
  const at = (time: string) => `${date}T${time}`;
  const isToday = date === today;
  switch (part) {
    case 'morning':
      return isToday
        ? { length, read: ['today', 'until:12:00'], since: 'today' }
        : { length, read: [`since:${date}`, `until:${at('12:00')}`], since: date };
    case 'afternoon':
      return { length, read: [`since:${at('12:00')}`, `until:${at('18:00')}`], since: at('12:00') };
    case 'evening':
      return { length, read: [`since:${at('18:00')}`, `until:${date}`], since: at('18:00') };
  }
}
