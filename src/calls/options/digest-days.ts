import { type Weekday, weekdayOf, weekdays } from '../time/weekdays.ts';
import type { ChoiceOption } from './option.ts';

/** Monday to Friday, or one day of the week. */
export type DigestDays = 'weekdays' | Weekday;

/** On which days a digest comes; every day without it. The time of day says it too. */
export const digestDays: ChoiceOption<'digestDays', DigestDays> = {
  key: 'digestDays',
  topics: ['digest'],
  names: ['daily', 'weekly', 'weekdays', ...weekdays],
  recognise(typed, before) {
    const word = typed.toLowerCase().replace(/[,;]$/, '');
    if (['daily', 'on', 'every', 'day'].includes(word)) return {};
    const value = word === 'weekly' ? (before ?? 'monday') : dayOf(word);
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

/** “every day”, “Monday to Friday”, “every Friday”. */
export function daysWords(days: DigestDays | undefined): string {
  if (days === undefined) return 'every day';
  return days === 'weekdays' ? 'Monday to Friday' : `every ${capitalised(days)}`;
}

function capitalised(day: string): string {
  return `${day.charAt(0).toUpperCase()}${day.slice(1)}`;
}

function dayOf(word: string): DigestDays | null {
  if (word === 'weekdays' || word === 'weekday') return 'weekdays';
  return weekdayOf(word);
}
