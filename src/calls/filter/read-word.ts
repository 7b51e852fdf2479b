import { recogniseNames, withNames } from '../typed-text.ts';
import { datesIn } from './dates.ts';
import { canonicalDay, canonicalDuration, canonicalMoment } from './moment.ts';
import { allNearest, nearest } from './nearest.ts';
import { canonicalPhone } from './phone-word.ts';
import type { Misreading } from './piece.ts';
import { readKeyed } from './read-keyed.ts';
import type { Condition } from './term.ts';
import { hasOpenQuote, unquoted } from './tokens.ts';
import { conditionOf, keys } from './words.ts';

const openQuote: Misreading = {
  message: 'A quote is opened and not closed. Write, for example, field:objection="too expensive".',
  suggestion: null,
};

/** Reads one word without its minus. */
export function readWord(word: string): Condition | Misreading {
  if (hasOpenQuote(word)) return openQuote;
  const [, key, value = ''] = /^([a-z_-]+):(.*)$/is.exec(word) ?? [];
  if (key === undefined) return readBare(unquoted(word)) ?? unknownWord(unquoted(word));
  const known = keys.find((it) => it === (key.toLowerCase() === 'tel' ? 'phone' : key.toLowerCase()));
  return known === undefined ? unknownKey(key, value) : readKeyed(known, value);
}

function readBare(word: string): Condition | Misreading | null {
  const condition = conditionOf(word);
  if (condition !== undefined) return condition;
  const day = canonicalDay(word);
  if (day !== null) return { kind: 'day', value: day };
  const duration = canonicalDuration(word);
  if (duration !== null) return { kind: 'since', value: duration };
  // Else the digits of a mistyped date would be taken for the end of a number.
  if (!/^\d+$/.test(word) && datesIn(word, '2000-01-01') !== null)
    return { message: `There is no day ${word}.`, suggestion: null };
  const phone = canonicalPhone(word);
  return phone === null ? null : { kind: 'phone', value: phone };
}

function unknownWord(word: string): Misreading {
  const named = withNames(word);
  if (named !== word)
    return { message: `I didn’t understand “${named}”.${tries}`, suggestion: null, isUnknown: true };
  if (/^@[\p{L}\p{N}]/u.test(word))
    return {
      message: `I didn’t understand “${word}”. ${recogniseNames}`,
      suggestion: null,
      isUnknown: true,
    };
  if (zonePattern.test(word))
    return {
      message: `“${word}” isn’t a time zone. Write it as in Europe/Paris.`,
      suggestion: null,
    };
  if (isCallId.test(word))
    return {
      message: `“${word}” is the id of one call.`,
      suggestion: null,
      commands: [`call ${word.toLowerCase()}`],
    };
  const key = keys.find((it) => it === word.toLowerCase());
  if (key !== undefined) return { ...readKeyed(key, ''), suggestion: null } as Misreading;
  const suggestion = suggestionFor(word.toLowerCase());
  const message = `I didn’t understand “${word}”.${suggestion === null ? tries : ''}`;
  return { message, suggestion, isUnknown: true };
}

/** As Revox gives them. */
export const isCallId = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

const tries = ' Try human, busy, errored, since:24h or phone:5678.';

/** A zone that is one is taken before a filter is read. */
const zonePattern = /^[A-Z][A-Za-z_]+(?:\/[A-Z][\w+-]*){1,2}$/;

function suggestionFor(word: string): string | null {
  if (/^[^=]+=[^=]+$/.test(word)) return `field:${word}`;
  if (canonicalMoment(word) !== null) return `since:${word}`;
  return null;
}

/** Of two letters one may be wrong. */
function nearestKey(key: string): string | null {
  const short = keys.filter(({ length }) => length === 2);
  return nearest(key, keys) ?? (key.length < 3 ? (allNearest(key, short, 1).nearest[0] ?? null) : null);
}

function unknownKey(key: string, value: string): Misreading {
  const meant = nearestKey(key.toLowerCase());
  const field = value === '' ? null : `field:${key}=${value}`;
  const known = `${keys.slice(0, -1).join(', ')} and ${keys.at(-1)}`;
  return {
    message: `I didn’t understand “${key}:”. These take a value: ${known}.`,
    isUnknown: true,
    suggestion: meant === null ? field : `${meant}:${value}`,
  };
}
