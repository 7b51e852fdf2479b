import { describe, expect, it } from 'vitest';

import type { DigestDays } from '../../src/calls/options/digest-days.ts';
import { dueDigests, nextDigests } from '../../src/news/due-digests.ts';
import { sampleSubscription } from '../support/sample-calls.ts';

function digestAt(digestTime: string, timezone: string) {
  return sampleSubscription({ topic: 'digest', channel: 'C0DIGEST', options: { digestTime, timezone } });
}

const at = (iso: string) => Date.parse(iso);

/** Every distinct digest that a tick each ten minutes would enqueue. */
function enqueuedBetween(from: string, to: string, subscription = digestAt('09:00', 'UTC')) {
  const seen = new Map<string, { date: string; firstSeen: string }>();
  for (let now = at(from); now < at(to); now += 10 * 60_000) {
    for (const { key, date } of dueDigests([subscription], now)) {
      if (!seen.has(key)) seen.set(key, { date, firstSeen: new Date(now).toISOString() });
    }
  }
  return [...seen.values()];
}

describe('a digest is due', () => {
  it('from its local time on, and covers the day before', () => {
    const subscription = digestAt('09:00', 'Europe/Paris');
    const justBefore = dueDigests([subscription], at('2026-01-15T07:59:59Z'));
    expect(justBefore.map((it) => it.date)).toEqual(['2026-01-13']);
    const justAfter = dueDigests([subscription], at('2026-01-15T08:00:00Z'));
    expect(justAfter.map((it) => it.date)).toEqual(['2026-01-13', '2026-01-14']);
  });

  it('once per local date, whatever the clocks do', () => {
    // Clocks go forward in Paris on 29 March and back on 25 October; Cairo skips midnight on 24 April.
    const cases = [
      { zone: 'Europe/Paris', time: '02:30', from: '2026-03-27T00:00Z', to: '2026-03-31T12:00Z' },
      { zone: 'Europe/Paris', time: '02:30', from: '2026-10-23T00:00Z', to: '2026-10-27T12:00Z' },
      { zone: 'America/New_York', time: '02:30', from: '2026-03-06T12:00Z', to: '2026-03-10T12:00Z' },
      { zone: 'Africa/Cairo', time: '00:00', from: '2026-04-22T12:00Z', to: '2026-04-26T12:00Z' },
      { zone: 'Australia/Lord_Howe', time: '02:15', from: '2026-10-02T00:00Z', to: '2026-10-06T00:00Z' },
    ];
    for (const { zone, time, from, to } of cases) {
      const dates = enqueuedBetween(from, to, digestAt(time, zone)).map((it) => it.date);
      expect(new Set(dates).size, `${zone} ${time}`).toBe(dates.length);
      const days = (at(`${dates.at(-1)}T00:00Z`) - at(`${dates[0]}T00:00Z`)) / 86_400_000;
      expect(dates.length, `${zone} ${time}: no date is left out`).toBe(days + 1);
    }
  });

  it('later by the gap, when the clocks jump over its time', () => {
    const [digest] = dueDigests([digestAt('02:30', 'Europe/Paris')], at('2026-03-29T12:00Z')).slice(-1);
    expect(new Date(digest?.slotAt ?? 0).toISOString()).toBe('2026-03-29T01:30:00.000Z');
  });

  it('too late after twelve hours', () => {
    const tooLate = (now: string) => dueDigests([digestAt('09:00', 'UTC')], at(now)).at(-1)?.tooLate;
    expect(tooLate('2026-01-15T21:00:00Z')).toBe(false);
    expect(tooLate('2026-01-15T21:00:01Z')).toBe(true);
  });

  it('not while a person has paused it, yet where Slack refuses the channel', () => {
    const pausedBy = (by: string | null) => ({
      ...digestAt('09:00', 'UTC'),
      paused: { at: 0, reason: '', by },
    });
    const now = at('2026-01-15T09:00Z');
    expect(dueDigests([pausedBy('U0LEA')], now)).toEqual([]);
    expect(dueDigests([pausedBy(null)], now)).toHaveLength(2);
  });

  it('not for a slot before the subscription was made', () => {
    const madeAtNoon = { ...digestAt('09:00', 'UTC'), madeAt: at('2026-01-15T12:00Z') };
    expect(dueDigests([madeAtNoon], at('2026-01-15T13:00Z'))).toEqual([]);
    expect(dueDigests([madeAtNoon], at('2026-01-16T09:00Z')).map((it) => it.date)).toEqual(['2026-01-15']);
  });
});

describe('a digest that does not come every day', () => {
  const due = (digestDays: DigestDays, from: string, to: string) => {
    const subscription = digestAt('09:00', 'Europe/Paris');
    const some = { ...subscription, options: { ...subscription.options, digestDays } };
    const seen = new Map<string, string>();
    for (let now = at(from); now < at(to); now += 3_600_000)
      for (const { key, date, days, slotAt } of dueDigests([some], now))
        seen.set(key, `${new Date(slotAt).toISOString().slice(0, 16)} tells ${days} to ${date}`);
    return [...seen.values()];
  };

  it('on working days covers on Monday the weekend too, and leaves no day out', () => {
    expect(due('weekdays', '2026-03-26T00:00Z', '2026-04-01T00:00Z')).toEqual([
      '2026-03-25T08:00 tells 1 to 2026-03-24',
      '2026-03-26T08:00 tells 1 to 2026-03-25',
      '2026-03-27T08:00 tells 1 to 2026-03-26',
      '2026-03-30T07:00 tells 3 to 2026-03-29',
      '2026-03-31T07:00 tells 1 to 2026-03-30',
    ]);
  });

  it('once a week covers seven days', () => {
    expect(due('wednesday', '2026-03-24T00:00Z', '2026-04-02T00:00Z')).toEqual([
      '2026-03-25T08:00 tells 7 to 2026-03-24',
      '2026-04-01T07:00 tells 7 to 2026-03-31',
    ]);
  });

  // options, now → the next one
  it.each<[DigestDays | undefined, string, string]>([
    [undefined, '2026-03-28T07:59Z', '2026-03-28T08:00:00.000Z'],
    [undefined, '2026-03-28T08:00Z', '2026-03-29T07:00:00.000Z'],
    ['weekdays', '2026-03-27T08:00Z', '2026-03-30T07:00:00.000Z'],
    ['friday', '2026-03-27T08:00Z', '2026-04-03T07:00:00.000Z'],
  ])('%s after %s comes at %s', (digestDays, now, next) => {
    const { options } = digestAt('09:00', 'Europe/Paris');
    const wanted = {
      channel: 'C0CALLS',
      filter: '',
      options: { ...options, ...(digestDays && { digestDays }) },
    };
    const nextAt = nextDigests(wanted, at(now))[0]?.slotAt;
    expect(new Date(nextAt ?? 0).toISOString()).toBe(next);
  });
});
