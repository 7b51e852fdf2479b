/** Why words are none of the grammar's, and what may have been meant. */
export interface Misreading {
  message: string;
  /** The words that were probably meant. */
  suggestion: string | null;
  /** Several meanings, none of which is likelier: canonical words to pick from. */
  choices?: string[];
  /** Nothing is known of it, so that it may be the value of a field. */
  isUnknown?: true;
  /** Whole commands that do what was probably meant. */
  commands?: string[];
}

/** One or more words that mean something together: words of the grammar, none where they choose nothing. */
export interface Piece {
  /** How many tokens it takes. */
  count: number;
  read: string[] | Misreading;
}

/** What is known of the calls, in addition to the grammar. */
export interface Reader {
  /** The date where times are meant. */
  today: string;
  fields?: KnownFields;
  /** Whether it is wanted what unknown words may have meant, which takes the longest. */
  guesses: boolean;
}

/** Names and values that calls have, of all that was looked up. */
export interface KnownFields {
  names: ReadonlySet<string>;
  /** The names of the fields that have this value. */
  withValue: ReadonlyMap<string, string[]>;
}
