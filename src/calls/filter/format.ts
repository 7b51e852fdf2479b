import type { Filter, Term } from './term.ts';
import { bareWordOf } from './words.ts';

/** Canonical words: parsing them gives the same filter again. */
export function formatFilter(filter: Filter): string {
  return filter.terms.map(formatTerm).join(' ');
}

export function formatTerm(term: Term): string {
  return (term.negated ? '-' : '') + (bareWordOf(term) ?? keyedWord(term));
}

function keyedWord(term: Term): string {
  switch (term.kind) {
    case 'day':
      return term.value;
    case 'ended-by':
      return `by:${term.value}`;
    case 'field':
      return `field:${quoted(term.name)}=${quoted(term.value)}`;
    case 'country':
      return `in:${term.value.toLowerCase()}`;
    case 'dial-error':
      return `error:${quoted(term.value)}`;
    default:
      return `${term.kind}:${quoted(term.value)}`;
  }
}

const needsNoQuotes = /^[\p{L}\p{N}_.+@/:-]+$/u;

/** A backslash keeps a character from being read as syntax, or as one of Slack's escapes. */
export function quoted(text: string): string {
  return needsNoQuotes.test(text) ? text : `"${text.replaceAll(/["\\&<]/g, '\\$&')}"`;
}
