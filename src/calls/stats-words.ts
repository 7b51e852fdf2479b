import { nearest } from './filter/nearest.ts';
import { type FilterProblem, hiddenField } from './filter/parse.ts';
import { unquoted } from './filter/tokens.ts';
import { type Filter, type FilterContext, parseFilter } from './filter.ts';
import { isHiddenField } from './hidden-fields.ts';
import type { Breakdown } from './stats.ts';
import { comparedText } from './structured-fields.ts';
import { unsaidByCalls } from './unsaid-by-calls.ts';
import { splitVersus, unitBackOf } from './versus.ts';
import { withoutAccents } from './without-accents.ts';

/** What `/revox stats …` asks for. */
export interface StatsRequest {
  /** What the calls are grouped by; null leaves the choice to us. */
  breakdown: Breakdown | null;
  /** Whether the period before is put beside it. */
  compared: boolean;
  /** Beside this week or month so far, the same days of the one before; absent: as many days, right before. */
  unitBack?: 'week' | 'month';
  shownAs: 'charts' | 'table';
  filter: Filter;
}

const breakdowns: Record<string, Breakdown> = {
  hour: { by: 'hour' },
  hours: { by: 'hour' },
  day: { by: 'day' },
  days: { by: 'day' },
  result: { by: 'result' },
  error: { by: 'error' },
  errors: { by: 'error' },
  dial_error: { by: 'error' },
  dial_errors: { by: 'error' },
  results: { by: 'result' },
  outcome: { by: 'result' },
  country: { by: 'country' },
  countries: { by: 'country' },
  end_reason: { by: 'end_reason' },
  end_reasons: { by: 'end_reason' },
  reason: { by: 'end_reason' },
  follow_up: { by: 'follow_up' },
  follow_ups: { by: 'follow_up' },
  followup: { by: 'follow_up' },
  followups: { by: 'follow_up' },
  heure: { by: 'hour' },
  heures: { by: 'hour' },
  jour: { by: 'day' },
  jours: { by: 'day' },
  resultat: { by: 'result' },
  resultats: { by: 'result' },
  erreur: { by: 'error' },
  erreurs: { by: 'error' },
  pays: { by: 'country' },
  raison: { by: 'end_reason' },
  raisons: { by: 'end_reason' },
};

const dimension =
  'dial[ _-]?errors?|end[ _-]?reasons?|follow[ _-]?ups?|field\\s+(?:"[^"]*"|\\S+)|(?:"[^"]*"|\\S)+';

/**
 * `by hour`, “per lead score”, `by field:"interest level"`. `by:agent` and “ended by the agent” are words of a filter:
 * they say who ended a call.
 */
function byPattern({ fields }: FilterContext): RegExp {
  const names = [...(fields?.names ?? [])].filter((name) => /^\w+(?:[ _-]\w+)+$/.test(name));
  const inWords = names.map((name) => `${name.replaceAll(/[ _-]/g, '[ _-]')}(?!\\S)|`).join('');
  const ended = '(?<!\\b(?:ended|finished|hung up|terminée?s?|raccrochée?s?)\\s+)';
  const colon = '\\s*:\\s*(?!(?:agent|user|system)(?!\\S))';
  return new RegExp(
    `(?<!\\S)${ended}(?:by|per|par)(?:(?:${colon}|\\s+)(?:the\\s+)?(${inWords}${dimension})|$)`,
    'gi',
  );
}
const tablePattern = /"[^"]*"|(?<!\S)(?:as\s+(?:a\s+)?)?table(?!\S)/gi;

/** Takes its own words out of the text; the rest is a filter. */
export function parseStats(
  text: string,
  context: FilterContext,
): { request: StatsRequest; problems: FilterProblem[] } {
  const problems: FilterProblem[] = [];
  const request: StatsRequest = {
    breakdown: null,
    compared: false,
    shownAs: 'charts',
    filter: { terms: [] },
  };
  const { rest: alone, versus } = splitVersus(text, context);
  const rest = alone
    .replaceAll(tablePattern, (words: string) => {
      if (words.startsWith('"')) return words;
      request.shownAs = 'table';
      return '';
    })
    .replaceAll(byPattern(context), (words: string, what: string = '') => {
      request.breakdown = readBreakdown(what, context);
      if (request.breakdown === null) problems.push(noBreakdown(words, what));
      if (
        request.breakdown?.by === 'field' &&
        isHiddenField(request.breakdown.name, context.hiddenFields ?? [])
      )
        problems.push({ word: words, message: hiddenField(request.breakdown.name), suggestion: null });
      return '';
    });
  const parsed = parseFilter(rest, context);
  const unitBack = versus && unitBackOf(versus.what, parsed.filter);
  if (versus !== null) request.compared = true;
  if (versus !== null && unitBack === null) problems.push(notPrevious(versus.words));
  const back = unitBack === 'week' || unitBack === 'month' ? { unitBack } : {};
  return {
    request: { ...request, ...back, filter: parsed.filter },
    problems: [...problems, ...parsed.problems],
  };
}

function readBreakdown(what: string, { fields }: FilterContext): Breakdown | null {
  const word = inOneWord(what);
  if (Object.hasOwn(breakdowns, word)) return breakdowns[word] as Breakdown;
  const [, field = ''] = /^field[: ] ?(.+)$/is.exec(what) ?? [];
  const name = comparedText(unquoted(field));
  const known = [...(fields?.names ?? [])].find((it) => inOneWord(it) === inOneWord(unquoted(what)));
  if (known !== undefined) return { by: 'field', name: known };
  return name === '' ? null : { by: 'field', name };
}

function inOneWord(what: string): string {
  return withoutAccents(what.toLowerCase().normalize('NFKD')).replaceAll(/[\s-]/g, '_');
}

function notPrevious(word: string): FilterProblem {
  return { word, message: 'vs takes “previous”: the same time before.', suggestion: 'vs previous' };
}

const offered = ['hour', 'day', 'result', 'error', 'country'];

function noBreakdown(word: string, what: string): FilterProblem {
  const unsaid = unsaidByCalls(inOneWord(what));
  if (unsaid !== null) return { word, suggestion: null, ...unsaid };
  const meant = what === '' ? null : nearest(what.toLowerCase(), Object.keys(breakdowns));
  const known = 'hour, day, result, error, country, end_reason, follow-up or field:<name>';
  return {
    word,
    message: `by takes ${known}; by:agent, by:user and by:system choose who ended the call.`,
    suggestion: meant === null ? null : `by ${meant}`,
    ...(meant === null && { choices: offered.map((it) => `by ${it}`) }),
  };
}
