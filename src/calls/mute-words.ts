import type { Instant } from './call.ts';
import { durationMs } from './filter/moment.ts';
import type { FilterProblem } from './filter/parse.ts';
import { type FilterContext, formatFilter, parseFilter } from './filter.ts';
import { canonicalClockTime } from './time/clock-time.ts';
import { dayMs } from './time/durations.ts';
import { dayAfter, instantOfLocalTime, localDate } from './time/local-day.ts';
import { lastWeekday, weekdayOf } from './time/weekdays.ts';

/** What `/revox mute …` asks for. */
export interface MuteRequest {
  /** Canonical filter words; empty mutes all calls. */
  filter: string;
  until: Instant;
}

/** When people are back at work. */
const morning = '08:00';
const mostDays = 7;

/** `busy 2h`, `2h`, `ours for 30 min`, `until tomorrow`, `busy until 18:00`: how long, and what. */
export function parseMute(
  text: string,
  context: FilterContext,
): { request: MuteRequest | null; problems: FilterProblem[] } {
  const { end, rest } = splitEnd(text.trim());
  const { filter, problems } = parseFilter(rest, context);
  const isNoFilter = problems.every((it) => it.isUnknown && it.suggestion === null && !it.choices);
  if (problems.length > 0 && end === null && isNoFilter)
    return { request: null, problems: [{ ...howLong(null, ''), word: rest }] };
  if (problems.length > 0) return { request: null, problems };
  const until = end === null ? null : instantOf(end, context);
  if (until === null) return { request: null, problems: [howLong(end, rest)] };
  if (until > context.now + mostDays * dayMs) return { request: null, problems: [tooLong(end)] };
  return { request: { filter: formatFilter(filter), until }, problems: [] };
}

const duration = String.raw`(?:(?:for|pendant|pour)\s+)?(?:the\s+)?(?:next\s+)?(?:\d{1,4}\s?|\d{5,6}|an?\s)[a-z]+`;
const clockTime = String.raw`\d{1,2}(?:[:h.]?\d{2}|h)?\s?(?:[ap]\.?m\.?)?`;
const untilWord = String.raw`(?:until|till|jusqu['’](?:à|a|au))[\s:]\s*`;
const noon = 'noon|midi|midnight|minuit';
const dayAndTime = String.raw`\p{L}{3,9}(?:\s+(?:morning|matin))?(?:\s+(?:at\s+|à\s+)?(?:${clockTime}|${noon}))?`;
const moment = String.raw`(?:${untilWord})?(?:tomorrow|demain)|${untilWord}(?:next\s+)?(?:${clockTime}|${noon}|${dayAndTime})`;
/** `longer than 2 minutes` and `last 24 hours` are words of a filter. */
const ofFilter = String.raw`(?<!\b(?:than|longer|shorter|more|less|over|under|last|past|since|until|from))`;
const atEnd = new RegExp(String.raw`(?:^|${ofFilter}\s)(${duration}|${moment})$`, 'iu');
const atStart = new RegExp(String.raw`^(${duration}|${moment})(?:\s|$)`, 'iu');

/** How long may stand behind what or before it. */
function splitEnd(text: string): { end: string | null; rest: string } {
  const found = atEnd.exec(text) ?? atStart.exec(text);
  if (found === null) return { end: null, rest: text };
  return { end: (found[1] as string).toLowerCase(), rest: text.replace(found[0], ' ').trim() };
}

function instantOf(end: string, context: FilterContext): Instant | null {
  const [, joint = '', word = ''] =
    /^(for|pendant|pour|until|till|jusqu['’](?:à|au?))?[\s:]*(?:next\s+)?(.*)$/s.exec(end) ?? [];
  if (/^(?:until|till|jusqu)/.test(joint) || /^(?:tomorrow|demain)/.test(word)) return untilOf(word, context);
  const length = word.replace(/^(?:the\s+)?(?:next\s+)?/, '').replace(/^an?\s/, '1');
  const lengthMs = durationMs(length.replaceAll(/\s/g, ''));
  return lengthMs === null ? null : context.now + lengthMs;
}

/** `18:00`, `tomorrow`, `monday`, `lundi 14h` */
function untilOf(text: string, context: FilterContext): Instant | null {
  const time = canonicalClockTime(text);
  if (time !== null) return nextTime(time, context);
  const [, day = '', at] = /^(\p{L}+)(?:\s+(?:morning|matin))?(?:\s+(?:at\s+|à\s+)?(.+))?$/u.exec(text) ?? [];
  const [date, timeThere] = [dateOf(day, context), at === undefined ? morning : canonicalClockTime(at)];
  return date === null || timeThere === null ? null : instantOfLocalTime(date, timeThere, context.timezone);
}

/** The next such day, which is not today. */
function dateOf(day: string, { now, timezone }: FilterContext): string | null {
  const tomorrow = dayAfter(localDate(now, timezone));
  if (day === 'tomorrow' || day === 'demain') return tomorrow;
  const weekday = weekdayOf(day);
  return weekday && lastWeekday(weekday, dayAfter(tomorrow, 6));
}

function nextTime(time: string, { now, timezone }: FilterContext): Instant {
  const today = localDate(now, timezone);
  const at = instantOfLocalTime(today, time, timezone);
  return at > now ? at : instantOfLocalTime(dayAfter(today), time, timezone);
}

function howLong(end: string | null, rest: string): FilterProblem {
  const message = 'Say for how long: 2h, 30 min, until 18:00 or until monday.';
  const commands = ['1h', '4h', 'until tomorrow'].map((it) => `mute ${rest} ${it}`.replace('  ', ' '));
  return { word: end ?? '', message, suggestion: null, commands };
}

function tooLong(end: string | null): FilterProblem {
  const message = `A mute lasts ${mostDays} days at most. For longer, pause a subscription: /revox subscriptions.`;
  return { word: end ?? '', message, suggestion: '7d' };
}
