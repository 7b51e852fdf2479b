import type { Instant } from './call.ts';
import { hourMs } from './time/durations.ts';
import { dayAfter, instantOfLocalTime, localDate } from './time/local-day.ts';

/** What became of the nightly copies. */
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
  /** What should be gone by now and could not be deleted; null when nothing is left over. */
  leftOver: LeftOver | null;
}

export interface LeftOver {
  /** When it was tried last. */
  triedAt: Instant;
  /** Old copies, and what is left of half-made ones. */
  files: number;
  /** Why the first of them is there still. */
  problem: string;
}

/** Few people are on the phone then, and no clock is changed. */
const nightTime = '03:30';
/** Two nights, and the time that copying takes. */
export const latestCopyMs = 49 * hourMs;

/** A week of nights. */
export const keptCopies = 7;

/** The name says that the bot made it and may remove it; people's files have other names. */
const nightlyName = /^revox-nightly-(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)-(\d{3})Z\.(?:db|dump)$/;

export function nameOfNightly(extension: 'db' | 'dump', now: Instant): string {
  return `revox-nightly-${new Date(now).toISOString().replaceAll(/[:.]/g, '-')}.${extension}`;
}

/** When the copy of this name was made, by the clock of then; null for what is no copy of the bot's own. */
export function copiedAtBy(name: string): Instant | null {
  const [, day, hour, minute, second, ms] = nightlyName.exec(name) ?? [];
  if (day === undefined) return null;
  const at = Date.parse(`${day}T${hour}:${minute}:${second}.${ms}Z`);
  return Number.isNaN(at) ? null : at;
}

/**
 * The nightly copies among these names, the one to go first in front. What lies ahead of now was made while the clock
 * was ahead, and would otherwise stay forever in the place of newer ones.
 */
export function oldestFirst(names: string[], now: Instant): string[] {
  const dated = names.flatMap((name) => {
    const at = copiedAtBy(name);
    return at === null ? [] : [{ name, at, isAhead: at - now > hourMs }];
  });
  const inOrder = dated.sort(
    (one, other) => Number(other.isAhead) - Number(one.isAhead) || one.at - other.at,
  );
  return inOrder.map(({ name }) => name);
}

/** The date of the night that began last. */
export function nightOf(now: Instant, timezone: string): string {
  const today = localDate(now, timezone);
  return now >= instantOfLocalTime(today, nightTime, timezone) ? today : dayAfter(today, -1);
}

/**
 * Once a night, whenever the bot runs again after its hour; what failed or was cut off is tried again an hour later.
 *
 * @returns when the next one is due; now, or earlier, when it is by now.
 */
export function copyDueAt(copy: NightlyCopy, now: Instant, timezone: string): Instant {
  const { night, triedAt, copiedAt } = copy;
  const latest = nightOf(now, timezone);
  if (night === latest) return instantOfLocalTime(dayAfter(latest), nightTime, timezone);
  return triedAt === null || triedAt === copiedAt ? now : anHourAfter(triedAt, now);
}

/** What is left over is tried again every hour, and makes no copy due; null when nothing is. */
export function deletingDueAt({ leftOver }: NightlyCopy, now: Instant): Instant | null {
  return leftOver === null ? null : anHourAfter(leftOver.triedAt, now);
}

/** What was tried later than now was tried before the clock was put back. */
function anHourAfter(triedAt: Instant, now: Instant): Instant {
  return now >= triedAt ? triedAt + hourMs : now;
}

/** Two nights went by without one. */
export function isCopyLate({ since, copiedAt }: NightlyCopy, now: Instant): boolean {
  const newest = copiedAt ?? since;
  return newest - now > hourMs || now - newest > latestCopyMs;
}

export function leftOverWords({ files, problem }: LeftOver): string {
  const what = files === 1 ? '1 file of older nightly copies' : `${files} files of older nightly copies`;
  return `${what} can’t be deleted (${problem}); retried every hour`;
}
