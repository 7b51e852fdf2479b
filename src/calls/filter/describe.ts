import { maskedNumber } from '../numbers/phone.ts';
import { meaningOf, resultLabel } from '../outcome.ts';
import { countryName } from './countries.ts';
import { noneGiven } from './predicate.ts';
import type { Filter, Term } from './term.ts';

/** For headings: “errors, last 24 hours, not busy”. Numbers are masked. Empty when every call is meant. */
export function describeFilter(filter: Filter): string {
  return filter.terms.map((term) => (term.negated ? 'not ' : '') + describeCondition(term)).join(', ');
}

function describeCondition(term: Term): string {
  switch (term.kind) {
    case 'status':
      return term.value === 'errored' ? 'errors' : term.value;
    case 'result':
      return withinSentence(resultLabel(term.value));
    case 'dial-error':
      return withinSentence(meaningOf(term.value === noneGiven ? '' : term.value).label);
    case 'side':
      return term.value === 'ours' ? 'errors in your setup' : 'errors of carrier or phone';
    case 'promised':
      return 'call-back promised';
    case 'ended-by':
      return `ended by ${term.value}`;
    case 'reason':
      return `end reason ${term.value}`;
    case 'phone':
      return describePhone(term.value);
    case 'since':
      return isDuration(term.value)
        ? `last ${lengthInWords(term.value)}`
        : `since ${describeMoment(term.value)}`;
    case 'until':
      return `until ${describeMoment(term.value)}${isDuration(term.value) ? ' ago' : ''}`;
    case 'country':
      return `in ${countryName(term.value)}`;
    case 'longer':
    case 'shorter':
      return `${term.kind} than ${describeMoment(term.value)}`;
    case 'extracted':
      return `has ${inWords(term.value)}`;
    case 'day':
      return isDay.test(term.value) ? describeMoment(term.value) : term.value.replace('-', ' ');
    case 'field':
      return `${inWords(term.name)}: ${inWords(term.value)}`;
  }
}

/** “No answer” is “no answer” within a sentence, “IVR” stays. */
function withinSentence(label: string): string {
  return /^\p{Lu}\p{Ll}/u.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;
}

function describePhone(value: string): string {
  if (value.includes('..')) return `number ${value.replace('..', ' •••• ')}`;
  if (!value.startsWith('+')) return `number ending ${value.slice(-4)}`;
  return value.length > 6 ? `number ${maskedNumber(value)}` : `numbers beginning ${value}`;
}

const isDay = /^\d/;

const duration = /^(\d+)([smhd])$/;

function isDuration(moment: string): boolean {
  return duration.test(moment);
}

/** “24 hours”, “7 days”, “90 min”; one hour is “hour”. */
function lengthInWords(moment: string): string {
  const [, amount = '', unit] = duration.exec(moment) ?? [];
  if (unit !== 'h') return describeMoment(moment);
  return amount === '1' ? 'hour' : `${amount} hours`;
}

function describeMoment(moment: string): string {
  const [, amount, unit = ''] = duration.exec(moment) ?? [];
  if (amount === undefined) return describeDate(moment);
  const [one, many] = { d: ['day', 'days'], h: ['hour', 'hours'], m: ['min', 'min'] }[unit] ?? ['s', 's'];
  return `${amount} ${amount === '1' ? one : many}`;
}

/** “8 Jul 2026”, “Jul 2026”, “8 Jul 2026 at 14:30”; a time on the clock or a named day stays. */
function describeDate(moment: string): string {
  const [, year, month, day, time = ''] = date.exec(moment) ?? [];
  if (year === undefined) return moment;
  const named = months.format(Date.UTC(2000, Number(month) - 1));
  const clock = time === '' ? '' : ` at ${time.replace(/:00(?=Z?$)(?<=:\d\d:00)/, '').replace('Z', ' UTC')}`;
  return `${day === undefined ? '' : `${Number(day)} `}${named} ${year}${clock}`;
}

const date = /^(\d{4})-(\d{2})(?:-(\d{2})(?:T(.+))?)?$/;
const months = new Intl.DateTimeFormat('en', { month: 'short', timeZone: 'UTC' });

/** `lead_score` is “lead score”. */
function inWords(value: string): string {
  return value.replaceAll(/(?<=\p{L})_(?=\p{L})/gu, ' ');
}
