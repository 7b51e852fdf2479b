import { isHiddenField } from '../hidden-fields.ts';
import { formatTerm } from './format.ts';
import { endOf, startOf } from './moment.ts';
import { isAskable, lookUpsOf, notAskable, notInOnePiece } from './number-word.ts';
import type { Misreading } from './read-keyed.ts';
import { readWord } from './read-word.ts';
import type { Condition, Filter, FilterContext, Term } from './term.ts';
import { tokensOf } from './tokens.ts';

interface ParsedFilter {
  filter: Filter;
  /** What could not be read; the filter has the rest. */
  problems: FilterProblem[];
}

export interface FilterProblem {
  word: string;
  /** A sentence that says what to write instead. */
  message: string;
  /** The word that was probably meant. */
  suggestion: string | null;
}

const mostTerms = 50;

/** @param context tells whether a period can hold anything; times stay as they were written. */
export function parseFilter(text: string, context: FilterContext): ParsedFilter {
  const terms: Term[] = [];
  const problems: FilterProblem[] = [];
  for (const token of tokensOf(text)) {
    const read = readToken(token, context);
    if ('message' in read) problems.push(read);
    else terms.push(read);
  }
  const filter = { terms: canonicalOrder(terms).slice(0, mostTerms) };
  return { filter, problems: [...problems, ...excessProblem(terms), ...emptyPeriodProblem(filter, context)] };
}

/**
 * The words of a filter that was let in when somebody typed it, an admin too, so nothing is refused. Times stay as they
 * were written, so no clock is needed.
 */
export function storedFilter(text: string): Filter {
  return parseFilter(text, { now: 0, timezone: 'UTC', numbers: 'any' }).filter;
}

function readToken(token: string, context: FilterContext): Term | FilterProblem {
  const { numbers, hiddenFields = [] } = context;
  const dashes = /^[-–—−]*/.exec(token)?.[0] ?? '';
  if (dashes === token) return { word: token, message: nothingTurned(token), suggestion: null };
  const read = readWord(token.slice(dashes.length));
  if ('kind' in read && read.kind === 'phone' && numbers !== 'any' && !isAskable(read.value))
    return { word: token, message: notAskable, suggestion: null };
  if ('kind' in read && !wasCounted(read, context))
    return { word: token, message: notInOnePiece, suggestion: null };
  if ('kind' in read && read.kind === 'field' && isHiddenField(read.name, hiddenFields))
    return { word: token, message: hiddenField(read.name), suggestion: null };
  if ('kind' in read) return { ...read, negated: dashes !== '' };
  return { word: token, message: read.message, suggestion: suggestionFor(read, dashes !== '') };
}

/** Put together from parts it would not be known for a look-up when somebody asks. */
function wasCounted(condition: Condition, { numbers, lookedUp }: FilterContext): boolean {
  if (numbers === 'any' || lookedUp === undefined) return true;
  return lookUpsOf(condition).every((it) => lookedUp.includes(it));
}

export function hiddenField(name: string): string {
  return `The field “${name}” is hidden, so nobody but admins of the bot can filter or count by it.`;
}

function nothingTurned(dashes: string): string {
  return `“${dashes}” turns around the word right after it, as in -voicemail.`;
}

function suggestionFor({ suggestion }: Misreading, negated: boolean): string | null {
  return suggestion === null ? null : (negated ? '-' : '') + suggestion;
}

const kinds: Term['kind'][] = [
  'status',
  'result',
  'dial-error',
  'side',
  'promised',
  'ended-by',
  'reason',
  'phone',
  'field',
  'day',
  'since',
  'until',
];

/** What is chosen, then what is left out; in the order in which people would say it. */
function canonicalOrder(terms: Term[]): Term[] {
  const byWord = new Map(terms.map((term) => [formatTerm(term), term]));
  return [...byWord]
    .sort(([wordA, a], [wordB, b]) => rankOf(a) - rankOf(b) || (wordA < wordB ? -1 : 1))
    .map(([, term]) => term);
}

function rankOf(term: Term): number {
  return kinds.indexOf(term.kind) + (term.negated ? kinds.length : 0);
}

function excessProblem(terms: Term[]): FilterProblem[] {
  if (terms.length <= mostTerms) return [];
  return [
    { word: '', message: `Only the first ${mostTerms} filter words count: use fewer.`, suggestion: null },
  ];
}

function emptyPeriodProblem({ terms }: Filter, context: FilterContext): FilterProblem[] {
  const [since, ...otherSince] = terms.filter((term) => term.kind === 'since' && !term.negated);
  const [until, ...otherUntil] = terms.filter((term) => term.kind === 'until' && !term.negated);
  if (!since || !until || otherSince.length + otherUntil.length > 0) return [];
  if (startOf(since.value, context) < endOf(until.value, context)) return [];
  const [sinceWord, untilWord] = [formatTerm(since), formatTerm(until)];
  const message = `Nothing lies between ${sinceWord} and ${untilWord}: “since” is where the period begins, “until” where it ends.`;
  return [{ word: untilWord, message, suggestion: null }];
}
