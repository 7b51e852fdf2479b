import type { Topic } from '../topics/index.ts';

/** What a subscription may be asked for, beside what it is about: `quiet 19:00-08:00`. */
export interface Option<Key extends string = string, Kept = unknown, Asked = Kept> {
  /** What it is called where it is kept. */
  key: Key;
  /** Who take it; others refuse it. */
  topics: readonly Topic[];
  /** Words that it is known by, the usual one first. A slip is compared with them. */
  names: readonly string[];
  /** What follows one of the names. */
  read?(after: string, name: string): Reading<Asked>;
  /** A word that is known without a name before it. @returns null for any other. */
  recognise?(word: string, before: Asked | undefined, text: string): Recognised<Asked> | null;
  /** Several words that belong together, at the beginning of a text: `at 9`, `8:30 am`. */
  together?: RegExp;
  /** Canonical words: reading them gives the same again. */
  write(value: Kept | Asked): string;
  /** What it does, a few words in our own: “a summary every 1h”. Absent where another option says it too. */
  say?(value: Kept, beside: object): string;
  /** What holds, and is said, where nobody chose. */
  otherwise?: Kept;
  /** Why other topics refuse it, where that takes words of its own. */
  elsewhere?: string;
  /** News waits because of it. */
  defers?: true;
  /** How `/revox help subscribe` shows it. Null: it needs something of one's own, so it cannot be tried out. */
  example?: { typed: string; does: string; tried?: null };
}

/** One of a few choices in the form; what was typed may be none of them. Other options have a field of their own. */
export interface ChoiceOption<Key extends string = string, Kept = unknown> extends Option<Key, Kept> {
  form: {
    field: string;
    label: string;
    /** The choice that sets nothing, and the value it has in the form. */
    none: [label: string, value: string];
    choices: readonly Kept[];
    labelOf(choice: Kept): string;
  };
}

/** One line in the form, in which is written what one would type behind its name. */
export interface TypedOption<Key extends string = string, Kept = unknown, Asked = Kept>
  extends Option<Key, Kept, Asked> {
  form: { field: string; label: string; hint: string };
}

/** Nothing is kept of a word that asks for what is so anyway: `each`, `daily`. */
export type Recognised<Asked> =
  | { value?: Asked }
  | { message: string; suggestion: string | null; choices?: string[] };

/** How much of what follows the name belongs to the option. */
export type Reading<Asked> = Recognised<Asked> & { length: number };
