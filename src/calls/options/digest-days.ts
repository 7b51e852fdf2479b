import { type Weekday, weekdayOf, weekdays } from '../time/weekdays.ts';
import type { ChoiceOption } from './option.ts';

/** Monday to Friday, or one day of the week. */
export type DigestDays = 'weekdays' | Weekday;

/** On which days a digest comes; every day without it. The time of day says it too. */
export const digestDays: ChoiceOption<'digestDays', DigestDays> = {
  key: 'digestDays',
  topics: ['digest'],
  names: ['daily', 'weekly', 'weekdays', ...weekdays],
  together: /^jours ouvr[ée]s(?!\S)/i,
  recognise(typed, before) {
    const word = typed.toLowerCase().replace(/[,;]$/, '');
    if (everyDay.includes(word)) return {};
    const value = /^(?:weekly|hebdo|hebdomadaire)$/.test(word) ? (before ?? 'monday') : dayOf(word);
    return value === null ? null : { value };
  },
  write: (days) => (days === 'weekdays' ? days : `weekly ${days}`),
  form: {
    field: 'digest_days',
    label: 'On which days?',
    none: ['Every day', 'daily'],
    choices: ['weekdays', ...weekdays],
    labelOf: (days) => (days === 'weekdays' ? daysWords(days) : `${capitalised(days)}s, about the week`),
  },
};

const everyDay = [
  ...[
    'daily',
    'on',
    'every',
    'day',
    'quotidien',
    'quotidienne',
    'chaque',
    'jour',
    'jours',
    'tous',
    'les',
    'le',
  ],
  ...['morning', 'matin', 'matins'],
];

/** “every day”, “Monday to Friday”, “every Friday”. */
export function daysWords(days: DigestDays | undefined): string {
  if (days === undefined) return 'every day';
  return days === 'weekdays' ? 'Monday to Friday' : `every ${capitalised(days)}`;
}

function capitalised(day: string): string {
  return `${day.charAt(0).toUpperCase()}${day.slice(1)}`;
}

function dayOf(word: string): DigestDays | null {
  if (/^(?:weekdays?|workdays?|(?:jours )?ouvr[ée]s)$/.test(word)) return 'weekdays';
  return weekdayOf(word);
}
