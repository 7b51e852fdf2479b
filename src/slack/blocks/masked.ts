import { tokensOf } from '../../calls/filter/tokens.ts';
import { hideFieldWords } from '../../calls/hidden-fields.ts';
import { maskNumbers } from '../../calls/numbers/mask-numbers.ts';
import { maskedNumber } from '../../calls/numbers/phone.ts';
import { numbersIn } from '../../calls/numbers/written-numbers.ts';
import type { RenderOptions, Shown } from './rendered.ts';

/**
 * The last step of what is shown to many: people say and agents note numbers to call back, and Revox may put one
 * anywhere, so all that is shown is masked like the number that was called.
 */
export function maskedWhereAsked<Message extends Shown>(
  rendered: Message,
  { phoneNumbers }: RenderOptions,
): Message {
  return phoneNumbers === 'full' ? rendered : masked(rendered);
}

export function masked<Message extends Shown>(message: Message): Message {
  return changeShown(message, maskNumbers) as Message;
}

/**
 * Words of a filter that somebody set, as others see them: neither the values of hidden fields nor a full number. The
 * number of a call is masked where that is shown; this is for what was typed.
 */
export function hideTyped<Shown>(shown: Shown, who: Readers): Shown {
  return changeShown(shown, (text) => hideTypedIn(text, who)) as Shown;
}

export interface Readers extends Pick<RenderOptions, 'hiddenFields'> {
  /** `any`: they see full numbers. */
  numbers: 'any' | 'as-shown';
}

export function hideTypedIn(text: string, { hiddenFields = [], numbers }: Readers): string {
  const open = hideFieldWords(text, hiddenFields);
  if (numbers === 'any') return open;
  return open
    .replaceAll(phoneWord, (_, key, phone) => key + shortNumber(phone))
    .replaceAll(quotingWord, (word) => maskNumbers(word));
}

/** The numbers that are hidden in these words, in digits. */
export function numbersHidden(words: string): string[] {
  const asked = [...words.matchAll(phoneWord)].map(([, , phone = '']) => phone);
  const quoted = [...words.matchAll(quotingWord)].flatMap(([word]) => numbersIn(word));
  return [...asked, ...quoted.map(({ digits }) => digits)].map((number) => number.replace('+', ''));
}

/** Words that a form showed hidden, and that come back so, as they were: what somebody else set stays as it is. */
export function restoreTyped(shown: string, original: string, who: Readers): string {
  return replaceHidden(shown, original, who, (token) => token);
}

/** Only what the person typed themselves, without the words that came hidden. */
export function withoutOthers(shown: string, original: string, who: Readers): string {
  return replaceHidden(shown, original, who, () => '');
}

function replaceHidden(shown: string, original: string, who: Readers, by: (token: string) => string): string {
  return tokensOf(original).reduce((words, token) => {
    const hidden = hideTypedIn(token, who);
    return hidden === token ? words : words.replace(hidden, () => by(token));
  }, shown);
}

/** Only what the person did not type themselves is hidden. */
export function hideOthers(words: string, typed: string, who: Readers): string {
  return tokensOf(words).reduce(
    (left, token) => (typed.includes(token) ? left : left.replace(token, () => hideTypedIn(token, who))),
    words,
  );
}

const phoneWord = /(phone:"?)(\+?\d{5,})/gi;
/** Words whose value somebody took from a call. */
const quotingWord = /(?:reason:|error:|result:|field:(?:"[^"]*"|[^\s"=]*)=)(?:"(?:\\.|[^"\\])*"|[^\s"]+)/gi;

function shortNumber(phone: string): string {
  if (!phone.startsWith('+')) return `•••• ${phone.slice(-4)}`;
  return phone.length > 6 ? maskedNumber(phone) : phone;
}

const shownKeys = new Set(['text', 'fallback', 'title', 'initial_value']);

/** What needs no change is given back as it is: most of a message are labels and values that nobody sees. */
function changeShown(value: unknown, change: (text: string) => string): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const items = value.map((item) => changeShown(item, change));
    return items.every((item, index) => item === value[index]) ? value : items;
  }
  let shown = value;
  for (const key of Object.keys(value)) {
    const item: unknown = value[key as keyof typeof value];
    const changed = typeof item === 'string' && shownKeys.has(key) ? change(item) : changeShown(item, change);
    if (changed !== item) shown = { ...shown, [key]: changed };
  }
  return shown;
}
