import { periodAt } from './filter/moments.ts';
import type { Filter, FilterContext } from './filter.ts';
import { localDate } from './time/local-day.ts';
import { withoutAccents } from './without-accents.ts';

/** `vs previous`, `compared to last week`, `compare today with yesterday`, taken out of the words of figures. */
export function splitVersus(
  text: string,
  { now, timezone }: FilterContext,
): { rest: string; versus: { words: string; what: string } | null } {
  const line = text.replace(/^\s*compare[rz]?\s+(.+?)\s+(?:with|to|and|vs\.?|à|avec|et)\s+/i, '$1 vs ');
  const found = versus.exec(line);
  if (found === null) return { rest: text, versus: null };
  const after = line.slice(found.index + found[0].length);
  const [article = ''] = /^\s+(?:(?:the|le|la)\s+)?(?:l['’])?/i.exec(after) ?? [];
  const said = withoutAccents(after.slice(article.length));
  const period = previous.exec(said)?.[0].length ?? periodAt(said, localDate(now, timezone))?.length;
  const length = article.length + (period ?? /^\S*/.exec(said)?.[0].length ?? 0);
  const what = previous.test(said)
    ? 'previous'
    : (periodAt(said, localDate(now, timezone))?.read.toString() ?? said.slice(0, length));
  return {
    rest: line.slice(0, found.index) + after.slice(length),
    versus: { words: `${found[0]}${after.slice(0, length)}`.trim(), what },
  };
}

const versus = new RegExp(
  `(?<!\\S)(?:${[
    'vs\\.?|versus|contre|compared?(?:\\s+(?:to|with))?|comparée?s?(?:\\s+(?:à|avec))?',
    'par rapport (?:à|a|au)',
  ].join('|')})(?!\\S)`,
  'i',
);
const previous =
  /^(?:(?:previous|prev|precedente?)(?: (?:period|one))?|(?:period|day|week|month) before)(?!\S)/i;

/** What a period is put beside: what is right before it, or the week or month before. Null where it is neither. */
export function unitBackOf(what: string, { terms }: Filter): 'before' | 'week' | 'month' | null {
  if (what === 'previous') return 'before';
  const [only, ...others] = terms.filter(({ kind }) => ['day', 'since', 'until'].includes(kind));
  if (only === undefined || others.length > 0 || only.negated) return null;
  const pair = `${only.value} ${what}`;
  return pairs.get(pair) ?? null;
}

const pairs = new Map<string, 'before' | 'week' | 'month'>([
  ['today yesterday', 'before'],
  ['this-week last-week', 'week'],
  ['this-month last-month', 'month'],
]);
