import type { Instant } from '../calls/call.ts';
import { dayAfter, instantOfLocalTime, localDate } from '../calls/local-day.ts';
import type { Subscription } from '../calls/subscription.ts';

/** One digest whose time has come: one local day, for one subscription. */
export interface DueDigest {
  /** Once per channel, covered date and filter, whoever enqueues it. */
  key: string;
  channel: string;
  subscriptionId: string;
  /** The local date it covers. */
  date: string;
  timezone: string;
  filter: string;
  /** When it should have been sent. */
  slotAt: Instant;
  /** Too late to be of use: recorded, not sent. */
  tooLate: boolean;
}

const tooLateMs = 12 * 3600_000;
const defaultDigestTime = '09:00';

/**
 * The digests that are due, whether or not they were enqueued before. A digest sent on one local date covers
 * the date before. Computed from the clock alone, so that a restart, a gap in local time or a second replica
 * changes nothing; yesterday's slot is looked at too, for a bot that was down over midnight.
 */
export function dueDigests(subscriptions: Subscription[], now: Instant): DueDigest[] {
  return subscriptions
    .filter((it) => it.topic === 'digest')
    .flatMap((subscription) => {
      const timezone = subscription.options.timezone ?? 'UTC';
      const today = localDate(now, timezone);
      return (
        [dayAfter(today, -1), today]
          .map((sentOn) => digestFor(subscription, sentOn, timezone, now))
          // A subscription made at noon does not ask for this morning's digest.
          .filter((digest) => subscription.madeAt <= digest.slotAt)
      );
    })
    .filter((digest) => digest.slotAt <= now);
}

function digestFor(subscription: Subscription, sentOn: string, timezone: string, now: Instant): DueDigest {
  const { id, channel, filter, options } = subscription;
  const slotAt = instantOfLocalTime(sentOn, options.digestTime ?? defaultDigestTime, timezone);
  const date = dayAfter(sentOn, -1);
  return {
    key: ['digest', channel, date, ...(filter === '' ? [] : [filter])].join(':'),
    channel,
    subscriptionId: id,
    date,
    timezone,
    filter,
    slotAt,
    tooLate: now - slotAt > tooLateMs,
  };
}
