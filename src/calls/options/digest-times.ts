import { nearest } from '../filter/nearest.ts';
import type { FilterProblem } from '../filter/parse.ts';
import { type DigestDays, weekdays } from '../subscription.ts';
import { canonicalTimezone } from '../timezone.ts';
import { canonicalClockTime } from './clock-time.ts';

/** When a digest comes, as a person asks for it. */
export interface DigestTimes {
  digestTime?: string;
  /** Absent for every day. */
  digestDays?: DigestDays;
  timezone?: string;
}

interface ParsedDigestTimes {
  options: DigestTimes;
  /** The words that say nothing about times: a filter. */
  rest: string;
  problems: FilterProblem[];
}

/** `daily 08:30 Europe/Paris weekdays`, `weekly monday at 9am`, in any order and among the words of a filter. */
export function parseDigestTimes(text: string): ParsedDigestTimes {
  const parsed: ParsedDigestTimes = { options: {}, rest: '', problems: [] };
  const rest = (text.match(/(?:"(?:\\.|[^"\\])*"|\S)+/g) ?? []).filter((word) => !take(word, parsed));
  return { ...parsed, rest: rest.join(' ') };
}

/** Canonical words: parsing them gives the same times again. */
export function formatDigestTimes({ digestTime, digestDays, timezone }: DigestTimes): string {
  const isWeekly = digestDays !== undefined && digestDays !== 'weekdays';
  const zone = timezone && `zone:${timezone}`;
  return [isWeekly ? `weekly ${digestDays}` : digestDays, digestTime, zone]
    .filter((word) => word !== undefined)
    .join(' ');
}

function take(word: string, { options, problems }: ParsedDigestTimes): boolean {
  const lower = word.toLowerCase().replace(/[,;]$/, '');
  const timezone = canonicalTimezone(lower.startsWith('zone:') ? word.slice(5) : word);
  const time = /[:h]|[ap]m$/.test(lower) ? canonicalClockTime(lower) : null;
  if (isFiller(lower)) return true;
  if (lower === 'weekly') options.digestDays ??= 'monday';
  else if (dayOf(lower) !== null) options.digestDays = dayOf(lower) as DigestDays;
  else if (timezone !== null) options.timezone = timezone;
  else if (time !== null) options.digestTime = time;
  else if (looksLikeTime(lower)) problems.push(noTime(word));
  else return isSlip(word, problems);
  return true;
}

function isFiller(word: string): boolean {
  return ['daily', 'at', 'on', 'every', 'day'].includes(word);
}

function dayOf(word: string): DigestDays | null {
  if (word === 'weekdays' || word === 'weekday') return 'weekdays';
  if (!/^[a-z]{3,10}$/.test(word)) return null;
  return weekdays.find((day) => day === word || `${day}s` === word || day.slice(0, 3) === word) ?? null;
}

function looksLikeTime(word: string): boolean {
  return /^\d{1,2}:\d{2}$/.test(word);
}

function noTime(word: string): FilterProblem {
  return { word, message: `“${word}” is not a time of day. Write it as in 08:30.`, suggestion: '08:30' };
}

function isSlip(word: string, problems: FilterProblem[]): boolean {
  const known = ['daily', 'weekly', 'weekdays', ...weekdays];
  const meant = word.length < 5 || /[:=]/.test(word) ? null : nearest(word.toLowerCase(), known);
  if (meant === null) return false;
  problems.push({ word, message: `“${word}” says nothing about when a digest comes.`, suggestion: meant });
  return true;
}
