import { canonicalClockTime } from '../time/clock-time.ts';
import { type DigestDays, daysWords } from './digest-days.ts';
import type { Option } from './option.ts';
import { zoneWords } from './zone.ts';

export const usualDigestTime = '09:00';

/** Where figures alone are a time, too. */
const says = new RegExp(
  `(?<!\\S)(?:daily|weekly|every|weekdays?|at|${[
    'à|quotidien(?:ne)?|hebdo(?:madaire)?|chaque|tous',
    '\\w+days?|\\w+dis?',
  ].join('|')})(?!\\S)`,
  'i',
);

function noTime(typed: string) {
  const digits = /^\d{4}$/.test(typed) ? `phone:${typed}` : null;
  return { message: `“${typed}” isn’t a time of day. Write it like 08:30.`, suggestion: digits };
}

/** `0830` may be the end of a number, too. */
function mayBeTime(typed: string, time: string) {
  const choices = [`daily ${time}`, ...(typed.length === 4 ? [`phone:${typed}`] : [])];
  return { message: `“${typed}” may be a time.`, suggestion: null, choices };
}

/** The local time of day at which a digest comes, `09:00`. */
export const digestTime: Option<'digestTime', string> = {
  key: 'digestTime',
  topics: ['digest'],
  names: [],
  together:
    /^(?:(?:at|à|vers)\s+)?(?:\d{1,2}(?:[:h.]\d{2}|\d{2}|h)?(?:\s*[ap]\.?m\.?)?|noon|midi)[,;]?(?!\S)/i,
  recognise(typed, before, text) {
    const word = typed.toLowerCase().replace(/[,;]$/, '');
    if (word === 'at' || word === 'à') return {};
    const time = word.replace(/^(?:at|à|vers)\s+/, '');
    if (/^(?:noon|midi)$/.test(time)) return { value: '12:00' };
    const isTime = /^\d/.test(time) && (time !== word || /[:h.]|[ap]\.?m\.?$/.test(time) || says.test(text));
    const value = /^\d/.test(time) ? canonicalClockTime(time) : null;
    if (!isTime) return value === null || !/^\d+$/.test(time) ? null : mayBeTime(typed, value);
    if (value === null) return /^(?:\d+[dwms]|2[4-9]h|[3-9]\dh|\d{5,})$/.test(time) ? null : noTime(typed);
    if (before !== undefined && before !== value)
      return { message: `A digest comes at one time: ${before} or ${value}?`, suggestion: '' };
    return { value };
  },
  write: (time) => time,
  say(time, { digestDays, timezone = 'UTC' }: { digestDays?: DigestDays; timezone?: string }) {
    return `${daysWords(digestDays)} at ${time} ${zoneWords(timezone)}`;
  },
  otherwise: usualDigestTime,
};
