import { canonicalClockTime } from '../time/clock-time.ts';
import { callTopics } from '../topics/index.ts';
import type { Option } from './option.ts';
import { zoneWords } from './zone.ts';

/** When nothing is posted: at these hours, at weekends, or both. */
export interface Quiet {
  /** Local times, `19:00`; the end may be on the next day. */
  hours: { from: string; to: string } | null;
  weekends: boolean;
}

const time = String.raw`\d{1,2}(?:[:h.]\d{2}|h)?\s?(?:am|pm)?`;
const quietHours = new RegExp(
  String.raw`^[\s:]*(?:hours?[\s:]+)?(?:from\s+|between\s+)?(${time})\s*(?:[-–—]|to|until|and)\s*(${time})(\s+(?:on\s+)?weekdays)?(?!\S)`,
  'i',
);

export const quiet: Option<'quiet', Quiet> = {
  key: 'quiet',
  topics: callTopics,
  names: ['quiet'],
  read(after) {
    const [weekends] = /^[\s:]*(?:at\s+)?weekends(?!\S)/i.exec(after) ?? [];
    if (weekends !== undefined) return { length: weekends.length, value: { hours: null, weekends: true } };
    const [read = '', start = '', end = '', workdays] = quietHours.exec(after) ?? [];
    const [from, to] = [canonicalClockTime(start), canonicalClockTime(end)];
    if (from === null || to === null || from === to) return { length: read.length, ...wrong };
    return { length: read.length, value: { hours: { from, to }, weekends: workdays !== undefined } };
  },
  write({ hours, weekends }) {
    if (hours === null) return 'quiet weekends';
    return `quiet ${hours.from}-${hours.to}${weekends ? ' weekdays' : ''}`;
  },
  say({ hours, weekends }, { timezone }: { timezone?: string }) {
    const zone = timezone === undefined ? '' : ` ${zoneWords(timezone)}`;
    if (hours === null) return `quiet at weekends${zone}`;
    return `quiet from ${hours.from} to ${hours.to}${weekends ? ' and at weekends' : ''}${zone}`;
  },
  defers: true,
  example: {
    typed: '/revox subscribe errors quiet 19:00-08:00 weekdays',
    does: 'nothing at night or at weekends',
  },
};

const wrong = {
  message: 'quiet takes hours: quiet 19:00-08:00, quiet 19:00-08:00 weekdays, or quiet weekends.',
  suggestion: 'quiet 19:00-08:00',
};
