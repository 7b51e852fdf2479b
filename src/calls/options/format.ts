import type { Limit, Quiet } from '../subscription.ts';
import type { RequestedOptions } from './requested.ts';

/** Canonical words: parsing them gives the same options again. */
export function formatOptions(options: RequestedOptions): string {
  const { summaryMinutes, quiet, timezone, cards, mention } = options;
  const { spikeCalls, answerRatePercent, silenceMinutes } = options;
  return [
    summaryMinutes === undefined ? null : `summary every ${minutesText(summaryMinutes)}`,
    quiet === undefined ? null : `quiet ${formatQuiet(quiet)}`,
    timezone === undefined ? null : `zone:${timezone}`,
    cards ?? null,
    mention === undefined ? null : `mention:${mention}`,
    limitText('spike', spikeCalls, String),
    limitText('answer-rate', answerRatePercent, (percent) => `${percent}%`),
    limitText('silence', silenceMinutes, minutesText),
  ]
    .filter((word) => word !== null)
    .join(' ');
}

function limitText(
  name: string,
  limit: Limit | undefined,
  inWords: (limit: number) => string,
): string | null {
  return limit === undefined ? null : `${name}:${limit === 'off' ? limit : inWords(limit)}`;
}

export function minutesText(minutes: number): string {
  return minutes % 60 === 0 ? `${minutes / 60}h` : `${minutes}m`;
}

function formatQuiet({ hours, weekends }: Quiet): string {
  if (hours === null) return 'weekends';
  return `${hours.from}-${hours.to}${weekends ? ' weekdays' : ''}`;
}
