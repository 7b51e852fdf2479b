import { isHiddenField } from '../hidden-fields.ts';
import { localDate } from '../time/local-day.ts';
import { endOf, startOf } from './bounds.ts';
import { formatTerm } from './format.ts';
import { lookUpsOf } from './look-ups.ts';
import { isAskable, notAskable, notInOnePiece } from './number-word.ts';
import type { Misreading, Piece, Reader } from './piece.ts';
import { piecesOf } from './pieces.ts';
import { dimensionOf } from './predicate.ts';
import { readWord } from './read-word.ts';
import type { Condition, Filter, FilterContext, Term } from './term.ts';
import { tokensOf } from './tokens.ts';

interface ParsedFilter {
  filter: Filter;
  /** What could not be read; the filter has the rest. */
  problems: FilterProblem[];
}

export interface FilterProblem extends Misreading {
  /** As it was typed, with one space between its words. */
  word: string;
}

const mostTerms = 50;

/** @param context says whether a period can hold anything; times stay as they were written. */
export function parseFilter(text: string, context: FilterContext): ParsedFilter {
  const read = piecesOf(text, readerIn(context)).map((piece) => readPiece(piece, context));
  const terms = read.flatMap((it) => it.terms);
  const problems = [...read.flatMap((it) => it.problems), ...read.flatMap(acrossKinds)];
  const filter = { terms: canonicalOrder(terms).slice(0, mostTerms) };
  return { filter, problems: [...problems, ...excessProblem(terms), ...emptyPeriodProblem(filter, context)] };
}

/**
 * The words of a filter that was let in when somebody typed it, an admin too, so nothing is refused. Times stay as they
 * were written, so no clock is needed. Each word stands for itself, which is much quicker to read.
 */
export function storedFilter(text: string): Filter {
  const words = tokensOf(text).map((word) => termOf(word, anybody));
  if (words.some((it) => 'message' in it)) return parseFilter(text, anybody).filter;
  return { terms: canonicalOrder(words as Term[]).slice(0, mostTerms) };
}

const anybody: FilterContext = { now: 0, timezone: 'UTC', numbers: 'any' };

function readerIn({ now, timezone, fields }: FilterContext): Reader {
  return { today: localDate(now, timezone), guesses: true, ...(fields && { fields }) };
}

interface ReadPiece {
  typed: string;
  terms: Term[];
  problems: FilterProblem[];
}

function readPiece(
  { typed, read }: { typed: string; read: Piece['read'] },
  context: FilterContext,
): ReadPiece {
  const words = Array.isArray(read) ? read.map((word) => termOf(word, context)) : [read];
  const wrong = words.find((it) => 'message' in it);
  if (wrong === undefined) return { typed, terms: words as Term[], problems: [] };
  return { typed, terms: [], problems: [{ word: typed, ...askable(wrong, typed, context) }] };
}

/** Words of one kind are alternatives anyway; of others an “or” would be read as an “and”. */
function acrossKinds({ typed }: ReadPiece, at: number, pieces: ReadPiece[]): FilterProblem[] {
  if (!['or', 'ou'].includes(typed.toLowerCase())) return [];
  const kinds = [pieces[at - 1], pieces[at + 1]].flatMap(
    (it) => it?.terms.slice(0, 1).map(dimensionOf) ?? [],
  );
  if (new Set(kinds).size < 2) return [];
  const message = `“${typed}” stands between words of one kind, as in busy or voicemail. Others narrow each other.`;
  return [{ word: typed, message, suggestion: null }];
}

/** Nothing is suggested that is no better than what was typed. */
function askable(misreading: Misreading, typed: string, context: FilterContext): Misreading {
  const { suggestion, choices, ...rest } = misreading;
  const meant = [...(choices ?? []), ...(suggestion === null ? [] : [suggestion])];
  const good = meant.filter((words) => words !== typed && areTerms(words, context));
  if (good.length > 1) return { ...rest, suggestion: null, choices: good };
  return { ...rest, suggestion: good[0] ?? null };
}

function areTerms(words: string, context: FilterContext): boolean {
  return piecesOf(words, { ...readerIn(context), guesses: false }).every(
    ({ read }) => Array.isArray(read) && read.every((word) => !('message' in termOf(word, context))),
  );
}

/** What a word of the grammar chooses, if this person may ask for it. */
function termOf(word: string, context: FilterContext): Term | Misreading {
  const { numbers, hiddenFields = [] } = context;
  const read = readWord(word.replace(/^-/, ''));
  if ('message' in read) return read;
  if (read.kind === 'phone' && numbers !== 'any' && !isAskable(read.value)) return wrong(notAskable);
  if (!wasCounted(read, context)) return wrong(notInOnePiece);
  const field = read.kind === 'field' ? read.name : read.kind === 'extracted' ? read.value : null;
  if (field !== null && isHiddenField(field, hiddenFields)) return wrong(hiddenField(field));
  return { ...read, negated: word.startsWith('-') };
}

function wrong(message: string): Misreading {
  return { message, suggestion: null };
}

/** Put together from parts it would not be known for a look-up when somebody asks. */
function wasCounted(condition: Condition, { numbers, lookedUp }: FilterContext): boolean {
  if (numbers === 'any' || lookedUp === undefined) return true;
  return lookUpsOf(condition).every((it) => lookedUp.includes(it));
}

export function hiddenField(name: string): string {
  return `The field “${name}” is hidden, so nobody but admins of the bot can filter or count by it.`;
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
  'country',
  'longer',
  'shorter',
  'extracted',
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
