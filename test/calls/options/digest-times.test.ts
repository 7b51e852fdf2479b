import fc from 'fast-check';
import { expect, it } from 'vitest';

import {
  type DigestTimes,
  formatDigestTimes,
  parseDigestTimes,
} from '../../../src/calls/options/digest-times.ts';
import { weekdays } from '../../../src/calls/subscription.ts';

// typed → times, what is left as a filter
const texts: [string, DigestTimes, string][] = [
  [
    'daily 08:30 Europe/Paris weekdays',
    { digestTime: '08:30', timezone: 'Europe/Paris', digestDays: 'weekdays' },
    '',
  ],
  ['weekly monday 09:00', { digestDays: 'monday', digestTime: '09:00' }, ''],
  ['weekly', { digestDays: 'monday' }, ''],
  ['weekly on fri at 5pm human', { digestDays: 'friday', digestTime: '17:00' }, 'human'],
  ['every Tuesday at 9:00 -busy', { digestDays: 'tuesday', digestTime: '09:00' }, '-busy'],
  ['daily', {}, ''],
  ['errors human since:24h', {}, 'errors human since:24h'],
];
it.each(texts)('%s', (text, options, rest) => {
  expect(parseDigestTimes(text)).toEqual({ options, rest, problems: [] });
});

it.each([
  ['dialy 08:30', 'dialy', 'daily'],
  ['daily 25:30', '25:30', '08:30'],
  ['weekly wendesday', 'wendesday', 'wednesday'],
])('%s is told what was meant', (text, word, suggestion) => {
  expect(parseDigestTimes(text).problems).toMatchObject([{ word, suggestion }]);
});

const times: fc.Arbitrary<DigestTimes> = fc.record(
  {
    digestTime: fc.constantFrom('00:00', '08:30', '23:59'),
    digestDays: fc.constantFrom('weekdays' as const, ...weekdays),
    timezone: fc.constantFrom('UTC', 'Europe/Paris', 'America/New_York'),
  },
  { requiredKeys: [] },
);

it('times that are written and read again are the same', () => {
  fc.assert(
    fc.property(times, (options) => {
      expect(parseDigestTimes(formatDigestTimes(options))).toEqual({ options, rest: '', problems: [] });
    }),
  );
});
