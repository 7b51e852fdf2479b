import { countries, namesOf } from './countries.ts';
import { namedDays, saidInFrench } from './days.ts';
import { everyLabel, withoutJoints } from './labels.ts';
import { allNearest, nearest } from './nearest.ts';
import type { Misreading, Piece, Reader } from './piece.ts';
import { readWord } from './read-word.ts';
import { bareSpellings } from './words.ts';

type PhraseAt = (tokens: string[], reader: Reader) => Piece | null;

/**
 * What may have been meant by words that mean nothing: by slips in what they are near to, and never by letters alone
 * across kinds. Null where nothing is near.
 */
export function suggested(
  tokens: string[],
  alone: Misreading,
  reader: Reader,
  phraseAt: PhraseAt,
): Piece | null {
  return slipInPhrase(tokens, reader, phraseAt) ?? slipInLabel(tokens) ?? slipInWord(tokens, alone);
}

const wordsOfPhrases = [
  ...'last past previous this since until from longer shorter than ended'.split(' '),
  ...'second seconds minute minutes hour hours day days week weeks month months'.split(' '),
];

/** `last 24 huors`, `lsat week` */
function slipInPhrase(tokens: string[], reader: Reader, phraseAt: PhraseAt): Piece | null {
  const meant = tokens.slice(0, 5).map(wordOfPhrase);
  if (meant.every((word, index) => word === tokens[index])) return null;
  const piece = phraseAt(meant, reader);
  if (piece === null || piece.count < 2 || !Array.isArray(piece.read)) return null;
  const isMended = meant.slice(0, piece.count).some((word, index) => word !== tokens[index]);
  if (!isMended) return null;
  return {
    count: piece.count,
    read: { ...about(tokens.slice(0, piece.count)), suggestion: piece.read.join(' ') },
  };
}

function about(tokens: string[]): Misreading {
  return { message: `I didn’t understand “${tokens.join(' ')}”.`, suggestion: null, isUnknown: true };
}

function wordOfPhrase(token: string): string {
  const word = token.toLowerCase();
  if (!/^[a-z]{4,}$/.test(word) || wordsOfPhrases.includes(word) || 'kind' in readWord(word)) return token;
  return nearest(word, wordsOfPhrases) ?? token;
}

/** `no anwser`, `phone out of raech` */
export function slipInLabel(tokens: string[]): Piece | null {
  for (let count = Math.min(6, tokens.length); count > 1; count -= 1) {
    const typed = withoutJoints(tokens.slice(0, count).join(' '));
    const found = oneOrEach(wordsNear(typed, labelsOfSeveralWords(count), 5).words);
    if (found !== null) return { count, read: { ...about(tokens.slice(0, count)), ...found } };
  }
  return null;
}

interface Known {
  key: string;
  words: string[];
}

let labels: (Known & { count: number })[] | undefined;

function labelsOfSeveralWords(count: number): Known[] {
  labels ??= [...everyLabel(), ...daysInFrench]
    .filter(([label, meanings]) => label.includes(' ') && meanings.length > 0 && meanings[0] !== '')
    .map(([label, words]) => ({ key: withoutJoints(label), words, count: label.split(' ').length }));
  return labels.filter((it) => Math.abs(it.count - count) <= 1);
}

/** `erored`, `yesterdy`, `frnace` */
function slipInWord([token = '']: string[], alone: Misreading): Piece | null {
  if (alone.suggestion !== null || alone.choices !== undefined || alone.commands !== undefined)
    return { count: 1, read: alone };
  if (/[:"=@/]/.test(token) || !/^\p{L}/u.test(token)) return null;
  const typed = withoutJoints(token);
  const near = [wordsNear(typed, knownWords(), 4), wordsNear(typed, knownCountries(), 5)];
  const least = Math.min(...near.map(({ distance }) => distance));
  const found = oneOrEach(near.flatMap(({ distance, words }) => (distance === least ? words : [])));
  return found && { count: 1, read: { ...alone, ...found } };
}

function wordsNear(
  typed: string,
  known: Known[],
  lettersToASlip: number,
): { words: string[]; distance: number } {
  if (typed.length < fewestLetters) return { words: [], distance: Number.POSITIVE_INFINITY };
  const keys = [...new Set(known.map(({ key }) => key))];
  const { nearest, distance } = allNearest(typed, keys, lettersToASlip);
  return { words: known.filter(({ key }) => nearest.includes(key)).flatMap((it) => it.words), distance };
}

/** Fewer are near to anything. */
const fewestLetters = 4;

/** One meaning is suggested, of several each is offered. */
function oneOrEach(words: string[]): Pick<Misreading, 'suggestion' | 'choices'> | null {
  const [only, ...others] = [...new Set(words)].slice(0, 4);
  if (only === undefined) return null;
  return others.length === 0 ? { suggestion: only } : { suggestion: null, choices: [only, ...others] };
}

const daysInFrench = saidInFrench.map(([words, day]): [string, string[]] => [words, [day]]);

let single: Known[] | undefined;
let named: Known[] | undefined;

function knownWords(): Known[] {
  single ??= [
    ...bareSpellings.map((word) => ({ key: withoutJoints(word), words: [word] })),
    ...namedDays.map((word) => ({ key: withoutJoints(word), words: [word] })),
    ...[...everyLabel(), ...daysInFrench]
      .filter(([label, [first]]) => !label.includes(' ') && first !== undefined && !/^(?:in:|$)/.test(first))
      .map(([label, words]) => ({ key: withoutJoints(label), words })),
  ];
  return single;
}

function knownCountries(): Known[] {
  named ??= countries.flatMap((code) =>
    namesOf(code)
      .filter((name) => name.length >= 5)
      .map((name) => ({ key: withoutJoints(name), words: [`in:${code.toLowerCase()}`] })),
  );
  return named;
}
