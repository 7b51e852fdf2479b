import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { formatOptions, type RequestedOptions } from '../../../src/calls/options/index.ts';
import type { Limit } from '../../../src/calls/options/limit.ts';
import { parseOptions } from '../../../src/calls/options/parse.ts';
import { parseSubscribe } from '../../../src/calls/subscribe-words.ts';
import { mondayNoon } from '../../support/sample-calls.ts';

const context = { now: mondayNoon, timezone: 'UTC' };

function limits(spikeCalls: Limit, answerRatePercent: Limit, silenceMinutes: Limit): RequestedOptions {
  return { spikeCalls, answerRatePercent, silenceMinutes };
}

describe('options among the words of a filter', () => {
  // typed → options, what is left as a filter
  const texts: [string, RequestedOptions, string][] = [
    ['human', {}, 'human'],
    ['each full human', {}, 'human'],
    ['summary every 15m', { summaryMinutes: 15 }, ''],
    ['summary every 1 hour human', { summaryMinutes: 60 }, 'human'],
    ['summary:30m', { summaryMinutes: 30 }, ''],
    ['Summary 1h', { summaryMinutes: 60 }, ''],
    ['quiet 19:00-08:00', { quiet: { hours: { from: '19:00', to: '08:00' }, weekends: false } }, ''],
    [
      'ours quiet 19:00 - 8:00 weekdays -busy',
      { quiet: { hours: { from: '19:00', to: '08:00' }, weekends: true } },
      'ours -busy',
    ],
    ['quiet 7pm to 8am', { quiet: { hours: { from: '19:00', to: '08:00' }, weekends: false } }, ''],
    [
      'quiet 12:30–13:30 human',
      { quiet: { hours: { from: '12:30', to: '13:30' }, weekends: false } },
      'human',
    ],
    ['quiet weekends', { quiet: { hours: null, weekends: true } }, ''],
    ['zone:europe/paris', { timezone: 'Europe/Paris' }, ''],
    ['zone America/New_York', { timezone: 'America/New_York' }, ''],
    ['human asia/kolkata', { timezone: 'Asia/Kolkata' }, 'human'],
    ['compact', { cards: 'compact' }, ''],
    ['mention:@On-Call', { mention: '@on-call' }, ''],
    ['mention oncall', { mention: '@oncall' }, ''],
    ['mention:<!subteam^S0123ABC|@oncall> ours', { mention: 'S0123ABC' }, 'ours'],
    ['spike:10', { spikeCalls: 10 }, ''],
    ['spike off answer-rate 40 silence 2 hours', limits('off', 40, 120), ''],
    ['answer-rate:50% Silence:90m spike:off human', limits('off', 50, 90), 'human'],
    ['answer-rate:off silence:off', { answerRatePercent: 'off', silenceMinutes: 'off' }, ''],
    ['no-answer -busy ios-screening-filter', {}, 'no-answer -busy ios-screening-filter'],
    ['field:plan="quiet compact" compact', { cards: 'compact' }, 'field:plan="quiet compact"'],
    ['field:compact=yes', {}, 'field:compact=yes'],
    ['since:24h 7d', {}, 'since:24h 7d'],
  ];
  it.each(texts)('%s', (text, options, rest) => {
    expect(parseOptions(text, 'calls')).toEqual({ options, rest, problems: [] });
  });

  // typed → the word that is wrong, what was probably meant
  const wrong: [string, string, string][] = [
    ['sumary every 15m', 'sumary', 'summary'],
    ['quite 19:00-08:00', 'quite', 'quiet'],
    ['compct', 'compct', 'compact'],
    ['menton:@oncall', 'menton', 'mention'],
    ['summary every 7m', 'summary every 7m', 'summary every 15m'],
    ['summary', 'summary', 'summary every 15m'],
    ['quiet 25:00-08:00', 'quiet 25:00-08:00', 'quiet 19:00-08:00'],
    ['quiet 08:00-08:00', 'quiet 08:00-08:00', 'quiet 19:00-08:00'],
    ['quiet please', 'quiet', 'quiet 19:00-08:00'],
    ['zone:Pariss', 'zone:Pariss', 'zone:Europe/Paris'],
    ['spike:3', 'spike:3', 'spike:10'],
    ['spike', 'spike', 'spike:10'],
    ['spike:many human', 'spike:many', 'spike:10'],
    ['answer-rate:95%', 'answer-rate:95%', 'answer-rate:50%'],
    ['anser-rate:50%', 'anser-rate', 'answer-rate'],
    ['silence:17m', 'silence:17m', 'silence:2h'],
    ['silense:2h', 'silense', 'silence'],
    ['mention:@channel', 'mention:@channel', 'mention:@oncall'],
    ['mention:<@U0123>', 'mention:<@U0123>', 'mention:@oncall'],
  ];
  it('are none in a text of which nothing can be seen', () => {
    expect(parseOptions('\u200b', 'calls')).toEqual({ options: {}, rest: '\u200b', problems: [] });
  });

  it.each(wrong)('%s reads what was meant', (text, word, suggestion) => {
    expect(parseOptions(text, 'calls').problems).toMatchObject([{ word, suggestion }]);
  });
});

