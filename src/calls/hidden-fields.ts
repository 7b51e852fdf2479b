import { comparedText } from './structured-fields.ts';

/** Names of extracted fields that nobody but admins sees; `*` stands for any letters. */
export type HiddenFields = readonly string[];

export function isHiddenField(name: string, hidden: HiddenFields): boolean {
  return hidden.length > 0 && patternOf(hidden).test(oneSpelling(name));
}

/** The extracted data of a call without hidden fields, at any depth. */
export function withoutHidden<Value>(value: Value, hidden: HiddenFields): Value {
  if (hidden.length === 0 || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => withoutHidden(item, hidden)) as Value;
  const shown = Object.entries(value).filter(([name]) => !isHiddenField(name, hidden));
  return Object.fromEntries(shown.map(([name, item]) => [name, withoutHidden(item, hidden)])) as Value;
}

/** `field:salary=50000` → `field:salary=•••`, in words that somebody typed. */
export function hideFieldWords(text: string, hidden: HiddenFields): string {
  if (hidden.length === 0 || !/field:/i.test(text)) return text;
  return text.replaceAll(fieldWord, (word, key: string, name: string) =>
    isHiddenField(name.replaceAll(/["\\]/g, ''), hidden) ? `${key}${name}=•••` : word,
  );
}

const fieldWord = /(field:\s*)("(?:\\.|[^"\\])*"|[^\s"=]+)=("(?:\\.|[^"\\])*"?|[^\s"]*)/gi;

/** `nextAction`, `next_action`, `next-action` and “Next action” are one field to who reads it. */
function oneSpelling(name: string): string {
  return comparedText(name).replaceAll(/[\s_-]/g, '');
}

const patterns = new WeakMap<HiddenFields, RegExp>();

function patternOf(hidden: HiddenFields): RegExp {
  const known = patterns.get(hidden);
  if (known !== undefined) return known;
  const names = hidden.map((name) =>
    oneSpelling(name)
      .replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&')
      .replaceAll(/\*+/g, '.*'),
  );
  const pattern = new RegExp(`^(?:${names.join('|')})$`, 'su');
  patterns.set(hidden, pattern);
  return pattern;
}
