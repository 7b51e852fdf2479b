import type { ChoiceOption, Option, Reading, TypedOption } from './option.ts';

/** From where on an incident is one; `off`: such an incident is not posted. */
export type Limit<Value = number> = Value | 'off';

/** `usual` is what holds where nobody set it: with `off`, only channels that set it get it. */
export type LimitOption<Key extends string = string, Value = number> = (
  | ChoiceOption<Key, Limit<Value>>
  | TypedOption<Key, Limit<Value>>
) & { usual: Limit<Value> };

interface Words<Key extends string, Value> {
  key: Key;
  name: string;
  usual: Limit<Value>;
  /** What is written, as a pattern; `off` is understood by all. */
  pattern: string;
  /** Null for what cannot be meant. */
  limitOf(written: string): Value | null;
  write(limit: Value): string;
  /** “silence from 2h more than usual”, “no silence”. */
  what: string;
  say(limit: Value): string;
  message: string;
  suggestion: string;
  example?: Option['example'];
}

interface Choices<Value> {
  form: { field: string; label: string; usual: string; choices: Value[]; labelOf(limit: Value): string };
}

/** A limit that is one of a few in the form. */
export function limitOption<Key extends string>(
  words: Words<Key, number> & Choices<number>,
): ChoiceOption<Key, Limit> & { usual: Limit } {
  const { form } = words;
  return {
    ...withoutForm(words),
    form: {
      ...form,
      none: [form.usual, 'usual'],
      choices: [...form.choices, 'off'],
      labelOf: (limit) => (limit === 'off' ? 'Don’t post' : form.labelOf(limit)),
    },
  };
}

/** A limit that is typed in the form too, since it is not one of a few. */
export function typedLimit<Key extends string, Value>(
  words: Words<Key, Value> & Pick<TypedOption, 'form'>,
): TypedOption<Key, Limit<Value>> & { usual: Limit<Value> } {
  return { ...withoutForm(words), form: words.form };
}

function withoutForm<Key extends string, Value>(words: Words<Key, Value>) {
  const { key, name, usual, what, example } = words;
  const option: Option<Key, Limit<Value>> = {
    key,
    topics: ['incidents'],
    names: [name],
    read: (after) => readLimit(after, words),
    write: (limit) => `${name}:${limit === 'off' ? limit : words.write(limit)}`,
    say: (limit) => (limit === 'off' ? `no ${what}` : `${what} ${words.say(limit)}`),
    elsewhere: 'This is a limit for incidents: /revox subscribe incidents spike:10.',
    ...(example && { example }),
  };
  return { ...option, usual };
}

function readLimit<Value>(after: string, words: Words<string, Value>): Reading<Limit<Value>> {
  const { pattern, limitOf, message, suggestion, usual } = words;
  const found = new RegExp(String.raw`^[\s:]*(off|${pattern})(?!\S)`, 'i').exec(after);
  const [read = '', written = ''] = found ?? [];
  const value = /^off$/i.test(written) ? 'off' : limitOf(written);
  const isNothingNew = value === 'off' && usual === 'off';
  if (found !== null && isNothingNew) return { length: read.length };
  if (found !== null && value !== null) return { length: read.length, value };
  const length = found === null ? (/^:\S*/.exec(after)?.[0].length ?? 0) : read.length;
  return { length, message, suggestion };
}

export function between(least: number, most: number, value: number): number | null {
  return value >= least && value <= most ? value : null;
}
