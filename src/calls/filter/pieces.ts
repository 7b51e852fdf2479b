import { countryAlone } from './countries.ts';
import { meaningsOf } from './labels.ts';
import { phraseAt, readingOf } from './phrases.ts';
import type { Misreading, Piece, Reader } from './piece.ts';
import { readWord } from './read-word.ts';
import { slipInLabel, suggested } from './suggest.ts';
import type { Condition } from './term.ts';
import { tokensOf, unquoted } from './tokens.ts';

/** The text piece by piece, each with the tokens as they were typed. */
export function piecesOf(text: string, reader: Reader): ReadPiece[] {
  const tokens = tokensOf(text);
  const pieces: ReadPiece[] = [];
  let unread = 0;
  for (let from = 0; from < Math.min(tokens.length, mostTokens); ) {
    const guesses = reader.guesses && unread < mostGuesses;
    const { count, read } = pieceAt(tokens.slice(from, from + longestPiece), { ...reader, guesses });
    const label =
      Array.isArray(read) || !guesses
        ? null
        : labelAround(tokens.slice(0, from + longestPiece), from, pieces);
    if (!Array.isArray(read)) unread += 1;
    if (label !== null) pieces.splice(-label.back);
    const [start, end] =
      label === null ? [from, from + count] : [from - label.back, from - label.back + label.count];
    pieces.push({ typed: tokens.slice(start, end).join(' '), read: label?.read ?? read });
    from = end;
  }
  return tokens.length > mostTokens ? [...pieces, tooMany(tokens)] : pieces;
}

/** A label with a slip in it, the first words of which mean something on their own: `errors on thier side`. */
function labelAround(tokens: string[], from: number, pieces: ReadPiece[]) {
  for (const back of [1, 2, 3]) {
    const isApart = pieces.slice(-back).every(({ typed }) => typed !== '' && !typed.includes(' '));
    const label = back > pieces.length || !isApart ? null : slipInLabel(tokens.slice(from - back));
    if (label !== null && label.count > back) return { ...label, back };
  }
  return null;
}

/** Words with what they mean together. */
interface ReadPiece {
  typed: string;
  read: Piece['read'];
}

/** Ten times what anybody writes; each is compared with all that it may begin. */
const mostTokens = 600;

function tooMany(tokens: string[]): ReadPiece {
  const message = `${tokens.length} words are more than I read at once: use fewer.`;
  return { typed: '', read: { message, suggestion: null } };
}

/** A number may be written digit by digit. */
const longestPiece = 24;
const mostGuesses = 10;

const anyDay: Reader = { today: '2000-01-01', guesses: false };

/** Every condition in a text, for any person and any day. */
export function conditionsIn(text: string): Condition[] {
  return piecesOf(text, anyDay)
    .flatMap(({ read }) => (Array.isArray(read) ? read : []))
    .map((word) => readWord(word.replace(/^-+/, '')))
    .filter((read) => 'kind' in read);
}

/** Whether the grammar knows every word of a text, so that none can be a value of a field. */
export function isAllKnown(text: string): boolean {
  return piecesOf(text, anyDay).every(
    ({ read }) => Array.isArray(read) && read.every((word) => 'kind' in readWord(word.replace(/^-+/, ''))),
  );
}

/** How many words at the beginning of a text the grammar knows together; none where it does not. */
export function wordsKnownAt(text: string): number {
  const tokens = tokensOf(text.slice(0, 500));
  if (tokens.length === 0) return 0;
  const { count, read } = pieceAt(tokens, anyDay);
  return Array.isArray(read) ? count : 0;
}

function pieceAt(tokens: string[], reader: Reader): Piece {
  const [first = '', ...others] = tokens;
  const dashes = /^-*/.exec(first)?.[0] ?? '';
  if (dashes === '') return positiveAt(tokens, reader);
  if (dashes !== first) return negated(positiveAt([first.slice(dashes.length), ...others], reader), 0);
  if (others.length > 0) return negated(pieceAt(others, reader), 1);
  const message = `“${first}” leaves out the word right after it, as in -voicemail.`;
  return { count: 1, read: { message, suggestion: null } };
}

const excluding = new RegExp(
  `^(?:${[
    '(?:but |and )?not|no|non|without|except(?: for)?|excluding|minus|other than',
    '(?:sans|sauf|hors|excepte|(?:mais )?pas)(?: de| les?| la)?',
  ].join('|')}) (?!$)`,
  'i',
);

function positiveAt(tokens: string[], reader: Reader): Piece {
  const phrase = phraseAt(tokens, reader);
  if (phrase !== null) return phrase;
  const [ahead = ''] = excluding.exec(tokens.slice(0, 3).join(' ')) ?? [];
  const words = ahead.split(' ').length - 1;
  const opposite = ahead === '' ? null : negated(pieceAt(tokens.slice(words), reader), words);
  if (opposite !== null && Array.isArray(opposite.read)) return opposite;
  const alone = readAlone(tokens[0] as string);
  if (Array.isArray(alone)) return { count: 1, read: alone };
  const elided = withoutElision(tokens, reader);
  if (elided !== null) return elided;
  const guess = reader.guesses ? suggested(tokens, alone, reader, phraseAt) : null;
  return guess ?? opposite ?? { count: 1, read: alone };
}

/** « d’erreurs », « l’hier »: what is left means something. */
function withoutElision([first = '', ...others]: string[], reader: Reader): Piece | null {
  const word = first.replace(/^[dl]['’](?=\p{L})/iu, '');
  const piece = word === first ? null : positiveAt([word, ...others], reader);
  return piece !== null && (Array.isArray(piece.read) || piece.read.suggestion !== null || piece.read.choices)
    ? piece
    : null;
}

/** One word that no other belongs to. */
function readAlone(token: string): string[] | Misreading {
  const read = readWord(token);
  if ('kind' in read) return [token];
  const word = unquoted(token);
  const meanings = meaningsOf(word);
  if (meanings !== undefined) return readingOf(word, meanings);
  const country = countryAlone(word);
  return country === null ? read : [`in:${country.toLowerCase()}`];
}

function negated({ count, read }: Piece, ahead: number): Piece {
  return { count: count + ahead, read: Array.isArray(read) ? negatedWords(read) : negatedMisreading(read) };
}

function negatedWords(words: string[]): string[] | Misreading {
  const [word, ...others] = words;
  if (word !== undefined && others.length === 0) return [minus(word)];
  return { message: 'A minus takes one word, as in -voicemail.', suggestion: null };
}

function negatedMisreading({ message, suggestion, choices }: Misreading): Misreading {
  return {
    message,
    suggestion: suggestion && minus(suggestion),
    ...(choices && { choices: choices.filter((it) => !it.includes(' ')).map(minus) }),
  };
}

function minus(word: string): string {
  return word.startsWith('-') ? word : `-${word}`;
}
