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
import { frenchEveryCall, frenchLabels, meant, valuesInBoth } from './french.ts';
import { noneGiven } from './predicate.ts';
import { bareWordOf, conditionOf } from './words.ts';

/** Canonical words, or a command; several of them where it could be any of these, which is asked then. */
type Meanings = string[];

/** What the product writes of calls, and what people say for it, in words of the grammar. No words: every call. */
const said: [label: string, meanings: Meanings][] = [
  ...meant(['ours'], 'errors on our side', 'error on our side', 'our side', 'our errors', 'your setup'),
  ...meant(['ours'], 'errors in your setup', 'your set-up', 'action needed'),
  ...meant(['theirs'], 'errors on their side', 'error on their side', 'their side', 'carrier or phone'),
  ...meant(['theirs'], 'errors of carrier or phone', 'carrier errors', 'their errors', 'no action needed'),
  ...meant(['number_non_attributed'], 'your list'),
  ...meant(['callback'], 'call-back promised', 'to call back', 'call back'),
  ...meant(['errored'], 'failed to connect', 'dial error', 'dial errors', 'failure', 'failures'),
  ...meant(['completed'], 'connected'),
  ...meant(['human'], 'answered', 'person', 'people', 'somebody'),
  ...meant(['voicemail'], 'answering machine', 'answering machines', 'vm'),
  ...meant(['ivr'], 'phone menu'),
  ...meant(['temporarily_unavailable'], 'unreachable', 'unavailable', 'out of reach'),
  ...meant(
    ['number_non_attributed'],
    'wrong number',
    'wrong numbers',
    'invalid number',
    'number not in service',
  ),
  ...meant(['/live'], 'in progress', 'ringing', 'ongoing', 'right now', 'at the moment', 'queued'),
  ...meant(['no_answer', '-human'], 'not answered', 'unanswered', 'not picked up'),
  ...meant(['no_answer', 'errored'], 'missed'),
  ...meant(['voicemail', 'ivr'], 'machine'),
  ...meant(['completed', 'human'], 'success', 'successful'),
  ...meant(['this-week', 'since:7d'], 'week'),
  ...meant(['this-month', 'since:30d'], 'month'),
  ...meant(['today', 'since:24h'], 'day'),
  ...meant(['since:1h'], 'hour'),
  ...meant(['by:agent'], 'agent'),
  ...meant(['by:user'], 'user'),
  ...meant(['by:system'], 'system'),
];

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
    [
      ...frenchLabels.map(([label]) => label),
      'appel',
      ...valuesInBoth.flatMap(([, values]) => values),
    ].flatMap((label) => label.split(' ').map(withoutJoints)),
  );
  const typed = withoutJoints(word.replace(/^[dl]['’]/i, ''));
  return typed.length > 2 && (french.has(typed) || french.has(typed.replace(/s$/, '')));
}

/** “to us” is not « tous ». */
export function isOneWord(words: string): boolean {
  const typed = withoutJoints(words);
  return frenchEveryCall.includes(typed) || frenchLabels.some(([label]) => label === typed);
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
    ...countries.flatMap((code) => meant([`in:${code.toLowerCase()}`], ...namesOf(code))),
    // “precondition failed”, as Revox names it
    ...severalWords(knownEndReasons).flatMap((value) => meant([`reason:${value}`], value)),
    ...severalWords(knownDialErrors).flatMap((value) => meant(wordFor({ kind: 'dial-error', value }), value)),
    ...knownEndReasons.flatMap((value) => meant([`reason:${value}`], endReasonLabel(value))),
    ...knownResults.flatMap((value) => meant(wordFor({ kind: 'result', value }), resultLabel(value))),
    ...knownDialErrors.flatMap((value) =>
      meant(wordFor({ kind: 'dial-error', value }), meaningOf(value).label),
    ),
    ...meant([`error:${noneGiven}`], meaningOf('').label),
    ...said,
    ...frenchLabels,
    ...meant([''], ...everyCall, ...frenchEveryCall),
    ...meant([], ...namesNothing),
  ];
}

function severalWords<Value extends string>(values: readonly Value[]): Value[] {
  return values.filter((value) => value.includes('_'));
}

export function withoutJoints(words: string): string {
  return withoutAccents(words.toLowerCase()).replaceAll(/[^\p{L}\p{N}]/gu, '');
}
