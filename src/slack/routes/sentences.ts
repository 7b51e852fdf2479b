import { type FilterContext, parseFilter } from '../../calls/filter.ts';
import { parseMute } from '../../calls/mute-words.ts';
import { parseOptions } from '../../calls/options/parse.ts';
import { parseStats } from '../../calls/stats-words.ts';
import { parseSubscribe } from '../../calls/subscribe-words.ts';
import { withoutAccents } from '../../calls/without-accents.ts';
import { waysToAsk } from './ways-to-ask.ts';

/** What a sentence asks for, as commands that can be carried out; null where no way to ask fits. */
export function commandsMeant(sentence: string, context: FilterContext): string[] | null {
  const said = withoutAccents(sentence.toLowerCase())
    .replaceAll('’', "'")
    .replaceAll(/[?!.]+(?=\s|$)/g, '')
    .replaceAll(/(?<=day|week|month|morning|afternoon|evening)'s\b/g, '')
    .replaceAll(/\bjusqu'a(?!\S)/g, 'until')
    .replaceAll(/-(?=(?:moi|nous)\b)/g, ' ')
    .replace(/^(?:please|(?:can|could|would) you|(?:i|we) (?:want|need) to|i'd like to)\s+/, '')
    .replace(/^(?:peux-tu|pouvez-vous|je (?:veux|voudrais)|il faut|merci de)(?: me)?\s+/, '');
  const way = waysToAsk.find(({ asks }) => asks.test(said));
  if (way === undefined) return null;
  const rests = restsOf(said, way.asks);
  const lines = way.lines.flatMap((line) => {
    if (!line.includes('…')) return [line];
    const ways = line
      .split(' | ')
      .flatMap((one) => (one.includes('…') ? rests.map((rest) => one.replace('…', rest)) : [one]));
    return ways.find((it) => canBeDone(it, context)) ?? [];
  });
  return lines.length === 0 ? null : [...new Set(lines)].slice(0, mostOffered);
}

const mostOffered = 3;

/** Words between what is asked and what it is about. */
const between = new RegExp(
  `(?<!\\S)(?:${[
    'send|post|posting|sending|email|mail|show|notifications?|messages?|alerts?|channel|csv|excel|download',
    'me|us|i|we|our|this|the|a|an|all|any|there|are|is|do|did|have|had|make|made|happens?',
    'to|into|in|about|for|of|on|when|if|as',
    'moi|nous|nos|mes|ici|canal|il y a|eu|y a-t-il eu|est-ce que',
    'quand|si|pour|sont|ont|a|alertes?',
  ].join('|')})(?!\\S)`,
  'g',
);

/** What it is about: first as it was said, since “in france” and “this week” mean something. */
function restsOf(said: string, asks: RegExp): string[] {
  const rest = said
    .replaceAll(/\b(?:in|into|to) (?:this|the) channel\b|\bhere$|\bce canal\b|\bici$/g, ' ')
    .replace(asks, ' ')
    .replaceAll(/\bcalls? (?:that )?(?:fails?|go(?:es)? wrong)\b|\bfailures\b/g, 'errors')
    .replaceAll(/\b(?:a )?(?:spikes?|outages?)\b/g, 'incidents');
  const alone = rest.replace(/^\s*(?:me|us|moi|nous)(?!\S)/, ' ');
  const rests = [rest, alone, rest.replaceAll(between, ' ')].map((it) => it.replaceAll(/\s+/g, ' ').trim());
  return rests.filter((it) => it !== '');
}

/** A subscription to a time that is over would post nothing. */
const isTimed = /(?<!\S)(?:since:|until:|today|yesterday|this-|last-|\d{4}-)/;

function canBeDone(line: string, context: FilterContext): boolean {
  const [, word = '', rest = ''] = /^(\S+) (.*)$/s.exec(line) ?? [];
  switch (word) {
    case 'subscribe':
    case 'unsubscribe': {
      const { request, problems } = parseSubscribe(rest, context);
      return problems.length === 0 && !isTimed.test(request.filter);
    }
    case 'mute':
      return parseMute(rest, context).request !== null;
    case 'digest': {
      const { options, problems, rest: left } = parseOptions(rest, 'digest');
      const isWhen = Object.keys(options).length > 0 && !/^daily .*\b(?:daily|weekly|every)\b/.test(rest);
      return isWhen && [...problems, ...parseFilter(left, context).problems].length === 0;
    }
    case 'stats':
      return parseStats(rest, context).problems.length === 0;
    default:
      return parseFilter(rest, context).problems.length === 0;
  }
}
