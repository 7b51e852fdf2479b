import { knownDialErrors, knownResults } from '../outcome.ts';
import { comparedText } from '../structured-fields.ts';
import { countries, countryOfWord, namesOf } from './countries.ts';
import { namedDays } from './days.ts';
import { lengthOf } from './lengths.ts';
import { canonicalMoment } from './moment.ts';
import { nearest } from './nearest.ts';
import { canonicalPhoneValue } from './phone-word.ts';
import type { Misreading } from './piece.ts';
import type { Condition } from './term.ts';
import { unquoted } from './tokens.ts';
import { bareWordOf, conditionOf, examples, type Key } from './words.ts';

/** Reads `key:value`; the value may still have its quotes. */
export function readKeyed(key: Key, raw: string): Condition | Misreading {
  if (key === 'field') return readField(raw);
  const value = unquoted(raw).trim();
  if (value === '' && key === 'by') return readEndedBy('');
  if (value === '') return wrong(`${key}: needs a value, for example ${examples[key]}.`);
  switch (key) {
    case 'by':
      return readEndedBy(value.toLowerCase());
    case 'reason':
      return { kind: 'reason', value: caseless(value) };
    case 'phone':
      return readPhone(value);
    case 'in':
      return readCountry(value);
    case 'longer':
    case 'shorter':
      return readLength(key, value);
    case 'extracted':
      return { kind: 'extracted', value: comparedText(value) };
    case 'since':
    case 'until':
      return readMoment(key, value);
    case 'status':
      return readStatus(value);
    case 'result':
      return readOpenWord('result', key, value, knownResults);
    case 'error':
      return readOpenWord('dial-error', key, value, knownDialErrors);
  }
}

function readField(raw: string): Condition | Misreading {
  const [, name = '', value = ''] = /^((?:"(?:\\.|[^"\\])*"|[^="])*)=(.*)$/s.exec(raw) ?? [];
  const comparedName = comparedText(unquoted(name));
  if (comparedName !== '' && value !== '') {
    return { kind: 'field', name: comparedName, value: comparedText(unquoted(value)) };
  }
  const example = 'field:interest_level=interested or field:objection="too expensive"';
  return wrong(`field: needs the name of a field, = and a value, for example ${example}.`);
}

function readEndedBy(value: string): Condition | Misreading {
  const enders = ['agent', 'user', 'system'];
  if (enders.includes(value)) return { kind: 'ended-by', value };
  const meant = nearest(value, enders);
  const dimension = dimensions.find((it) => nearest(value, [it]) !== null);
  const message = `by: takes agent, user or system, for example ${examples.by}.`;
  if (meant !== null) return wrong(message, `by:${meant}`);
  const choices = value === '' ? enders.map((it) => `by:${it}`) : [];
  const commands = (dimension === undefined ? dimensions : [dimension]).map((it) => `stats by ${it}`);
  return { message: `${message} Numbers by something are in stats.`, suggestion: null, choices, commands };
}

/** What figures are broken down by most. */
const dimensions = ['hour', 'day', 'result', 'error', 'country'];

function readCountry(value: string): Condition | Misreading {
  const code = countryOfWord(value);
  if (code !== null) return { kind: 'country', value: code };
  const names = countries.flatMap(namesOf);
  const known = names.map((name) => name.toLowerCase());
  const meant = nearest(value.toLowerCase(), known);
  const message = `“${value}” is no country that I know. Write its name or code, as in in:france or in:fr.`;
  const near = meant === null ? null : countryOfWord(meant);
  return wrong(message, near === null ? null : `in:${near.toLowerCase()}`);
}

/** How long somebody talked. */
function readLength(key: 'longer' | 'shorter', value: string): Condition | Misreading {
  const length = lengthOf(value.replace(/^than /, ''));
  if (length !== null && /\d/.test(value)) return { kind: key, value: length };
  return wrong(
    `${key}: takes a time, for example ${key}:2m or ${key}:30s.`,
    `${key}:${/^\d{1,4}$/.test(value) ? `${value}s` : '2m'}`,
  );
}

function readPhone(value: string): Condition | Misreading {
  const phone = canonicalPhoneValue(value);
  if (phone !== null) return { kind: 'phone', value: phone };
  return wrong(
    'phone: takes a number such as phone:+33199001234, or its last four or more digits: phone:1234.',
  );
}

function readMoment(key: 'since' | 'until', value: string): Condition | Misreading {
  const moment = canonicalMoment(value);
  if (moment !== null) return { kind: key, value: moment };
  const forms = ['24h', '7d', 'yesterday', '2026-03-29', '2026-03-29T14:30', '09:00'].map(
    (it) => `${key}:${it}`,
  );
  const day = nearest(value.toLowerCase(), namedDays);
  const hours = /^\d{1,3}$/.test(value) ? `${key}:${value}h` : null;
  const suggestion = day === null ? hours : `${key}:${day}`;
  return wrong(`${key}: doesn’t know “${value}”. It takes ${forms.join(', ')}.`, suggestion);
}

function readStatus(value: string): Condition | Misreading {
  const condition = conditionOf(value);
  if (condition?.kind === 'status') return condition;
  const suggestion = condition === undefined ? nearest(value.toLowerCase(), ['completed', 'errored']) : value;
  return wrong('status: takes completed or errored.', suggestion);
}

/** Revox adds results and errors over time, so a word that resembles none of the known ones is taken as it is. */
function readOpenWord(
  kind: 'result' | 'dial-error',
  key: Key,
  value: string,
  known: string[],
): Condition | Misreading {
  const condition = conditionOf(value);
  if (condition?.kind === kind) return condition;
  const meant = condition === undefined ? nearest(value.toLowerCase(), known) : value.toLowerCase();
  if (meant === null) return { kind, value: caseless(value) };
  return wrong(`${key}: doesn’t know “${value}”.`, bareWordOf({ kind, value: meant }) ?? meant);
}

/** Beyond ASCII the two databases fold case differently, so such a text is compared as it is. */
function caseless(value: string): string {
  return /^\p{ASCII}*$/u.test(value) ? value.toLowerCase() : value;
}

function wrong(message: string, suggestion: string | null = null): Misreading {
  return { message, suggestion };
}
