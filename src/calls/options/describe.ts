import type { Quiet, SubscriptionOptions } from '../subscription.ts';
import { minutesText } from './format.ts';

/** What options do, a few words each, in our own words: “quiet from 19:00 to 08:00 and at weekends”. */
export function describeOptions(options: SubscriptionOptions): string[] {
  const { summaryMinutes, quiet, timezone, cards, mention } = options;
  const zone = timezone === undefined ? '' : ` (${timezone.replaceAll('_', ' ')})`;
  return [
    summaryMinutes === undefined ? null : `a summary every ${minutesText(summaryMinutes)}`,
    quiet === undefined ? null : `${describeQuiet(quiet)}${zone}`,
    cards === undefined ? null : 'one line each, with the rest in the thread',
    mention === undefined ? null : `mentions @${mention.handle} when an error is severe`,
  ].filter((words) => words !== null);
}

function describeQuiet({ hours, weekends }: Quiet): string {
  if (hours === null) return 'quiet at weekends';
  return `quiet from ${hours.from} to ${hours.to}${weekends ? ' and at weekends' : ''}`;
}
