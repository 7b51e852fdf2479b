/** Under which heading the short help lists it. */
export type HelpGroup = 'Look up' | 'Follow' | 'Quiet' | 'Admin';

export interface HelpTopic {
  /** What follows `/revox help`. */
  name: string;
  /** Other words that find it. */
  also: string[];
  /** What it is for, in a few words, beside its command. */
  summary: string;
  /** Null for what is not a command. */
  group: HelpGroup | null;
  /** How its commands are written, with commas between them, for the short help; null for what is not a command. */
  usage: string | null;
  examples: HelpExample[];
  notes: string[];
}

export interface HelpExample {
  typed: string;
  does: string;
  /** What a click runs, where it is not what is typed; null for what cannot be tried out. */
  tried?: string | null;
}
