import { parsePhoneNumberFromString } from 'libphonenumber-js/min';

import { certainlyInnocent, likelyInnocent, type Span } from './innocent-digits.ts';
import { nothing, plainDigits } from './plain-digits.ts';

/** Digits somewhere in a text that together may be dialled. */
export interface WrittenNumber extends Span {
  /** 0-9 alone, in order. */
  digits: string;
  /** `+33199001234` where it is written with its country code and is a possible number, else null. */
  international: string | null;
}

interface Group extends Span {
  digits: string;
  /** What stands between the group before and this one. */
  before: string;
}

const fewestDigits = 8;
/** With its country code. */
const mostDigits = 15;
const mayHoldANumber = /[\d\p{Nd}\p{No}]/u;
const between = `(?:${nothing}*[^\\p{L}\\p{N}${nothing}]){0,5}${nothing}*`;
const digitsInARow = new RegExp(`\\d(?:${between}\\d)*`, 'gu');
const group = new RegExp(`\\d(?:${nothing}*\\d)*`, 'g');

/**
 * Every number in a text, however it is written: in any digits, with any punctuation. Dates, times and amounts are
 * none. Mask, quotes, search and *forget* all read numbers with this.
 */
export function numbersIn(text: string): WrittenNumber[] {
  if (text.length < fewestDigits - 1 || !mayHoldANumber.test(text)) return [];
  const plain = plainDigits(text);
  const rows = [...plain.matchAll(digitsInARow)].map(({ 0: row, index }) => groupsIn(row, index));
  const long = rows.filter((groups) => digitsOf(groups).length >= fewestDigits - 1);
  if (long.length === 0) return [];
  const certain = marked(certainlyInnocent(plain), plain.length);
  const likely = marked(likelyInnocent(plain), plain.length);
  return long
    .flatMap((groups) => pieces(groups, certain))
    .flatMap((piece) => numbersOf(piece, plain, likely));
}

/** By position: 1 where one of the spans is. */
type Marks = Uint8Array;

function marked(spans: Span[], length: number): Marks {
  const marks = new Uint8Array(length);
  for (const { from, to } of spans) marks.fill(1, from, to);
  return marks;
}

/** All digits of a text: those between which no letter stands are together, in groups. */
export function digitGroupsIn(text: string): string[][] {
  if (!mayHoldANumber.test(text)) return [];
  return [...plainDigits(text).matchAll(digitsInARow)].map(({ 0: row }) =>
    groupsIn(row, 0).map(({ digits }) => digits),
  );
}

/** The groups of digits of one row, cut where a date or an amount stands between them. */
function pieces(groups: Group[], innocent: Marks): Group[][] {
  return cut(
    groups.filter(({ from }) => innocent[from] !== 1),
    (it, last) => startsAnew(it) || innocent.subarray(last.to, it.from).includes(1),
  );
}

function startsAnew({ before }: Group): boolean {
  return before.length > 1 && before.includes('+');
}

/** With usual punctuation any digits may be a number, with more of it only those that are written like one. */
function numbersOf(piece: Group[], plain: string, likely: Marks): WrittenNumber[] {
  const isOpen = ({ from }: Group) => likely[from] !== 1;
  if (!piece.some(isOpen)) return [];
  if (isLoose(piece) && (isListed(piece) || (piece.every(isOpen) && looksDialled(piece, plain))))
    return [numberOf(piece, plain)];
  return cut(piece, ({ before }) => !isUsual(before))
    .filter((segment) => segment.some(isOpen))
    .map((segment) => numberOf(segment, plain))
    .filter(({ digits, from }) => digits.length >= fewestDigits - (hasPlus(plain, from) ? 1 : 0));
}

function isLoose(piece: Group[]): boolean {
  return piece.some(({ before }, index) => index > 0 && !isUsual(before));
}

/** One space or mark, or brackets with their spaces; a new line is where something else begins. */
function isUsual(before: string): boolean {
  const seen = before.replaceAll(nothing, '');
  return /^(?:[^\n\t]?|[ .-]?[()][ .-]?| {2})$/.test(seen);
}

/** Pair after pair, or digit after digit: “06, 39, 98, 56, 78”, `[[6,39],[98,56],[78]]`. */
function isListed(piece: Group[]): boolean {
  if (!hasLength(piece, 1) && !hasLength(piece.slice(1), 2)) return false;
  return digitsOf(piece).length > fewestDigits || (piece.length === 4 && hasLength(piece, 2));
}

/** `["+33","639","985","678"]` */
function looksDialled(piece: Group[], plain: string): boolean {
  const digits = digitsOf(piece);
  const isPlus = hasPlus(plain, startOf(piece, plain));
  const isDialled = digits.startsWith('0') || isPlus;
  // What begins with a plus goes on in the next line, where a text was broken.
  const isShort = piece.every((it) => it.digits.length <= 5 && (isPlus || !it.before.includes('\n')));
  return isDialled && isShort && digits.length > fewestDigits && digits.length <= mostDigits;
}

function hasLength(piece: Group[], length: number): boolean {
  return piece.every((it) => it.digits.length === length);
}

function numberOf(groups: Group[], plain: string): WrittenNumber {
  const from = startOf(groups, plain);
  const to = groups.at(-1)?.to ?? from;
  const digits = digitsOf(groups);
  return { from, to, digits, international: internationalOf(groups, hasPlus(plain, from)) };
}

/** With the plus and the bracket in front of it. */
function startOf([first]: Group[], plain: string): number {
  const ahead = /(?:\(?\+[ (]{0,2}|\()$/.exec(plain.slice(Math.max(0, (first?.from ?? 0) - 4), first?.from));
  return (first?.from ?? 0) - (ahead?.[0].length ?? 0);
}

function hasPlus(plain: string, from: number): boolean {
  return /^\(?\+/.test(plain.slice(from, from + 2));
}

/** Other digits may stand behind it, as in “+33 1 99 00 12 34 2h”. */
function internationalOf(groups: Group[], isPlus: boolean): string | null {
  const own = groups.slice(0, mostDigits + 3).filter((it) => !(it.digits === '0' && it.before.endsWith('(')));
  for (let count = own.length; count > 0; count -= 1) {
    const digits = digitsOf(own.slice(0, count));
    if (!isPlus && !digits.startsWith('00')) return null;
    const parsed = parsePhoneNumberFromString(`+${isPlus ? digits : digits.slice(2)}`);
    if (parsed?.isPossible()) return parsed.number;
  }
  return null;
}

function groupsIn(row: string, at: number): Group[] {
  let end = 0;
  return [...row.matchAll(group)].map(({ 0: match, index }) => {
    const before = row.slice(end, index);
    end = index + match.length;
    return { from: at + index, to: at + end, digits: match.replaceAll(nothing, ''), before };
  });
}

function digitsOf(groups: Group[]): string {
  return groups.map(({ digits }) => digits).join('');
}

function cut(groups: Group[], isCut: (group: Group, last: Group) => boolean): Group[][] {
  const parts: Group[][] = [];
  for (const it of groups) {
    const last = parts.at(-1);
    const previous = last?.at(-1);
    if (last === undefined || previous === undefined || isCut(it, previous)) parts.push([it]);
    else last.push(it);
  }
  return parts;
}
