import { nearest } from '../../calls/filter/nearest.ts';
import type { FilterProblem } from '../../calls/filter/parse.ts';
import { recogniseNames } from '../../calls/typed-text.ts';

/** Whose follow-ups a list shows, and where. */
export type TodoList =
  /** Those of who asks, then nobody's: in this channel. */
  | { list: 'here' }
  /** Those of who asks, in all channels. */
  | { list: 'mine' }
  /** Everybody's and nobody's, in this channel. */
  | { list: 'all' | 'overdue' }
  /** Everybody's in this channel that are due on that day; what is overdue is due today. */
  | { list: 'today' | 'tomorrow' }
  /** The same in all channels. */
  | { list: 'everywhere' }
  | { list: 'person'; person: string };

const lists: Record<Exclude<TodoList['list'], 'person'>, string[]> = {
  here: ['', 'here', 'ici', 'open', 'follow-ups', 'followups', 'callbacks', 'call-backs'],
  mine: ['mine', 'my', 'me', 'for me', 'my own', 'moi', 'à moi', 'a moi', 'les miens', 'mes rappels'],
  all: ['all', 'everything', 'everybody', 'everyone', 'tout', 'tous', 'toutes', 'team'],
  everywhere: ['everywhere', 'all channels', 'every channel', 'partout'],
  today: ['today', 'for today', 'due today', 'of today', 'du jour', "d'aujourd'hui", "aujourd'hui"],
  tomorrow: ['tomorrow', 'for tomorrow', 'due tomorrow', 'of tomorrow', 'demain', 'de demain', 'pour demain'],
  overdue: ['overdue', 'over due', 'late', 'due', 'en retard', 'retard', 'retards'],
};

const byWord = new Map(
  Object.entries(lists).flatMap(([list, words]) => words.map((word) => [word, list] as const)),
);

/** What was typed after `/revox todo`. */
export function parseTodo(text: string): TodoList | { problem: FilterProblem } {
  const typed = text.trim().replaceAll('’', "'").toLowerCase().replaceAll(/\s+/g, ' ');
  const [, person] = /^<@([UW][A-Z0-9]{2,20})(?:\|[^>]*)?>$/.exec(text.trim()) ?? [];
  if (person !== undefined) return { list: 'person', person };
  const list = byWord.get(typed);
  if (list !== undefined) return { list: list as keyof typeof lists };
  return { problem: typed.startsWith('@') ? unknownPerson(text) : unknownWord(text, typed) };
}

function unknownPerson(word: string): FilterProblem {
  return { word, message: `I don’t know ${word} by that name. ${recogniseNames}`, suggestion: 'all' };
}

function unknownWord(word: string, typed: string): FilterProblem {
  const known = [...byWord.keys()].filter((it) => it !== '');
  const meant = nearest(typed, known);
  const message = 'todo takes all, mine, today, tomorrow, overdue or a person such as @ana.';
  if (meant !== null) return { word, message, suggestion: byWord.get(meant) ?? 'all' };
  return { word, message, suggestion: null, choices: ['all', 'mine', 'today', 'overdue'] };
}

/** What people say instead of `todo`, in English and French, before the rest of it. */
const sayings: [RegExp, string][] = [
  [/^(?:my|mes)\s+(?:follow[\s-]?ups?|call[\s-]?backs?|todos?|rappels?|relances?)(?!\S)/i, 'todo mine'],
  [
    /^(?:call[\s-]?backs?|follow[\s-]?ups?|rappels?)\s+(?=(?:over)?due(?!\S)|late(?!\S)|en retard(?!\S))/i,
    'todo ',
  ],
  [
    /^(?:call[\s-]?backs?|follow[\s-]?ups?|rappels?)\s+(?=(?:for |of |de |pour )?(?:tomorrow|demain)(?!\S))/i,
    'todo ',
  ],
  [/^(?:(?:the|my|our)\s+)?call[\s-]?backs?\s+list$|^(?:la\s+)?liste\s+des\s+rappels$/i, 'todo'],
  [/^(?:what|whom?) (?:should|do|must) (?:i|we) (?:do|call)(?: (?:now|next|first|today|back))?$/i, 'todo'],
  // “callbacks” in one word are calls that ask for one.
  [/^call[\s-]backs?$/i, 'todo'],
  [/^(?:overdue|en retard)$/i, 'todo overdue'],
  [/^who\s+(?:must|should|needs?|has|is|do|to)\b.*\bcall(?:ed|ing)?[\s-]?back$|^qui\s.*\brappeler$/i, 'todo'],
  [/^(?:rappels?|relances?)\s+(?:à|a)\s+faire(?!\S)/i, 'todo'],
  [/^(?:follow[\s-]?ups?|to[\s-]do|(?:à|a)\s+(?:rappeler|faire|relancer)|rappels?|relances?)(?!\S)/i, 'todo'],
];

/** The line as one types it; null where it asks for something else. */
export function asTodo(line: string): string | null {
  for (const [saying, meant] of sayings) if (saying.test(line)) return line.replace(saying, meant);
  return null;
}
