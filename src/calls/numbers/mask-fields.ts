import { maskNumbers } from './mask-numbers.ts';
import { numbersIn } from './written-numbers.ts';

/**
 * The extracted data of a call with its numbers masked: in texts, in plain numbers, in lists of digits, and where one
 * field has the beginning of a number and the next the rest.
 */
export function maskFields<Value>(value: Value): Value {
  return (isObject(value) ? maskedObject(value, (name) => name) : masked(value)) as Value;
}

/** Of JSON: no list, and not null. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function masked(value: unknown): unknown {
  if (typeof value === 'string') return maskNumbers(value);
  if (typeof value === 'number' && Number.isInteger(value)) return maskedNumber(value);
  if (Array.isArray(value)) return maskedList(value);
  if (isObject(value)) return maskedObject(value, maskNumbers);
  return value;
}

function maskedNumber(value: number): unknown {
  const isRound = value % 1_000 === 0 && Math.abs(value) < 1_000_000_000;
  const shown = isRound ? String(value) : maskNumbers(String(value));
  return shown === String(value) ? value : shown;
}

/** `["06", "39", "98", "56", "78"]` */
function maskedList(list: unknown[]): unknown[] {
  const items = list.flat(3);
  const [number, ...others] = items.every(isDigits) ? numbersIn(items.join(', ')) : [];
  if (number === undefined || others.length > 0) return list.map(masked);
  return [maskNumbers(number.digits)];
}

/** @param named What is shown of a name; those at the top are how a field is found, and masked where they are shown. */
function maskedObject(object: object, named: (name: string) => string): object {
  const split = namesOfParts(object);
  const shown = Object.entries(object).map(([name, value]) => [
    named(name),
    split.has(name) ? '••••' : masked(value),
  ]);
  return Object.fromEntries(shown);
}

/** Names of the fields that have a part of a number, and the next one the rest. */
export function namesOfParts(object: object): Set<string> {
  const fields = Object.entries(object).map(([name, value]) => ({ name, value }));
  return new Set(fields.flatMap((field, index) => splitNumber(field, fields[index + 1])));
}

interface Field {
  name: string;
  value: unknown;
}

const namesNumber =
  /phone|mobile|number|tel\b|digits|prefix|suffix|extension|contact|code|part|half|first|second|rest|local/i;

/** @returns the names of both. */
function splitNumber(one: Field, other: Field | undefined): string[] {
  if (other === undefined || !isDigits(one.value) || !isDigits(other.value)) return [];
  const [beginning, rest] = [String(one.value).trim(), String(other.value).trim()];
  const digits = (beginning + rest).replaceAll(/\D/g, '');
  const isNumber =
    [beginning, rest].every((it) => it.length < 12) && digits.length >= 8 && digits.length <= 15;
  const isDialled =
    /^(?:\+|0)/.test(beginning) || (namesNumber.test(one.name) && namesNumber.test(other.name));
  return isNumber && isDialled && numbersIn(beginning + rest).length > 0 ? [one.name, other.name] : [];
}

function isDigits(value: unknown): boolean {
  return (
    (typeof value === 'number' && Number.isInteger(value) && value >= 0) ||
    (typeof value === 'string' && /^[+(]*[\p{Nd}\s().-]+$/u.test(value.trim()) && /\p{Nd}/u.test(value))
  );
}
