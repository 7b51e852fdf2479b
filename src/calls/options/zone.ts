import { nearest } from '../filter/nearest.ts';
import { canonicalTimezone } from '../time/timezone.ts';
import { callTopics } from '../topics/index.ts';
import type { Option } from './option.ts';

/** IANA zone of the channel, by whose clock other options are meant, which say it. */
export const zone: Option<'timezone', string> = {
  key: 'timezone',
  topics: [...callTopics, 'digest'],
  names: ['zone'],
  recognise(word) {
    const value = canonicalTimezone(word);
    return value === null ? null : { value };
  },
  read(after) {
    const [read = '', word = ''] = /^[\s:]*(\S*)/.exec(after) ?? [];
    const value = canonicalTimezone(word);
    if (value !== null) return { length: read.length, value };
    const message = `“${word}” isn’t a time zone. Write it like zone:Europe/Paris.`;
    return { length: read.length, message, suggestion: `zone:${nearestZone(word)}` };
  },
  write: (timezone) => `zone:${timezone}`,
};

/** “(America/New York)”. */
export function zoneWords(timezone: string): string {
  return `(${timezone.replaceAll('_', ' ')})`;
}

/** People know their city. */
function nearestZone(word: string): string {
  const zones = Intl.supportedValuesOf('timeZone');
  const city = word.split('/').at(-1)?.replaceAll(' ', '_').toLowerCase() ?? '';
  const cities = zones.map((zone) => zone.split('/').at(-1)?.toLowerCase() ?? '');
  const meant = nearest(city, [...new Set(cities)]);
  return meant === null ? 'Europe/Paris' : (zones[cities.indexOf(meant)] as string);
}
