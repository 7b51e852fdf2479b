import { withoutAccents } from '../without-accents.ts';
import { countryOfWord, isEnglishName } from './countries.ts';
import { knownFieldAt, runsOf, spellingsOf } from './field-words.ts';
import { quoted } from './format.ts';
import { frenchJoints } from './french.ts';
import { isFrench, isOneWord, meaningsOf } from './labels.ts';
import { lengthOf, lengthPattern } from './lengths.ts';
import { periodAt, type Timing } from './moments.ts';
import { phoneAt } from './phone-word.ts';
import {
  betweenDays,
  betweenInFigures,
  betweenTimes,
  sinceOrUntil,
  withinPeriod,
  withinPeriodInFrench,
} from './phrases-of-time.ts';
import type { Misreading, Piece, Reader } from './piece.ts';

/** Stands for a space within quotes, so that the words of a line are apart. */
const quotedSpace = '␣';

/** What these tokens begin with, where several words mean something together, or one has no key: null for others. */
export function phraseAt(tokens: string[], reader: Reader): Piece | null {
  const line = tokens.map((token) => token.replaceAll(' ', quotedSpace)).join(' ');
  const plain = withoutAccents(line);
  for (const rule of rules) {
    const read = ofPlainWords.has(rule) ? plain : line;
    const found = rule(read, reader, tokens);
    if (found !== null) return pieceOf(found, read);
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
  betweenInFigures,
  betweenDays,
  betweenTimes,
  withinPeriodInFrench,
  inCountryInFrench,
  jointInFrench,
  knownFieldAt,
  talkTime,
  sinceOrUntil,
  withinPeriod,
  inCountry,
  period,
  endOfNumber,
  endedBy,
  hasField,
  valueOfKey,
  phoneAt,
];

/** Words of ours, whose accents and apostrophes say nothing. */
const ofPlainWords: ReadonlySet<Rule> = new Set([
  ...[
    withinPeriodInFrench,
    jointInFrench,
    talkTime,
    betweenInFigures,
    sinceOrUntil,
    betweenDays,
    betweenTimes,
    withinPeriod,
  ],
  ...[inCountry, inCountryInFrench, period, endOfNumber, endedBy],
]);

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
    const meanings = /[":]/.test(words) || isOneWord(words) ? undefined : meaningsOf(words);
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

const longer = 'longer|more|over|above|at least|plus|plus longs?|plus longues?|au moins|plus long';
const shorter = 'shorter|less|under|below|at most|moins|plus courts?|plus courtes?|au plus';
/** “lasting at least”, “durée supérieure à”, “d’une durée de plus de”, “qui ont duré moins de” */
const ofTalk = `(?:${[
  '(?:(?:that |which )?(?:lasting|lasted|last|took|talked|of|for) )?',
  "(?:(?:d'une )?duree |(?:qui ont |ayant )?dure )?(?:de |d')?",
].join('|')})`;
const than = "(?: than| de| que| d'| a)?";
const compared = new RegExp(
  `^${ofTalk}(?:(${longer}|superieure?s?)|(${shorter}|inferieure?s?))${than}(?:[ :]+|(?<='))(?:(${lengthPattern}|\\d{1,2} ?h ?\\d{2}(?!\\S))|(\\d{1,4})(?!\\S))`,
  'i',
);

const withCountryInFrench = new RegExp(
  `^(?:${[
    '(?:en|de|du|des|aux|vers|depuis|pour)(?: (?:la|le|les))? ',
    '(au) (?!the )',
    "(?:de |vers |depuis |pour )?(?:l'|d')",
  ].join('|')})`,
  'i',
);

/** « en France », « du Maroc », « aux États-Unis »; `au` alone is Australia. */
function inCountryInFrench(line: string): Timing | null {
  const [words = '', au] = withCountryInFrench.exec(line) ?? [];
  const country = words === '' ? null : countryAt(line, words.length);
  if (country === null || country.name.length < 3) return null;
  const [length, read] = [words.length + country.name.length, `in:${country.code}`];
  if (au === undefined || !isEnglishName(country.name)) return { length, read: [read] };
  const message = `“${line.slice(0, length)}” may be one country or two.`;
  return { length, read: { message, suggestion: null, choices: [read, `in:au ${read}`] } };
}

/** “human et busy” has Ethiopia in it, « humains et erreurs » has not. */
function jointInFrench(line: string, { today }: Reader): Timing | null {
  const [joint = '', next = ''] = line.split(' ');
  const isJoint =
    periodAt(line, today) === null && frenchJoints.includes(joint.toLowerCase()) && isFrench(next);
  return isJoint ? { length: joint.length, read: [] } : null;
}

function period(line: string, { today }: Reader): Timing | null {
  return periodAt(line, today);
}

/** The country that a line names from there on, by as many words as can be. */
function countryAt(line: string, from: number): { name: string; code: string } | null {
  const tokens = line.slice(from).split(' ').slice(0, 6);
  for (let count = tokens.length; count > 0; count -= 1) {
    const name = tokens.slice(0, count).join(' ');
    const code = /["]/.test(name) ? null : countryOfWord(name);
    if (code !== null) return { name, code: code.toLowerCase() };
  }
  return null;
}

/** `from france`, `in: South Africa` */
function inCountry(line: string): Timing | null {
  const [words = ''] = /^(?:in:? ?|from |to )/i.exec(line) ?? [];
  if (words === '' || !/[ :]$/.test(words)) return null;
  const country = countryAt(line, words.length);
  return country && { length: words.length + country.name.length, read: [`in:${country.code}`] };
}

/** “number ending 1234”, “numbers beginning +44”, “number +33199001234”, “from +33199001234” */
function endOfNumber(line: string): Timing | null {
  const [words = '', end, beginning] = partOfNumber.exec(line) ?? [];
  if (words !== '') return { length: words.length, read: [`phone:${end ?? beginning}`] };
  return /^(?:(?:numbers?|numeros?) [+\d]|(?:from|to|with|du|vers|de) \+\d)/i.test(line)
    ? { length: line.indexOf(' '), read: [] }
    : null;
}

const ends =
  '(?:end(?:ing|s)?(?: in| with)?|(?:se )?(?:finissant|terminant|finit|termine)(?: par| en)) (\\d{1,20})';
const begins = '(?:beginning|begins?|starting|starts?|commencant|commence)(?: with| par)? (\\+\\d{1,20})';
const partOfNumber = new RegExp(
  `^(?:(?:numbers?|numeros?) )?(?:that |qui )?(?:${ends}|${begins})(?!\\S)`,
  'i',
);

/** “ended by user”, `by the agent`, “the customer hung up”, “end reason transfer” */
function endedBy(line: string): Timing | null {
  const [words = '', reason, ...said] = enders.exec(line) ?? [];
  if (words === '') return null;
  const who = said.find((it) => it !== undefined)?.toLowerCase();
  const by = who && (/^(?:agent|bot|ai)$/.test(who) ? 'agent' : /^syst/.test(who) ? 'system' : 'user');
  return { length: words.length, read: [by === undefined ? `reason:${reason}` : `by:${by}`] };
}

const ender = '(agent|bot|ai|user|person|customer|client|caller|callee|lead|prospect|system)';
const enderInFrench = "(?:l'|le |la )?(agent|utilisateur|client|prospect|systeme)";
const enders = new RegExp(
  `^(?:end reason (\\S+)|${[
    '(?:ended |hung up |finished )?by (?:the )?(agent|user|system)',
    `(?:the )?${ender} (?:hung up|hangs up|ended(?: (?:it|the call))?)`,
    `(?:(?:termine|raccroche|coupe|fini)(?:e?s?) )?par ${enderInFrench}`,
    `${enderInFrench} (?:a |qui a )?raccroche`,
  ].join('|')})(?!\\S)`,
  'i',
);

/** “has lead_score”, “with a lead score” */
function hasField(line: string, { fields }: Reader): Timing | null {
  const [ahead = ''] = /^(?:has|with|having) (?:an? )?/i.exec(line) ?? [];
  const rest = line.slice(ahead.length);
  for (const run of ahead === '' ? [] : runsOf(rest)) {
    const known = spellingsOf(run).find((it) => fields?.names.has(it));
    if (known !== undefined)
      return { length: ahead.length + run.length, read: [`extracted:${quoted(known)}`] };
  }
  const [name = ''] = (/^has /i.test(ahead) && /^(?:"[^"]+"|[\p{L}\d_.-]+)(?!\S)/iu.exec(rest)) || [];
  return name === '' ? null : { length: ahead.length + name.length, read: [`extracted:${name}`] };
}

/** `reason transfer`, `objection: price` */
function valueOfKey(line: string): Timing | null {
  const [words = '', key = '', value = ''] =
    /^((?:by|reason|since|until|extracted)|phone(?= [+\d(])|[^":=\s]+:) (\S+)/i.exec(line) ?? [];
  return words === '' ? null : { length: words.length, read: [`${key.replace(':', '')}:${value}`] };
}
