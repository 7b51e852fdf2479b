import type { Instant } from './call.ts';
import { dayAfter, instantOfLocalTime, localDate } from './local-day.ts';

/** What became of the copies that the bot makes by itself. */
export interface NightlyCopy {
  /** Since when a copy is wanted. */
  since: Instant;
  /** Date of the night that has its copy; null before the first. */
  night: string | null;
  triedAt: Instant | null;
  /** When the newest whole copy was made. */
  copiedAt: Instant | null;
  /** What was wrong with the last try; null when it went well. */
  problem: string | null;
}

/** Few people are on the phone then, and no clock is changed. */
const nightTime = '03:30';
const hourMs = 3_600_000;
/** Two nights, and the time that copying takes. */
export const latestCopyMs = 49 * hourMs;

/** The bot makes and removes these; copies that people make have other names. */
export const nightlyName = /^revox-nightly-[\dTZ-]+\.(db|dump)$/;

/** The date of the night that began last. */
export function nightOf(now: Instant, timezone: string): string {
  const today = localDate(now, timezone);
  return now >= instantOfLocalTime(today, nightTime, timezone) ? today : dayAfter(today, -1);
}

/**
 * Once a night, whenever the bot runs again after its hour; what failed is tried again an hour later.
 *
 * @returns when the next one is due; now, or earlier, when it is by now.
 */
export function copyDueAt({ night, triedAt, problem }: NightlyCopy, now: Instant, timezone: string): Instant {
  const latest = nightOf(now, timezone);
  if (night === latest) return instantOfLocalTime(dayAfter(latest), nightTime, timezone);
  const isUndone = triedAt !== null && problem !== null;
  // One that was tried later than now was tried before the clock was put back.
  return isUndone && now >= triedAt ? triedAt + hourMs : now;
}

/** Two nights went by without one. */
export function isCopyLate({ since, copiedAt }: NightlyCopy, now: Instant): boolean {
  const newest = copiedAt ?? since;
  return newest - now > hourMs || now - newest > latestCopyMs;
}
