import { nearest } from '../filter/nearest.ts';
import type { FilterProblem } from '../filter/parse.ts';
import { wordsKnownAt } from '../filter/pieces.ts';
import { readWord } from '../filter/read-word.ts';
import type { Topic } from '../topics/index.ts';
import { allOptions, type RequestedOptions } from './index.ts';
import type { Option, Reading } from './option.ts';

interface ParsedOptions {
  options: RequestedOptions;
  /** The words that are none of an option, as they were typed: a filter. */
  rest: string;
  problems: FilterProblem[];
}

/**
 * Takes the words of options out of a text, wherever they stand among those of a filter: `compact human`,
 * `daily 08:30 Europe/Paris`. Those that the topic does not take are read too, so that they can be refused.
 */
export function parseOptions(text: string, topic: Topic): ParsedOptions {
  // A digest has words of its own, which would be a filter elsewhere.
  const isDigest = topic === 'digest';
  const spoken = allOptions.filter(({ topics }) => topics.some((it) => (it === 'digest') === isDigest));
  const options: Record<string, unknown> = {};
  const [problems, rest]: [FilterProblem[], string[]] = [[], []];
  let left = text.trim();
  while (left !== '') {
    const word = wordOf(left, spoken);
    const known = recognised(word, spoken, options, text);
    const phrase = known !== null || isNamed(word, spoken) ? null : phraseOf(left);
    const found = known ?? (phrase === null ? named(word, left, spoken) : null);
    if (found === null) rest.push(phrase ?? word);
    else if (found.problem !== undefined) problems.push(found.problem);
    else if (found.value !== undefined) options[found.key] = found.value;
    left = left.slice(found?.length ?? (phrase ?? word).length).trimStart();
  }
  return { options, rest: rest.join(' '), problems };
}

function wordOf(text: string, spoken: Option[]): string {
  const [together] = spoken.flatMap((option) => option.together?.exec(text)?.[0] ?? []);
  return together ?? /^(?:"(?:\\.|[^"\\])*"|\S)+/.exec(text)?.[0] ?? '';
}

function isNamed(word: string, spoken: Option[]): boolean {
  return spoken.some(({ names }) => names.includes(word.toLowerCase().replace(/:.*$/s, '')));
}

/** Words of a filter that mean something together, as `phone out of reach`: none of them is a slip of an option. */
function phraseOf(text: string): string | null {
  const count = wordsKnownAt(text);
  return count < 2 ? null : (new RegExp(`^(?:\\S+\\s*){${count}}`).exec(text)?.[0].trimEnd() ?? null);
}

interface Found {
  length: number;
  key: string;
  value?: unknown;
  problem?: FilterProblem;
}

/** A word that needs no name before it. */
function recognised(
  word: string,
  spoken: Option[],
  before: Record<string, unknown>,
  text: string,
): Found | null {
  for (const option of spoken) {
    const known = option.recognise?.(word, before[option.key], text) ?? null;
    if (known !== null) return foundOf(option, { ...known, length: word.length }, word);
  }
  return null;
}

function named(word: string, text: string, spoken: Option[]): Found | null {
  const typed = /^[a-z]+(?:-[a-z]+)*/i.exec(word)?.[0] ?? '';
  // `-quiet` and `quiet=x` are words of a filter, wrong ones perhaps.
  if (typed === '' || (typed.length < word.length && word[typed.length] !== ':')) return null;
  const [lower, names] = [typed.toLowerCase(), spoken.flatMap((option) => option.names)];
  const isKnown = names.includes(lower) || 'kind' in readWord(word);
  const name = isKnown ? lower : nearest(lower, names);
  const option = spoken.find((it) => it.names.some((one) => one === name));
  if (option === undefined || name === null) return null;
  const reading = option.read?.(text.slice(typed.length), name) ?? { length: 0 };
  const found = foundOf(option, { ...reading, length: typed.length + reading.length }, text);
  if (name === lower) return found;
  // Words of a digest stand for themselves, and are no names of options.
  const isOfDigest = option.read === undefined;
  const fault = isOfDigest
    ? 'says nothing about when a digest comes'
    : 'is neither an option nor a filter word';
  return { ...found, problem: { word: typed, message: `“${typed}” ${fault}.`, suggestion: name } };
}

function foundOf({ key }: Option, reading: Reading<unknown>, text: string): Found {
  if (!('message' in reading)) return { key, ...reading };
  const { length, ...problem } = reading;
  return { key, length, problem: { word: text.slice(0, length), ...problem } };
}