const clockTime = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'));
const quiet = fc.oneof(
  fc.constant({ hours: null, weekends: true }),
  fc
    .record({ from: clockTime, to: clockTime })
    .filter(({ from, to }) => from !== to)
    .chain((hours) => fc.record({ hours: fc.constant(hours), weekends: fc.boolean() })),
);
const limit = (...limits: number[]) => fc.constantFrom<Limit>('off', ...limits);
const someOptions: fc.Arbitrary<RequestedOptions> = fc.record(
  {
    summaryMinutes: fc.constantFrom(5, 10, 15, 30, 60, 120, 240, 480, 720),
    quiet,
    timezone: fc.constantFrom('Europe/Paris', 'UTC', 'America/Argentina/Buenos_Aires', 'Asia/Kolkata'),
    cards: fc.constant('compact' as const),
    mention: fc.stringMatching(/^@[a-z0-9._-]{1,20}$/).filter((it) => !/^@(here|channel|everyone)$/.test(it)),
    spikeCalls: limit(5, 10, 1_000),
    answerRatePercent: limit(10, 50, 90),
    silenceMinutes: limit(30, 60, 90, 120, 720),
  },
  { requiredKeys: [] },
);

it('options that are written and read again are the same', () => {
  fc.assert(
    fc.property(someOptions, (options) => {
      expect(parseOptions(formatOptions(options), 'calls')).toEqual({ options, rest: '', problems: [] });
    }),
  );
});

it('no text makes the reading fail, and no text is lost without a word', () => {
  const words = [
    'quiet',
    'summary',
    'every',
    '15m',
    '-',
    '19:00-08:00',
    'zone:',
    'mention',
    '@',
    '"a b"',
    'human',
  ];
  const text = fc.oneof(
    fc.string(),
    fc.array(fc.constantFrom(...words)).map((some) => some.join(' ')),
  );
  fc.assert(
    fc.property(text, (typed) => {
      const { rest, problems, options } = parseOptions(typed, 'calls');
      const isEmpty = rest === '' && problems.length === 0 && Object.keys(options).length === 0;
      if (isEmpty) expect(typed.replaceAll(/\b(each|full)\b|\s/gi, '')).toBe('');
    }),
  );
});

describe('what a subscription asks for', () => {
  it('is calls where no topic is named', () => {
    expect(parseSubscribe('human -reason:voicemail', context)).toEqual({
      request: { topic: 'calls', filter: 'human -reason:voicemail', options: {} },
      problems: [],
    });
  });

  it('is a topic, a filter and options', () => {
    expect(parseSubscribe('errors ours summary every 15m -busy', context).request).toEqual({
      topic: 'errors',
      filter: 'ours -busy',
      options: { summaryMinutes: 15 },
    });
  });

  it('reads which topic was meant', () => {
    expect(parseSubscribe('incidnts', context).problems).toMatchObject([
      { word: 'incidnts', suggestion: 'incidents' },
    ]);
  });

  it('is no filter where there is nothing to choose', () => {
    expect(parseSubscribe('incidents busy', context).problems).toMatchObject([{ word: 'busy' }]);
    expect(parseSubscribe('incidents summary every 1h', context).problems).toHaveLength(1);
  });

  it('is limits for incidents, and for nothing else', () => {
    expect(parseSubscribe('incidents spike:10 silence:off', context)).toEqual({
      request: { topic: 'incidents', filter: '', options: { spikeCalls: 10, silenceMinutes: 'off' } },
      problems: [],
    });
    expect(parseSubscribe('errors spike:10', context).problems).toMatchObject([{ word: 'spike:10' }]);
    expect(parseSubscribe('incidents compact spike:10', context).problems).toMatchObject([
      { word: 'compact' },
    ]);
  });
});
