import { describe, expect, it } from 'vitest';

import { parseMute } from '../../src/calls/mute-words.ts';
import { parseStats } from '../../src/calls/stats-words.ts';
import { formatSubscribe, parseSubscribe } from '../../src/calls/subscribe-words.ts';

/** Saturday 28 November 2026, 13:00 in Paris. */
const context = { now: Date.UTC(2026, 10, 28, 12), timezone: 'Europe/Paris', numbers: 'any' } as const;

describe('a subscription is asked for by', () => {
  it.each([
    ['errors phone out of reach', 'errors temporarily_unavailable'],
    ['errors not in service compact', 'errors number_non_attributed compact'],
    ['calls errors', 'calls errored'],
    ['everything', 'calls'],
    ['calls from france summary every 1h', 'calls in:fr summary every 1h'],
    ['calls longer than 2 minutes', 'calls longer:2m'],
    ['calls +33 •••• 1001', 'calls phone:+33..1001'],
    ['errors quiet 7pm-8am', 'errors quiet 19:00-08:00'],
    ['errors quiet 19h-8h30 weekdays', 'errors quiet 19:00-08:30 weekdays'],
    ['errors quiet from 19:00 to 08:00', 'errors quiet 19:00-08:00'],
    ['digest daily 9h30 no answer', 'digest no_answer 09:30'],
    ['digest weekly friday 8:30 am', 'digest weekly friday 08:30'],
  ])('%s', (text, canonical) => {
    const { request, problems } = parseSubscribe(text, context);
    expect(problems).toEqual([]);
    expect(formatSubscribe(request)).toBe(canonical);
  });

  it.each(['digest daily since:24h', 'digest last week', 'digest daily 24h', 'digest weekly today'])(
    '%s is refused, since a digest has a period of its own',
    (text) => {
      const { problems } = parseSubscribe(text, context);
      expect(problems).toMatchObject([{ message: expect.stringContaining('takes no period') }]);
      expect(problems[0]?.commands?.[0]).toMatch(/^stats /);
    },
  );
});

it.each(['for lunch', 'the lunch break'])('a mute “%s” is asked how long, with buttons', (text) => {
  const { request, problems } = parseMute(text, context);
  expect(request).toBeNull();
  expect(problems).toMatchObject([{ word: text, commands: ['mute 1h', 'mute 4h', 'mute until tomorrow'] }]);
});

describe('a mute is asked for by', () => {
  it.each([
    ['no answer 2h', 'no_answer', '15:00'],
    ['phone out of reach for 30 min', 'temporarily_unavailable', '13:30'],
    ['everything 2h', '', '15:00'],
    ['all for an hour', '', '14:00'],
    ['errors for the next 2 hours', 'errored', '15:00'],
    ['not busy 1 hour', '-busy', '14:00'],
    ['longer than 2 minutes for 1h', 'longer:2m', '14:00'],
    ['from france until 6 pm', 'in:fr', '18:00'],
    ['until 18', '', '18:00'],
    ['busy until 18h30', 'busy', '18:30'],
  ])('%s', (text, filter, until) => {
    const { request, problems } = parseMute(text, context);
    expect(problems).toEqual([]);
    expect(request?.filter).toBe(filter);
    expect(new Date((request?.until ?? 0) + 3_600_000).toISOString().slice(11, 16)).toBe(until);
  });

  it.each([
    ['voicemail until monday', '2026-11-30T08:00'],
    ['until next tuesday morning', '2026-12-01T08:00'],
    ['busy until monday 14:00', '2026-11-30T14:00'],
    ['jusqu’à lundi 9h30', '2026-11-30T09:30'],
    ['until saturday', '2026-12-05T08:00'],
    ['demain', '2026-11-29T08:00'],
    ['until tomorrow at noon', '2026-11-29T12:00'],
    ['until midnight', '2026-11-29T00:00'],
  ])('%s, a day', (text, until) => {
    const { request, problems } = parseMute(text, context);
    expect(problems).toEqual([]);
    expect(new Date((request?.until ?? 0) + 3_600_000).toISOString().slice(0, 16)).toBe(until);
  });

  it('what is no time, and is asked how long', () => {
    const { problems } = parseMute('busy until whenever', context);
    expect(problems).toMatchObject([
      { word: 'until whenever', commands: expect.arrayContaining(['mute busy 1h']) },
    ]);
  });

  it.each(['longer than 2 minutes', 'last 24 hours', 'busy', ''])('%s, and is asked how long', (text) => {
    const { request, problems } = parseMute(text, context);
    expect(request).toBeNull();
    expect(problems).toMatchObject([{ message: expect.stringContaining('for how long') }]);
    for (const command of problems[0]?.commands ?? [])
      expect(parseMute(command.replace(/^mute /, ''), context).request).not.toBeNull();
  });
});

it('behind “by” comes what numbers are broken down by, or a question', () => {
  for (const text of ['by', 'by nothing', 'by today']) {
    const { problems } = parseStats(text, context);
    expect(problems).toMatchObject([
      { suggestion: null, choices: expect.arrayContaining(['by hour', 'by country']) },
    ]);
    for (const choice of problems[0]?.choices ?? []) expect(parseStats(choice, context).problems).toEqual([]);
  }
});
