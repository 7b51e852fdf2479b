import { countryOfWord } from './countries.ts';
import { knownFieldAt } from './field-words.ts';
import { meaningsOf } from './labels.ts';
import { lengthOf, lengthPattern } from './lengths.ts';
import { momentAt, periodAt, type Timing } from './moments.ts';
import { phoneAt } from './phone-word.ts';
import type { Misreading, Piece, Reader } from './piece.ts';

/** Stands for a space within quotes, so that the words of a line are apart. */
const quotedSpace = '␣';

/** What these tokens begin with, where several words mean something together, or one has no key: null for others. */
export function phraseAt(tokens: string[], reader: Reader): Piece | null {
  const line = tokens.map((token) => token.replaceAll(' ', quotedSpace)).join(' ');
  for (const rule of rules) {
    const found = rule(line, reader, tokens);
    if (found !== null) return pieceOf(found, line);
  }
  return null;
}

function pieceOf({ length, read }: Timing, line: string): Piece {
  const count = line.slice(0, length).split(' ').length;
  return { count, read: Array.isArray(read) ? read.map((word) => word.replaceAll(quotedSpace, ' ')) : read };
}

type Rule = (line: string, reader: Reader, tokens: string[]) => Timing | null;

/** The first that fits wins. */
const rules: Rule[] = [
  maskedNumber,
  labelOfSeveralWords,
  knownFieldAt,
  talkTime,
  sinceOrUntil,
  betweenDays,
  withinPeriod,
  inCountry,
  (line, { today }) => periodAt(line, today),
  endOfNumber,
  endedBy,
  hasField,
  valueOfKey,
  phoneAt,
];

/** “+33 •••• 1234” */
function maskedNumber(line: string): Timing | null {
  const [words = '', beginning, end] = mask.exec(line) ?? [];
  if (words === '') return null;
  return { length: words.length, read: [`phone:${beginning === undefined ? '' : `${beginning}..`}${end}`] };
}

const mask = /^(?:numbers? |phone:? ?)?"?(?:(\+\d{1,3})[ ␣]?)?(?:[•·∙●*]{2,}|…)[ ␣]?(\d{1,20})"?(?!\S)/iu;

const mostWordsOfLabel = 6;

