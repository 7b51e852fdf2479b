import type { Instant } from '../calls/call.ts';
import type { DigestDays } from '../calls/options/digest-days.ts';
import { usualDigestTime } from '../calls/options/digest-time.ts';
import type { Subscription } from '../calls/subscription.ts';
import { hourMs } from '../calls/time/durations.ts';
import { dayAfter, instantOfLocalTime, localDate } from '../calls/time/local-day.ts';
import { daysSinceMonday, weekdays } from '../calls/time/weekdays.ts';

/** One digest whose time has come: some local days, for one subscription. */
export interface DueDigest {
  /** Once per channel, covered date and filter, from whichever process. */
  key: string;
  channel: string;
  subscriptionId: string;
  /** The last local date it covers. */
  date: string;
  /** How many days up to that it covers: what went on since the digest before. */
  days: number;
  timezone: string;
  filter: string;
  /** When it should have been sent. */
  slotAt: Instant;
  /** Too late to be of use: recorded, not sent. */
  tooLate: boolean;
}

const tooLateMs = 12 * hourMs;

/**
 * The digests that are due, whether or not they were enqueued before. A digest sent on one local date covers the
 * dates since the digest before. Computed from the clock alone, so that a restart, a gap in local time or a second
 * replica changes nothing; yesterday's slot is looked at too, for a bot that was down over midnight. None is due for
 * what a person paused, while where Slack refuses the channel they wait for the cure.
 */
export function dueDigests(subscriptions: Subscription[], now: Instant): DueDigest[] {
  return subscriptions
    .filter(isWanted)
    .flatMap((subscription) => {
      const timezone = subscription.options.timezone ?? 'UTC';
      const today = localDate(now, timezone);
      return (
        [dayAfter(today, -1), today]
          .flatMap((sentOn) => digestFor(subscription, sentOn, timezone, now))
          // A subscription made at noon does not ask for this morning's digest.
          .filter((digest) => subscription.madeAt <= digest.slotAt)
      );
    })
    .filter((digest) => digest.slotAt <= now);
}

/** When any of these is due next; null when nobody wants one. */
export function nextDigestAt(subscriptions: Subscription[], now: Instant): Instant | null {
  const slots = subscriptions.filter(isWanted).flatMap((it) => nextDigests(it, now).slice(0, 1));
  return slots.length === 0 ? null : Math.min(...slots.map(({ slotAt }) => slotAt));
}

function isWanted({ topic, paused }: Subscription): boolean {
  return topic === 'digest' && paused?.by == null;
}

type Wanted = Pick<Subscription, 'channel' | 'filter' | 'options'>;

/** The times of the next two weeks, each with the key by which it is known whether its digest was sent already. */
export function nextDigests(wanted: Wanted, now: Instant): { key: string; slotAt: Instant }[] {
  const timezone = wanted.options.timezone ?? 'UTC';
  const today = localDate(now, timezone);
  return Array.from({ length: 15 }, (_, days) => dayAfter(today, days))
    .flatMap((sentOn) => digestFor({ id: '', ...wanted }, sentOn, timezone, now))
    .filter(({ slotAt }) => slotAt > now);
}

/** Nothing is left out between two digests: Monday's covers the weekend too. */
function daysCovered(digestDays: DigestDays | undefined, sentOn: string): number {
  if (digestDays === undefined) return 1;
  const day = weekdays[daysSinceMonday(sentOn)];
  if (digestDays !== 'weekdays') return day === digestDays ? 7 : 0;
  if (day === 'saturday' || day === 'sunday') return 0;
  return day === 'monday' ? 3 : 1;
}

function digestFor(
  { id, channel, filter, options }: Wanted & { id: string },
  sentOn: string,
  timezone: string,
  now: Instant,
): DueDigest[] {
  const days = daysCovered(options.digestDays, sentOn);
  if (days === 0) return [];
  const slotAt = instantOfLocalTime(sentOn, options.digestTime ?? usualDigestTime, timezone);
  const date = dayAfter(sentOn, -1);
  const digest: DueDigest = {
    key: ['digest', channel, date, ...(filter === '' ? [] : [filter])].join(':'),
    channel,
    subscriptionId: id,
    date,
    days,
    timezone,
    filter,
    slotAt,
    tooLate: now - slotAt > tooLateMs,
  };
  return [digest];
}
