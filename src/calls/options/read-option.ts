import { canonicalDuration } from '../filter/moment.ts';
import { nearest } from '../filter/nearest.ts';
import { canonicalTimezone } from '../timezone.ts';
import { canonicalClockTime } from './clock-time.ts';
import { minutesText } from './format.ts';
import type { OptionReading } from './option-reading.ts';
import { readAnswerRate, readSilence, readSpike } from './read-limit.ts';

type ReadOption = (after: string) => OptionReading;

/** Every option by its name; each reads what is written after that. */
const readers: Record<string, ReadOption> = {
  each: () => ({ length: 0, options: {} }),
  full: () => ({ length: 0, options: {} }),
  compact: () => ({ length: 0, options: { cards: 'compact' } }),
  summary: readSummary,
  quiet: readQuiet,
  zone: readZone,
  mention: readMention,
  spike: readSpike,
  'answer-rate': readAnswerRate,
  silence: readSilence,
};

export const optionNames = Object.keys(readers);

export function readOption(name: string, after: string): OptionReading {
  return (readers[name] as ReadOption)(after);
}

/** Whole parts of a day, so that summaries come at the same times every day. */
const summaryMinutes = [5, 10, 15, 30, 60, 120, 240, 480, 720];

function readSummary(after: string): OptionReading {
  const [read = '', interval = ''] = /^(?:\s*:)?(?:\s*every)?\s*(\d+\s?[a-z]+)?/i.exec(after) ?? [];
  const known = summaryMinutes.find(
    (minutes) => minutesText(minutes) === canonicalDuration(interval.replace(/\s/g, '')),
  );
  if (known !== undefined) return { length: read.length, options: { summaryMinutes: known } };
  const intervals = summaryMinutes.map(minutesText).join(', ');
  return {
    length: read.length,
    message: `summary takes how often: one of ${intervals}, for example summary every 15m.`,
    suggestion: 'summary every 15m',
  };
}

const time = String.raw`\d{1,2}(?:[:h]\d{2})?(?:am|pm)?`;
const quietHours = new RegExp(
  String.raw`^[\s:]*(${time})\s*(?:[-–—]|to|until)\s*(${time})(\s+(?:on\s+)?weekdays)?(?!\S)`,
  'i',
);

function readQuiet(after: string): OptionReading {
  const [weekends] = /^[\s:]*(?:at\s+)?weekends(?!\S)/i.exec(after) ?? [];
  if (weekends !== undefined)
    return { length: weekends.length, options: { quiet: { hours: null, weekends: true } } };
  const [read = '', start = '', end = '', workdays] = quietHours.exec(after) ?? [];
  const [from, to] = [canonicalClockTime(start), canonicalClockTime(end)];
  if (from !== null && to !== null && from !== to)
    return {
      length: read.length,
      options: { quiet: { hours: { from, to }, weekends: workdays !== undefined } },
    };
  return {
    length: read.length,
    message: 'quiet takes hours: quiet 19:00-08:00, quiet 19:00-08:00 weekdays, or quiet weekends.',
    suggestion: 'quiet 19:00-08:00',
  };
}

function readZone(after: string): OptionReading {
  const [read = '', word = ''] = /^[\s:]*(\S*)/.exec(after) ?? [];
  const timezone = canonicalTimezone(word);
  if (timezone !== null) return { length: read.length, options: { timezone } };
  return {
    length: read.length,
    message: `“${word}” is not a time zone. Write it as in zone:Europe/Paris.`,
    suggestion: `zone:${nearestZone(word)}`,
  };
}

/** People know their city. */
function nearestZone(word: string): string {
  const zones = Intl.supportedValuesOf('timeZone');
  const city = word.split('/').at(-1)?.replaceAll(' ', '_').toLowerCase() ?? '';
  const cities = zones.map((zone) => zone.split('/').at(-1)?.toLowerCase() ?? '');
  const meant = nearest(city, [...new Set(cities)]);
  return meant === null ? 'Europe/Paris' : (zones[cities.indexOf(meant)] as string);
}

/** Slack sends a group as it was typed, or as `<!subteam^S0123|@oncall>`. */
const group = /^[\s:]*(?:<!subteam\^(S[A-Z0-9]{2,20})(?:\|[^>]*)?>|@?([\p{L}\p{N}._-]{1,80}))(?!\S)/u;

function readMention(after: string): OptionReading {
  const [read = '', id, handle = ''] = group.exec(after) ?? [];
  const isEverybody = /^(?:here|channel|everyone)$/i.test(handle);
  if (read !== '' && !isEverybody)
    return { length: read.length, options: { mention: id ?? `@${handle.toLowerCase()}` } };
  return {
    length: isEverybody ? read.length : (/^[\s:]*\S*/.exec(after)?.[0].length ?? 0),
    message: 'mention takes a user group, for example mention:@oncall; not people, and not everybody.',
    suggestion: 'mention:@oncall',
  };
}
