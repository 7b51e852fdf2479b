import type { Instant } from '../../call.ts';

/** What one part of a wish means. */
export type Piece =
  /** `by` is the time of that day where the words name none. */
  | { is: 'day'; date: string; by?: string }
  /** 0 is Monday. */
  | { is: 'weekday'; weekday: number }
  | { is: 'day-of-month'; day: number }
  | { is: 'week'; monday: string; day: number; by?: string }
  | { is: 'weeks-on'; weeks: number }
  | { is: 'part'; from: string; to: string }
  /** As somebody says it: `at 3` may be in the afternoon. */
  | { is: 'time'; hours: number; minutes: number; isLoose: boolean }
  | { is: 'length'; minutes: number }
  | { is: 'days-on'; days: number }
  | { is: 'workdays-on'; days: number }
  | { is: 'months-on'; months: number }
  | { is: 'instant'; at: Instant }
  | { is: 'soon' }
  | { is: 'before' | 'by' | 'after' | 'or' }
  /** Says when not, or when it was, or what no clock shows. */
  | { is: 'refusal' };

export type PieceOf<Is extends Piece['is']> = Extract<Piece, { is: Is }>;

/** What the words are read against. */
export interface Scene {
  /** The day of the call, where the callee is. */
  today: string;
  /** Whether `03/04` is 4 March; null where it may be either. */
  isMonthFirst: boolean | null;
}

/** Words in one or more languages, and what they mean. Null where no calendar or clock has it. */
export interface Row {
  words: Words;
  /** Names that are also other words (`mon`, `sam`): only read where every other word is known. */
  isShort?: true;
  read(found: string[], scene: Scene): Piece[] | null;
}

/** A row whose words always mean the same. */
export function row(words: string, ...pieces: Piece[]): Row {
  return { words: pattern(words), read: () => pieces };
}

interface Words {
  /** What stands there, with its groups. */
  at(said: string, from: number): RegExpExecArray | null;
}

/**
 * Made into an expression when it is first looked for: all of them at once hold up a start.
 *
 * @param words In lower case, without accents, and with spaces for apostrophes and hyphens.
 */
export function pattern(words: string): Words {
  let expression: RegExp | null = null;
  return {
    at(said, from) {
      expression ??= new RegExp(`(?<![\\p{L}\\p{N}])(?:${words})(?![\\p{L}\\p{N}])`, 'uy');
      expression.lastIndex = from;
      return expression.exec(said);
    },
  };
}

const figures: Record<string, number> = {
  ...{ a: 1, an: 1, one: 1, un: 1, une: 1, two: 2, deux: 2, three: 3, trois: 3, four: 4, quatre: 4 },
  ...{ five: 5, cinq: 5, six: 6, seven: 7, sept: 7, eight: 8, huit: 8, nine: 9, neuf: 9, ten: 10, dix: 10 },
  ...{ eleven: 11, onze: 11, twelve: 12, douze: 12, thirteen: 13, treize: 13, fourteen: 14, quatorze: 14 },
  ...{ fifteen: 15, quinze: 15, sixteen: 16, seize: 16, seventeen: 17, 'dix sept': 17, eighteen: 18 },
  ...{ 'dix huit': 18, nineteen: 19, 'dix neuf': 19, twenty: 20, vingt: 20, thirty: 30, trente: 30 },
  ...{ forty: 40, quarante: 40, 'forty five': 45, 'quarante cinq': 45 },
};

/** In figures or in words, the longest first. */
export const numeral = `\\d{1,3}|${Object.keys(figures)
  .toSorted((one, other) => other.length - one.length)
  .join('|')}`;

export function numberOf(written: string): number {
  return figures[written] ?? Number(written);
}