function labelOfSeveralWords(_: string, __: Reader, tokens: string[]): Timing | null {
  for (let count = Math.min(mostWordsOfLabel, tokens.length); count > 1; count -= 1) {
    const words = tokens.slice(0, count).join(' ');
    const meanings = /[":]/.test(words) ? undefined : meaningsOf(words);
    if (meanings !== undefined) return { length: words.length, read: readingOf(words, meanings) };
  }
  return null;
}

/** What a label means, or a question where it means several things. */
export function readingOf(label: string, meanings: string[]): string[] | Misreading {
  const [only = '', ...others] = meanings;
  if (only.startsWith('/')) return inCommand(label, only.slice(1));
  if (meanings.length === 1) return only === '' ? [] : [only];
  if (others.length === 0)
    return { message: `“${label}” names no call: look for the last digits instead.`, suggestion: null };
  return { message: `“${label}” may mean any of these.`, suggestion: null, choices: meanings };
}

function inCommand(label: string, command: string): Misreading {
  return { message: `“${label}” are in a list of their own.`, suggestion: null, commands: [command] };
}

/** `longer than 2 minutes`, `under 30 s` */
function talkTime(line: string): Timing | null {
  const [words = '', more, , length = '', figures] = compared.exec(line) ?? [];
  if (words === '') return null;
  const key = more === undefined ? 'shorter' : 'longer';
  const canonical = figures === undefined ? lengthOf(length) : null;
  if (canonical !== null) return { length: words.length, read: [`${key}:${canonical}`] };
  const choices = ['s', 'm'].map((unit) => `${key}:${figures}${unit}`);
  return { length: words.length, read: { message: `${key} takes a time.`, suggestion: null, choices } };
}

const compared = new RegExp(
  `^(?:(longer|more|over|above|at least)|(shorter|less|under|below|at most))(?: than)?[ :]+(?:(${lengthPattern})|(\\d{1,4})(?!\\S))`,
  'i',
);

/** `since 9am`, `until last week`, `from 28 Nov` */
function sinceOrUntil(line: string, { today }: Reader): Timing | null {
  const [words = '', until] = /^(?:since|from|after|(until|till|to|up to))(?: |: ?)/i.exec(line) ?? [];
  const moment = words === '' ? null : momentAt(line.slice(words.length), today);
  if (moment === null) return null;
  const key = until === undefined ? 'since' : 'until';
  const length = words.length + moment.length;
  const choices = moment.moments.map((it) => `${key}:${it}`);
  if (choices.length === 1) return { length, read: choices };
  const typed = line.slice(words.length, length);
  const message = choices.length === 0 ? `There is no day ${typed}.` : `“${typed}” may be either day.`;
  return { length, read: { message, suggestion: null, choices } };
}

/** “10 Mar – 16 Mar” */
function betweenDays(line: string, { today }: Reader): Timing | null {
  const [ahead = ''] = /^between /i.exec(line) ?? [];
  const from = momentAt(line.slice(ahead.length), today);
  const start = ahead.length + (from?.length ?? 0);
  const [joint = ''] = /^ (?:[-–—]|to|and|until) /i.exec(line.slice(start)) ?? [];
  const to = from === null || joint === '' ? null : momentAt(line.slice(start + joint.length), today);
  const [first, ...others] = [from?.moments ?? [], to?.moments ?? []].flat();
  if (to === null || others.length !== 1 || [first, ...others].some(isLength)) return null;
  return { length: start + joint.length + to.length, read: [`since:${first}`, `until:${others[0]}`] };
}

function isLength(moment: string | undefined): boolean {
  return moment === undefined || /^\d+[smhd]$/.test(moment);
}

/** `in the last 7 days`, `on monday` */
function withinPeriod(line: string, { today }: Reader): Timing | null {
  const [words = ''] = /^(?:in|on|over|during|for|of|within) /i.exec(line) ?? [];
  const period = words === '' ? null : periodAt(line.slice(words.length), today);
  return period && { length: words.length + period.length, read: period.read };
}

/** `from france`, `in: South Africa` */
function inCountry(line: string): Timing | null {
  const [words = ''] = /^(?:in:? ?|from |to )/i.exec(line) ?? [];
  if (words === '' || !/[ :]$/.test(words)) return null;
  const tokens = line.slice(words.length).split(' ').slice(0, 6);
  for (let count = tokens.length; count > 0; count -= 1) {
    const name = tokens.slice(0, count).join(' ');
    const code = /["]/.test(name) ? null : countryOfWord(name);
    if (code !== null) return { length: words.length + name.length, read: [`in:${code.toLowerCase()}`] };
  }
  return null;
}

/** “number ending 1234”, “numbers beginning +44”, “number +33199001234” */
function endOfNumber(line: string): Timing | null {
  const [words = '', end, beginning] = partOfNumber.exec(line) ?? [];
  if (words !== '') return { length: words.length, read: [`phone:${end ?? beginning}`] };
  return /^numbers? [+\d]/i.test(line) ? { length: line.indexOf(' '), read: [] } : null;
}

const ends = 'end(?:ing|s)?(?: in| with)? (\\d{1,20})';
const begins = '(?:beginning|begins?|starting|starts?)(?: with)? (\\+\\d{1,20})';
const partOfNumber = new RegExp(`^(?:numbers? )?(?:that )?(?:${ends}|${begins})(?!\\S)`, 'i');

/** “ended by user”, `by the agent`, “end reason transfer” */
function endedBy(line: string): Timing | null {
  const [words = '', who, reason] =
    /^(?:(?:ended |hung up |finished )?by (?:the )?(agent|user|system)|end reason (\S+))(?!\S)/i.exec(line) ??
    [];
  if (words === '') return null;
  return { length: words.length, read: [who === undefined ? `reason:${reason}` : `by:${who}`] };
}

/** “has lead_score” */
function hasField(line: string): Timing | null {
  const [words = '', name] = /^has ("[^"]+"|[\p{L}\d_.-]+)(?!\S)/iu.exec(line) ?? [];
  return words === '' ? null : { length: words.length, read: [`extracted:${name}`] };
}

/** `reason transfer`, `objection: price` */
function valueOfKey(line: string): Timing | null {
  const [words = '', key = '', value = ''] =
    /^((?:by|reason|since|until|extracted)|phone(?= [+\d(])|[^":=\s]+:) (\S+)/i.exec(line) ?? [];
  return words === '' ? null : { length: words.length, read: [`${key.replace(':', '')}:${value}`] };
}
