import type { ChoiceOption, Reading } from './option.ts';

/** From where on an incident is one; `off`: such an incident is not told. */
export type Limit = number | 'off';

export interface LimitOption<Key extends string = string> extends ChoiceOption<Key, Limit> {
  /** What holds where nobody set it. */
  usual: number;
}

interface Words<Key extends string> {
  key: Key;
  name: string;
  usual: number;
  /** What is written, as a pattern; `off` is understood by all. */
  pattern: string;
  /** Null for what cannot be meant. */
  limitOf(written: string): number | null;
  write(limit: number): string;
  /** “silence from 2h more than usual”, “no silence”. */
  what: string;
  say(limit: number): string;
  form: { field: string; label: string; usual: string; choices: number[]; labelOf(limit: number): string };
  message: string;
  suggestion: string;
}

export function limitOption<Key extends string>(words: Words<Key>): LimitOption<Key> {
  const { key, name, usual, what, form } = words;
  return {
    key,
    topics: ['incidents'],
    names: [name],
    usual,
    read: (after) => readLimit(after, words),
    write: (limit) => `${name}:${limit === 'off' ? limit : words.write(limit)}`,
    say: (limit) => (limit === 'off' ? `no ${what}` : `${what} ${words.say(limit)}`),
    form: {
      ...form,
      none: [form.usual, 'usual'],
      choices: [...form.choices, 'off'],
      labelOf: (limit) => (limit === 'off' ? 'Do not tell' : form.labelOf(limit)),
    },
    elsewhere: 'This is a limit for incidents: /revox subscribe incidents spike:10.',
  };
}

function readLimit(after: string, { pattern, limitOf, message, suggestion }: Words<string>): Reading<Limit> {
  const found = new RegExp(String.raw`^[\s:]*(off|${pattern})(?!\S)`, 'i').exec(after);
  const [read = '', written = ''] = found ?? [];
  const value = /^off$/i.test(written) ? 'off' : limitOf(written);
  if (found !== null && value !== null) return { length: read.length, value };
  return { length: (/^:\S*/.exec(after) ?? [read])[0].length, message, suggestion };
}

export function between(least: number, most: number, value: number): number | null {
  return value >= least && value <= most ? value : null;
}
