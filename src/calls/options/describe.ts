import type { Limit, Quiet, SubscriptionOptions } from '../subscription.ts';
import { minutesText } from './format.ts';

/** What options do, a few words each, in our own words: “quiet from 19:00 to 08:00 and at weekends”. */
export function describeOptions(options: SubscriptionOptions): string[] {
  const { summaryMinutes, quiet, timezone, cards, mention } = options;
  const { spikeCalls, answerRatePercent, silenceMinutes } = options;
  const zone = timezone === undefined ? '' : ` (${timezone.replaceAll('_', ' ')})`;
  return [
    summaryMinutes === undefined ? null : `a summary every ${minutesText(summaryMinutes)}`,
    quiet === undefined ? null : `${describeQuiet(quiet)}${zone}`,
    cards === undefined ? null : 'one line each, with the rest in the thread',
    mention === undefined ? null : `mentions @${mention.handle} when an error is severe`,
    limit('spikes', spikeCalls, (calls) => `from ${calls} calls on`),
    limit('answer rates', answerRatePercent, (percent) => `below ${percent}% of the usual`),
    limit('silence', silenceMinutes, (minutes) => `from ${minutesText(minutes)} more than usual`),
  ].filter((words) => words !== null);
}

function limit(what: string, value: Limit | undefined, inWords: (limit: number) => string): string | null {
  if (value === undefined) return null;
  return value === 'off' ? `no ${what}` : `${what} ${inWords(value)}`;
}

function describeQuiet({ hours, weekends }: Quiet): string {
  if (hours === null) return 'quiet at weekends';
  return `quiet from ${hours.from} to ${hours.to}${weekends ? ' and at weekends' : ''}`;
}
