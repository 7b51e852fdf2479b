import type { Quiet } from '../subscription.ts';
import type { RequestedOptions } from './requested.ts';

/** Canonical words: parsing them gives the same options again. */
export function formatOptions(options: RequestedOptions): string {
  const { summaryMinutes, quiet, timezone, cards, mention } = options;
  return [
    summaryMinutes === undefined ? null : `summary every ${minutesText(summaryMinutes)}`,
    quiet === undefined ? null : `quiet ${formatQuiet(quiet)}`,
    timezone === undefined ? null : `zone:${timezone}`,
    cards ?? null,
    mention === undefined ? null : `mention:${mention}`,
  ]
    .filter((word) => word !== null)
    .join(' ');
}

export function minutesText(minutes: number): string {
  return minutes % 60 === 0 ? `${minutes / 60}h` : `${minutes}m`;
}

function formatQuiet({ hours, weekends }: Quiet): string {
  if (hours === null) return 'weekends';
  return `${hours.from}-${hours.to}${weekends ? ' weekdays' : ''}`;
}
