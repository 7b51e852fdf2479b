import { recogniseNames, withNames } from '../typed-text.ts';
import { canonicalDay, canonicalDuration, canonicalMoment } from './moment.ts';
import { nearest } from './nearest.ts';
import { canonicalPhone } from './phone-word.ts';
import { type Misreading, readKeyed } from './read-keyed.ts';
import type { Condition } from './term.ts';
import { hasOpenQuote, unquoted } from './tokens.ts';
import { bareSpellings, conditionOf, examples, hints, keys } from './words.ts';

const openQuote: Misreading = {
  message: 'A quote is opened and not closed. Write, for example, field:objection="too expensive".',
  suggestion: null,
};

/** Reads one word without its minus. */
export function readWord(word: string): Condition | Misreading {
  if (hasOpenQuote(word)) return openQuote;
  const [, key, value = ''] = /^([a-z_-]+):(.*)$/i.exec(word) ?? [];
  if (key === undefined) return readBare(unquoted(word)) ?? unknownWord(unquoted(word));
  const known = keys.find((it) => it === key.toLowerCase());
  return known === undefined ? unknownKey(key, value) : readKeyed(known, value);
}

function readBare(word: string): Condition | Misreading | null {
  const condition = conditionOf(word);
  if (condition !== undefined) return condition;
  const day = canonicalDay(word);
  if (day !== null) return { kind: 'day', value: day };
  const duration = canonicalDuration(word);
  if (duration !== null) return { kind: 'since', value: duration };
  // Else the digits of a mistyped date would be taken for a phone number.
  if (/^\d{4}-\d\d-\d\d$/.test(word)) return { message: `There is no day ${word}.`, suggestion: null };
  const phone = canonicalPhone(word);
  return phone === null ? null : { kind: 'phone', value: phone };
}

function unknownWord(word: string): Misreading {
  const named = withNames(word);
  if (named !== word) return { message: `“${named}” is not a filter word.${tries}`, suggestion: null };
  if (/^@[\p{L}\p{N}]/u.test(word))
    return {
      message: `“${word}” is not a filter word. ${recogniseNames}`,
      suggestion: null,
    };
  if (zonePattern.test(word))
    return {
      message: `“${word}” is not a time zone. Write it as in Europe/Paris.`,
      suggestion: null,
    };
  const suggestion = suggestionFor(word.toLowerCase());
  return { message: `“${word}” is not a filter word.${suggestion === null ? tries : ''}`, suggestion };
}

const tries = ' Try human, busy, errored, since:24h or phone:5678.';

/** A zone that is one is taken before a filter is read. */
const zonePattern = /^[A-Z][A-Za-z_]+(?:\/[A-Z][\w+-]*){1,2}$/;

function suggestionFor(word: string): string | null {
  if (/^[^=]+=[^=]+$/.test(word)) return `field:${word}`;
  if (canonicalMoment(word) !== null) return `since:${word}`;
  const key = keys.find((it) => it === word);
  return key === undefined ? (hints[word] ?? nearest(word, bareSpellings)) : examples[key];
}

function unknownKey(key: string, value: string): Misreading {
  const meant = nearest(key.toLowerCase(), keys);
  const field = value === '' ? null : `field:${key}=${value}`;
  const known = `${keys.slice(0, -1).join(', ')} and ${keys.at(-1)}`;
  return {
    message: `“${key}:” is not a filter word. These take a value: ${known}.`,
    suggestion: meant === null ? field : `${meant}:${value}`,
  };
}
