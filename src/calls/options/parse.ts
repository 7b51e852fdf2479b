import { nearest } from '../filter/nearest.ts';
import type { FilterProblem } from '../filter/parse.ts';
import { readWord } from '../filter/read-word.ts';
import { canonicalTimezone } from '../timezone.ts';
import { optionNames, readOption } from './read-option.ts';
import type { RequestedOptions } from './requested.ts';

interface ParsedOptions {
  options: RequestedOptions;
  /** The words that are none of an option, as they were typed: a filter. */
  rest: string;
  problems: FilterProblem[];
}

/** Takes the words of options out of a text, wherever they stand among those of a filter. */
export function parseOptions(text: string): ParsedOptions {
  const parsed: ParsedOptions = { options: {}, rest: '', problems: [] };
  const rest: string[] = [];
  let left = text.trim();
  while (left !== '') {
    const [word = ''] = wordPattern.exec(left) ?? [];
    const taken = takeOption(word, left, parsed);
    if (taken === 0) rest.push(word);
    left = left.slice(taken === 0 ? word.length : taken).trimStart();
  }
  return { ...parsed, rest: rest.join(' ') };
}

const wordPattern = /^(?:"(?:\\.|[^"\\])*"|\S)+/;

/** @returns how much of the text was an option; 0 when it does not begin with one. */
function takeOption(word: string, text: string, parsed: ParsedOptions): number {
  const typed = /^[a-z]+(?:-[a-z]+)*/i.exec(word)?.[0] ?? '';
  const name = typed.toLowerCase();
  const zone = canonicalTimezone(word);
  if (zone !== null) return takeZone(word, zone, parsed);
  const rightName = isWhole(typed, word) ? (optionNames.includes(name) ? name : misspelt(word, name)) : null;
  if (rightName === null) return 0;
  const reading = readOption(rightName, text.slice(typed.length));
  const length = typed.length + reading.length;
  const written = text.slice(0, length);
  if ('message' in reading) parsed.problems.push({ word: written, ...problemOf(reading) });
  else if (rightName !== name) parsed.problems.push(slip(typed, rightName));
  else Object.assign(parsed.options, reading.options);
  return length;
}

function problemOf({ message, suggestion }: { message: string; suggestion: string }) {
  return { message, suggestion };
}

/** A zone needs no name before it. */
function takeZone(word: string, timezone: string, { options }: ParsedOptions): number {
  options.timezone = timezone;
  return word.length;
}

/** `-quiet` and `quiet=x` are words of a filter, wrong ones perhaps. */
function isWhole(typed: string, word: string): boolean {
  return typed !== '' && (typed.length === word.length || word[typed.length] === ':');
}

function misspelt(word: string, name: string): string | null {
  return 'kind' in readWord(word) ? null : nearest(name, optionNames);
}

function slip(typed: string, name: string): FilterProblem {
  return { word: typed, message: `“${typed}” is neither an option nor a filter word.`, suggestion: name };
}
