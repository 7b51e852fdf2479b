import { describe, expect, it } from 'vitest';
import type { SubscriptionOptions } from '../../src/calls/options/index.ts';
import type { Quiet } from '../../src/calls/options/quiet.ts';
import { tellingTime } from '../../src/news/telling-time.ts';

const nights: Quiet = { hours: { from: '19:00', to: '08:00' }, weekends: false };
const at = (text: string) => Date.parse(text);
const iso = (instant: number | null) => instant && new Date(instant).toISOString().slice(0, 16);

describe('news may be posted', () => {
  const paris = { timezone: 'Europe/Paris' };
  // options, when it was found, now → told now, or what holds it until when
  const cases: [string, SubscriptionOptions, string, string, string][] = [
    ['at once', {}, '2026-03-03T12:00Z', '2026-03-03T12:00Z', 'now'],
    [
      'in a summary',
      { summaryMinutes: 15 },
      '2026-03-03T12:01Z',
      '2026-03-03T12:05Z',
      'summary 2026-03-03T12:15',
    ],
    ['with the summary', { summaryMinutes: 15 }, '2026-03-03T12:01Z', '2026-03-03T12:15Z', 'now'],
    [
      'with the next one',
      { summaryMinutes: 15 },
      '2026-03-03T12:15Z',
      '2026-03-03T12:15Z',
      'summary 2026-03-03T12:30',
    ],
    [
      'hourly',
      { summaryMinutes: 60, ...paris },
      '2026-03-03T12:15Z',
      '2026-03-03T12:59Z',
      'summary 2026-03-03T13:00',
    ],
    // Half an hour beside UTC, hours begin at the half.
    [
      'hourly in India',
      { summaryMinutes: 60, timezone: 'Asia/Kolkata' },
      '2026-03-03T12:15Z',
      '2026-03-03T12:15Z',
      'summary 2026-03-03T12:30',
    ],
    // A day of 23 hours is over after 23, whatever the summaries would make of it.
    [
      'every 12 h over a change of clocks',
      { summaryMinutes: 720, ...paris },
      '2026-03-29T12:00Z',
      '2026-03-29T12:00Z',
      'summary 2026-03-29T22:00',
    ],
    [
      'not at night',
      { quiet: nights, ...paris },
      '2026-03-03T19:00Z',
      '2026-03-03T20:00Z',
      'quiet 2026-03-04T07:00',
    ],
    ['in the morning', { quiet: nights, ...paris }, '2026-03-03T19:00Z', '2026-03-04T07:00Z', 'now'],
    [
      'in the morning, where the summary falls into the night',
      { quiet: nights, summaryMinutes: 60, ...paris },
      '2026-03-03T17:30Z',
      '2026-03-03T17:40Z',
      'summary 2026-03-04T07:00',
    ],
    [
      'in the morning, once the summary is due and it is night',
      { quiet: nights, summaryMinutes: 60, ...paris },
      '2026-03-03T17:30Z',
      '2026-03-03T18:10Z',
      'quiet 2026-03-04T07:00',
    ],
  ];
  it.each(cases)('%s', (_, options, foundAt, now, expected) => {
    const told = tellingTime(options, at(foundAt), at(now));
    expect(told === 'now' ? told : `${told.deferredBy} ${iso(told.until)}`).toBe(expected);
  });
});
