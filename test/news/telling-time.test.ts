import { describe, expect, it } from 'vitest';
import type { SubscriptionOptions } from '../../src/calls/options/index.ts';
import type { Quiet } from '../../src/calls/options/quiet.ts';
import { quietUntil, tellingTime } from '../../src/news/telling-time.ts';

const nights: Quiet = { hours: { from: '19:00', to: '08:00' }, weekends: false };
const nightsAndWeekends: Quiet = { ...nights, weekends: true };
const at = (text: string) => Date.parse(text);
const iso = (instant: number | null) => instant && new Date(instant).toISOString().slice(0, 16);

describe('quiet in Paris', () => {
  // when → until when, in UTC. Paris is an hour ahead in winter and two in summer; 2026-03-06 is a Friday.
  const cases: [string, Quiet, string | null][] = [
    ['2026-03-03T12:00Z', nights, null],
    ['2026-03-03T17:59Z', nights, null],
    ['2026-03-03T18:00Z', nights, '2026-03-04T07:00'],
    ['2026-03-04T02:00Z', nights, '2026-03-04T07:00'],
    ['2026-03-04T06:59Z', nights, '2026-03-04T07:00'],
    ['2026-03-04T07:00Z', nights, null],
    // A weekend joins the nights around it: from Friday evening to Monday morning.
    ['2026-03-06T18:00Z', nightsAndWeekends, '2026-03-09T07:00'],
    ['2026-03-07T12:00Z', nightsAndWeekends, '2026-03-09T07:00'],
    ['2026-03-09T06:00Z', nightsAndWeekends, '2026-03-09T07:00'],
    ['2026-03-07T12:00Z', nights, null],
    // Weekends alone end at midnight there.
    ['2026-03-07T12:00Z', { hours: null, weekends: true }, '2026-03-08T23:00'],
    ['2026-03-06T22:59Z', { hours: null, weekends: true }, null],
    // A quiet lunch.
    ['2026-03-04T12:00Z', { hours: { from: '12:30', to: '13:30' }, weekends: false }, '2026-03-04T12:30'],
    // The night before summer time is an hour shorter, that before winter time an hour longer.
    ['2026-03-28T18:00Z', nights, '2026-03-29T06:00'],
    ['2026-10-24T18:00Z', nights, '2026-10-25T07:00'],
    // An end that the clocks jump over: as much later.
    ['2026-03-29T00:30Z', { hours: { from: '23:00', to: '02:30' }, weekends: false }, '2026-03-29T01:30'],
    // An hour that comes twice: quiet until it shows its end for the first time, and not again.
    ['2026-10-25T00:10Z', { hours: { from: '23:00', to: '02:30' }, weekends: false }, '2026-10-25T00:30'],
    ['2026-10-25T01:10Z', { hours: { from: '23:00', to: '02:30' }, weekends: false }, null],
  ];
  it.each(cases)('%s', (when, quiet, until) => {
    expect(iso(quietUntil(quiet, 'Europe/Paris', at(when)))).toBe(until);
  });
});

describe('news may be told', () => {
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
    expect(told === 'now' ? told : `${told.heldBy} ${iso(told.until)}`).toBe(expected);
  });
});
