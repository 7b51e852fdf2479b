import type { Piece, Row, Scene } from './piece.ts';
import { clockTimes } from './rows/clock-times.ts';
import { dates } from './rows/dates.ts';
import { days } from './rows/days.ts';
import { lengths } from './rows/lengths.ts';
import { parts } from './rows/parts.ts';
import { relations } from './rows/relations.ts';

/** The longest words that fit are what is meant; of equally long ones, the first row's. */
const rows: Row[] = [...dates, ...days, ...parts, ...lengths, ...clockTimes, ...relations];

/** What the words say of time; null where they hold a number or a date that cannot be read. */
export function piecesOf(said: string, scene: Scene): Piece[] | null {
  const all = read(said, scene, rows);
  if (all === null || !all.hasShort || all.unknown === 0) return all?.pieces ?? null;
  return read(said, scene, longRows)?.pieces ?? null;
}

const longRows = rows.filter(({ isShort }) => !isShort);

interface Reading {
  pieces: Piece[];
  /** How many words mean nothing here. */
  unknown: number;
  hasShort: boolean;
}

function read(said: string, scene: Scene, some: Row[]): Reading | null {
  const reading: Reading = { pieces: [], unknown: 0, hasShort: false };
  for (let from = 0; from < said.length; ) {
    const found = longest(said, from, some);
    if (found === null) {
      const [word = ''] = /^(?:\p{L}+|.)/u.exec(said.slice(from)) ?? [];
      if (/\p{N}/u.test(word)) return null;
      if (/\p{L}/u.test(word) && !isFiller.test(word)) {
        // “After Easter”: what stands there is a time, and not a known one.
        if (isRelation(reading.pieces.at(-1)) && said.slice(0, from).endsWith(' ')) return null;
        reading.unknown += 1;
      }
      from += word.length;
      continue;
    }
    const pieces = found.row.read([...found.match], scene);
    if (pieces === null) return null;
    reading.pieces.push(...pieces);
    reading.hasShort ||= found.row.isShort === true;
    from += found.match[0].length;
  }
  return reading;
}

function isRelation(piece: Piece | undefined): boolean {
  return piece?.is === 'before' || piece?.is === 'by' || piece?.is === 'after';
}

const isFiller = /^(?:at|on|the|around|about|in|a|au|le|la|vers|environ|please|svp|stp)$/;

function longest(said: string, from: number, some: Row[]): { row: Row; match: RegExpExecArray } | null {
  let best: { row: Row; match: RegExpExecArray } | null = null;
  for (const row of some) {
    const match = row.words.at(said, from);
    if (match !== null && match[0].length > (best?.match[0].length ?? 0)) best = { row, match };
  }
  return best;
}
