import {
  dialErrorsOf,
  knownDialErrors,
  knownResults,
  meaningOf,
  resultLabel,
  type Side,
} from '../outcome.ts';
import { namedDays } from './days.ts';
import type { Condition } from './term.ts';

/** A word of the grammar, for help. */
interface FilterWord {
  word: string;
  meaning: string;
}

/** A word that stands alone, with what it chooses. */
interface BareWord extends FilterWord {
  condition: Condition;
  alsoWritten: string[];
}

const bareWords: BareWord[] = [
  ...[status('completed', 'calls that connected'), status('errored', 'calls that failed to connect')],
  ...knownResults.map(result),
  ...knownDialErrors.map(dialError),
  ...[side('ours', 'in your setup'), side('theirs', 'of carrier or phone')],
  {
    word: 'callback',
    meaning: 'a call-back was promised, by the extracted data',
    condition: { kind: 'promised', value: 'call-back' },
    alsoWritten: ['callbacks'],
  },
];

function status(word: 'completed' | 'errored', meaning: string): BareWord {
  const alsoWritten = word === 'errored' ? ['error', 'errors', 'failed'] : ['complete'];
  return { word, meaning, condition: { kind: 'status', value: word }, alsoWritten };
}

function result(value: string): BareWord {
  const word = value === 'ios-screening-filter' ? 'screened' : value.toLowerCase();
  return { word, meaning: resultLabel(value), condition: { kind: 'result', value }, alsoWritten: [value] };
}

function dialError(value: string): BareWord {
  const meaning = meaningOf(value).label;
  return { word: value, meaning, condition: { kind: 'dial-error', value }, alsoWritten: [] };
}

function side(value: Side & ('ours' | 'theirs'), where: string): BareWord {
  const meaning = `dial errors ${where}: ${dialErrorsOf(value).join(', ')}`;
  return { word: value, meaning, condition: { kind: 'side', value }, alsoWritten: [] };
}

/** Words that take a value, each with an example. */
export const examples = {
  by: 'by:user',
  reason: 'reason:voicemail',
  phone: 'phone:5678',
  in: 'in:fr',
  longer: 'longer:2m',
  shorter: 'shorter:30s',
  since: 'since:24h',
  until: 'until:2026-03-29',
  field: 'field:interest_level=interested',
  extracted: 'extracted:interest_level',
  result: 'result:human',
  error: 'error:busy',
  status: 'status:errored',
};
export type Key = keyof typeof examples;
export const keys = Object.keys(examples) as Key[];

export const filterWords: FilterWord[] = [
  ...bareWords.map(({ word, meaning }) => ({ word, meaning })),
  { word: examples.by, meaning: 'who ended the call: agent, user or system' },
  { word: examples.reason, meaning: 'end reason, as Revox names it' },
  { word: examples.phone, meaning: 'numbers that end with these digits, four or more' },
  { word: 'phone:+33199001234', meaning: 'one number; phone:+33 is every number that begins so' },
  { word: examples.in, meaning: 'numbers of a country, by its code or name: in:france, in:"south africa"' },
  { word: examples.longer, meaning: 'somebody talked for longer than that' },
  { word: examples.shorter, meaning: 'somebody talked, and for less than that' },
  {
    word: 'today',
    meaning: 'ended today; also yesterday, monday, last-week, this-month, or a date such as 2026-03-29',
  },
  { word: '7d', meaning: 'ended in the last 7 days; also 30m, 24h, 2w' },
  { word: examples.since, meaning: 'ended since then: a duration, date, date with time, or clock time' },
  { word: examples.until, meaning: 'ended until then, a day itself included' },
  { word: examples.field, meaning: 'a field of structured output: field:objection="too expensive"' },
  { word: examples.extracted, meaning: 'a field of structured output is there, whatever its value' },
  { word: '-busy', meaning: 'a leading minus leaves out what the word chooses' },
];

const spellings = bareWords.flatMap(({ word, alsoWritten, condition }) =>
  [word, ...alsoWritten].map((spelling) => ({ spelling, condition })),
);

const conditions = new Map(spellings.map(({ spelling, condition }) => [withoutJoints(spelling), condition]));

/** What a bare word chooses; `no-answer`, `no_answer` and `NoAnswer` are one word. */
export function conditionOf(word: string): Condition | undefined {
  return conditions.get(withoutJoints(word));
}

export const bareSpellings = [...new Set(spellings.map(({ spelling }) => spelling)), ...namedDays];

function withoutJoints(word: string): string {
  return word.toLowerCase().replaceAll(/[_-]/g, '');
}

const words = new Map(bareWords.map(({ word, condition }) => [`${condition.kind} ${condition.value}`, word]));

/** The word for a condition that has one of its own. */
export function bareWordOf(condition: Condition): string | undefined {
  return words.get(`${condition.kind} ${condition.value}`);
}
