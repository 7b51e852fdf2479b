import {
  endReasonLabel,
  knownDialErrors,
  knownEndReasons,
  knownResults,
  meaningOf,
  resultLabel,
} from '../outcome.ts';
import { withoutAccents } from '../without-accents.ts';
import { countries, namesOf } from './countries.ts';
import { frenchEveryCall, frenchLabels, valuesInBoth } from './french.ts';
import { noneGiven } from './predicate.ts';
import { bareWordOf, conditionOf } from './words.ts';

/** Canonical words, or a command; several of them where it could be any of these, which is asked then. */
type Meanings = string[];

/** What the product writes of calls, and what people say for it, in words of the grammar. No words: every call. */
const said: Record<string, Meanings> = {
  'errors on our side': ['ours'],
  'error on our side': ['ours'],
  'our side': ['ours'],
  'your setup': ['ours'],
  'errors in your setup': ['ours'],
  'your set-up': ['ours'],
  'action needed': ['ours'],
  'errors on their side': ['theirs'],
  'error on their side': ['theirs'],
  'their side': ['theirs'],
  'carrier or phone': ['theirs'],
  'errors of carrier or phone': ['theirs'],
  'no action needed': ['theirs'],
  'your list': ['number_non_attributed'],
  'call-back promised': ['callback'],
  'to call back': ['callback'],
  'call back': ['callback'],
  'failed to connect': ['errored'],
  'dial error': ['errored'],
  'dial errors': ['errored'],
  failure: ['errored'],
  failures: ['errored'],
  connected: ['completed'],
  answered: ['human'],
  person: ['human'],
  people: ['human'],
  somebody: ['human'],
  'answering machine': ['voicemail'],
  'answering machines': ['voicemail'],
  vm: ['voicemail'],
  'phone menu': ['ivr'],
  unreachable: ['temporarily_unavailable'],
  unavailable: ['temporarily_unavailable'],
  'out of reach': ['temporarily_unavailable'],
  'wrong number': ['number_non_attributed'],
  'wrong numbers': ['number_non_attributed'],
  'invalid number': ['number_non_attributed'],
  'in progress': ['/live'],
  ringing: ['/live'],
  ongoing: ['/live'],
  'right now': ['/live'],
  'at the moment': ['/live'],
  queued: ['/live'],
  'not answered': ['no_answer', '-human'],
  unanswered: ['no_answer', '-human'],
  'not picked up': ['no_answer', '-human'],
  missed: ['no_answer', 'errored'],
  machine: ['voicemail', 'ivr'],
  success: ['completed', 'human'],
  successful: ['completed', 'human'],
  week: ['this-week', 'since:7d'],
  month: ['this-month', 'since:30d'],
  day: ['today', 'since:24h'],
  hour: ['since:1h'],
  agent: ['by:agent'],
  user: ['by:user'],
  system: ['by:system'],
};

/** Words that choose every call, or say nothing beside others. */
const everyCall = [
  'everything',
  'all',
  'any',
  'every',
  'everyone',
  'call',
  'calls',
  'numbers',
  'the',
  'and',
  'or',
  'only',
  'please',
  'that',
  'any status',
  'any result',
  'any outcome',
  'any time',
  'all time',
  'time',
  'every call',
  'all calls',
];

/** Shown, and yet nothing that a call can be looked up by. */
const namesNothing = ['name hidden', 'number hidden', 'number withheld', 'withheld', 'no number'];

let known: Map<string, Meanings> | undefined;

/** What words mean that are no word of the grammar themselves; undefined for what nobody writes. */
export function meaningsOf(words: string): Meanings | undefined {
  known ??= new Map([...everyLabel()].map(([label, meanings]) => [withoutJoints(label), meanings]));
  return known.get(withoutJoints(words)) ?? singular(words) ?? eachSingular(words);
}

let french: Set<string> | undefined;

/** Whether a word is one of French labels, so that it may as well be what calls have in a field. */
export function isFrench(word: string): boolean {
  french ??= new Set(
    [...Object.keys(frenchLabels), 'appel', ...valuesInBoth.flatMap(([, values]) => values)].flatMap(
      (label) => label.split(' ').map(withoutJoints),
    ),
  );
  const typed = withoutJoints(word.replace(/^[dl]['’]/i, ''));
  return typed.length > 2 && (french.has(typed) || french.has(typed.replace(/s$/, '')));
}

/** “to us” is not « tous ». */
export function isOneWord(words: string): boolean {
  const typed = withoutJoints(words);
  return frenchEveryCall.includes(typed) || Object.hasOwn(frenchLabels, typed);
}

/** « messageries vocales » */
function eachSingular(words: string): Meanings | undefined {
  const each = words.split(' ').map((word) => word.replace(/(?<=[^s])s$/i, ''));
  return each.length === 1 ? undefined : known?.get(withoutJoints(each.join(' ')));
}

/** `voicemails`, `dead ends` */
function singular(words: string): Meanings | undefined {
  const one = /^(.*[^s])s$/i.exec(words)?.[1];
  if (one === undefined) return undefined;
  const condition = conditionOf(one);
  return known?.get(withoutJoints(one)) ?? (condition && [bareWordOf(condition) as string]);
}

/** Every label that is written of calls, with the words it stands for. */
export function everyLabel(): [label: string, meanings: Meanings][] {
  const wordFor = (condition: Parameters<typeof bareWordOf>[0]) => [bareWordOf(condition) as string];
  return [
    ...countries.flatMap((code) =>
      namesOf(code).map((name): [string, Meanings] => [name, [`in:${code.toLowerCase()}`]]),
    ),
    // “precondition failed”, as Revox names it
    ...severalWords(knownEndReasons).map((value): [string, Meanings] => [value, [`reason:${value}`]]),
    ...severalWords(knownDialErrors).map((value): [string, Meanings] => [
      value,
      wordFor({ kind: 'dial-error', value }),
    ]),
    ...knownEndReasons.map((value): [string, Meanings] => [endReasonLabel(value), [`reason:${value}`]]),
    ...knownResults.map((value): [string, Meanings] => [
      resultLabel(value),
      wordFor({ kind: 'result', value }),
    ]),
    ...knownDialErrors.map((value): [string, Meanings] => [
      meaningOf(value).label,
      wordFor({ kind: 'dial-error', value }),
    ]),
    [meaningOf('').label, [`error:${noneGiven}`]],
    ...Object.entries(said),
    ...Object.entries(frenchLabels),
    ...[...everyCall, ...frenchEveryCall].map((words): [string, Meanings] => [words, ['']]),
    ...namesNothing.map((words): [string, Meanings] => [words, []]),
  ];
}

function severalWords<Value extends string>(values: readonly Value[]): Value[] {
  return values.filter((value) => value.includes('_'));
}

export function withoutJoints(words: string): string {
  return withoutAccents(words.toLowerCase()).replaceAll(/[^\p{L}\p{N}]/gu, '');
}
