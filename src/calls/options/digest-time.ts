import { canonicalClockTime } from '../time/clock-time.ts';
import { type DigestDays, daysWords } from './digest-days.ts';
import type { Option } from './option.ts';
import { zoneWords } from './zone.ts';

export const usualDigestTime = '09:00';

/** The local time of day at which a digest comes, `09:00`. */
export const digestTime: Option<'digestTime', string> = {
  key: 'digestTime',
  topics: ['digest'],
  names: [],
  recognise(typed) {
    const word = typed.toLowerCase().replace(/[,;]$/, '');
    if (word === 'at') return {};
    const value = /[:h]|[ap]m$/.test(word) ? canonicalClockTime(word) : null;
    if (value !== null) return { value };
    const message = `“${typed}” is not a time of day. Write it as in 08:30.`;
    return /^\d{1,2}:\d{2}$/.test(word) ? { message, suggestion: '08:30' } : null;
  },
  write: (time) => time,
  say(time, { digestDays, timezone = 'UTC' }: { digestDays?: DigestDays; timezone?: string }) {
    return `${daysWords(digestDays)} at ${time} ${zoneWords(timezone)}`;
  },
  otherwise: usualDigestTime,
};
