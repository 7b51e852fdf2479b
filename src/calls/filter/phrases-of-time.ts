import { canonicalClockTime } from '../time/clock-time.ts';
import { dayAfter } from '../time/local-day.ts';
import { datesIn } from './dates.ts';
import { datesOf } from './days.ts';
import { canonicalDay } from './moment.ts';
import { momentAt, periodAt, type Timing } from './moments.ts';
import type { Reader } from './piece.ts';

/** `since 9am`, `until last week`, `from 28 Nov` */
export function sinceOrUntil(line: string, { today }: Reader): Timing | null {
  const [words = '', ...ends] = opening.exec(line) ?? [];
  const [until, before] = [ends[0] ?? ends[2], ends[1] ?? ends[3]];
  const moment = words === '' ? null : momentIn(line.slice(words.length), words, today);
  if (moment === null) return null;
  const key = until === undefined && before === undefined ? 'since' : 'until';
  const length = words.length + moment.length;
  const choices = moment.moments.map((it) => `${key}:${before === undefined ? it : lastBefore(it, today)}`);
  if (choices.length === 1) return { length, read: choices };
  const typed = line.slice(words.length, length);
  const message = choices.length === 0 ? `There is no day ${typed}.` : `“${typed}” may be either.`;
  return { length, read: { message, suggestion: null, choices } };
}

const article = '(?:(?:le|la|les) (?!dernier|[a-z]+ (?:dernier|passe|precedent)))?';
const opening = new RegExp(
  `^(?:${[
    '(?:since|from|after|(until|till|to|up to)|(before))(?: |: ?)',
    `(?:depuis|apres|a partir d[eu]|des|(jusqu'(?:a|au|en)|jusque)|(avant)) ${article}`,
    "a partir d'",
  ].join('|')})`,
  'i',
);

/** « depuis 9h » may be nine o’clock or nine hours, « avant 9h » and “since 9h” are one of them. */
function momentIn(line: string, opened: string, today: string) {
  const moment = momentAt(line, today, /^(?:depuis|apr|a partir|d|jusqu|avant|before)/i.test(opened));
  if (moment === null || /^(?:depuis|apr)/i.test(opened) || moment.moments.length < 2) return moment;
  const times = moment.moments.filter((it) => it.includes(':'));
  return times.length === 0 ? moment : { ...moment, moments: times };
}

/** A whole day is not before itself. */
function lastBefore(moment: string, today: string): string {
  return canonicalDay(moment) === null ? moment : dayAfter(datesOf(moment, today)[0], -1);
}

/** “from 10 to 16 March”, « du 10 au 16 mars » */
export function betweenInFigures(line: string, { today }: Reader): Timing | null {
  const [words = '', first = '', last = '', month = ''] = figuresOfMonth.exec(line) ?? [];
  const days = [first, last].map((day) => datesIn(`${day} ${month}`, today) ?? []);
  const [[from], [to]] = days as [string[], string[]];
  if (words === '' || from === undefined || to === undefined) return null;
  return { length: words.length, read: [`since:${from}`, `until:${to}`] };
}

const suffix = '(?:st|nd|rd|th|er)?';
const figuresOfMonth = new RegExp(
  [
    `^(?:between |from |entre |du |de )?(?:le |the )?(\\d{1,2})${suffix}`,
    '(?: (?:to|and|until|au|et|a)(?: le)? | ?[-–—] ?)',
    `(\\d{1,2})${suffix} ([a-z]{3,9}\\.?(?: \\d{4})?)(?!\\S)`,
  ].join(''),
  'i',
);

/** `09:00-12:00`, “9h-12h”, “between 9 and 12”, « de 9h à 12h » */
export function betweenTimes(line: string): Timing | null {
  const [words = '', ahead, first = '', last = ''] = timesOfDay.exec(line) ?? [];
  const isSaid = ahead !== undefined || /[:h.apm]/i.test(last);
  const [from, to] = [first, last].map((time) => canonicalClockTime(time));
  if (words === '' || !isSaid || !from || !to) return null;
  return { length: words.length, read: [`since:${from}`, `until:${to}`] };
}

const clockTime = '\\d{1,2}(?:[:h]\\d{2}|h)?(?: ?[ap]\\.?m\\.?)?';
const timesOfDay = new RegExp(
  `^(?:(between|from|entre|de) )?(${clockTime})(?: ?[-–—] ?| (?:to|and|until|et|a) )(${clockTime})(?!\\S)`,
  'i',
);

/** “10 Mar – 16 Mar” */
export function betweenDays(line: string, { today }: Reader): Timing | null {
  const [ahead = ''] = /^(?:between|entre|du|de) (?:le )?/i.exec(line) ?? [];
  const isFrench = /^[ed]/i.test(ahead);
  const from = onTheClock(line.slice(ahead.length), today, isFrench);
  const start = ahead.length + (from?.length ?? 0);
  const [joint = ''] = (isFrench ? jointOfDays : /^ (?:[-–—]|to|and|until) /i).exec(line.slice(start)) ?? [];
  const to =
    from === null || joint === '' ? null : onTheClock(line.slice(start + joint.length), today, isFrench);
  const [first, ...others] = [from?.moments ?? [], to?.moments ?? []].flat();
  if (to === null || others.length !== 1 || [first, ...others].some(isLength)) return null;
  return { length: start + joint.length + to.length, read: [`since:${first}`, `until:${others[0]}`] };
}

const jointOfDays = /^ (?:[-–—]|et|a|au|jusqu'au?)(?: le)? /i;

/** Between « 9h » and another it is a time. */
function onTheClock(line: string, today: string, isFrench: boolean) {
  const moment = momentAt(line, today, isFrench);
  return moment && isFrench ? { ...moment, moments: moment.moments.slice(0, 1) } : moment;
}

function isLength(moment: string | undefined): boolean {
  return moment === undefined || /^\d+[smhd]$/.test(moment);
}

/** `in the last 7 days`, `on monday` */
export function withinPeriod(line: string, { today }: Reader): Timing | null {
  const [words = ''] = /^(?:in|on|over|during|for|of|within) /i.exec(line) ?? [];
  const period = words === '' ? null : periodAt(line.slice(words.length), today);
  return period && { length: words.length + period.length, read: period.read };
}

const small = 'de|du|des|le|la|les';
const withinInFrench = new RegExp(
  `^(?:(?:au cours|pendant|durant|sur|en|pour|${small})(?: (?:${small}))? |au cours d'|(?:de |du |en )?l'|d')`,
  'i',
);

/** « de la semaine dernière », « d’hier », « en novembre » */
export function withinPeriodInFrench(line: string, { today }: Reader): Timing | null {
  const [words = ''] = withinInFrench.exec(line) ?? [];
  const period = words === '' ? null : periodAt(line.slice(words.length), today);
  if (period !== null) return { length: words.length + period.length, read: period.read };
  const [whole = '', day, month, week] = ofPresent.exec(line) ?? [];
  if (whole === '') return null;
  const read = day ? 'today' : month ? 'this-month' : week ? 'this-week' : 'this-year';
  return { length: whole.length, read: [read] };
}

/** « du jour » is today, and « de la semaine » this week, but « la semaine » may be seven days. */
const ofPresent = /^(?:(du jour|de la journee)|(du mois)|(de la semaine)|de l'annee)(?!\S)/i;
