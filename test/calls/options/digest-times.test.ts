import fc from 'fast-check';
import { expect, it } from 'vitest';
import { formatOptions, type RequestedOptions } from '../../../src/calls/options/index.ts';
import { parseOptions } from '../../../src/calls/options/parse.ts';
import { weekdays } from '../../../src/calls/time/weekdays.ts';

// typed → times, what is left as a filter
const texts: [string, RequestedOptions, string][] = [
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
  ['daily 09:00 compact', { digestTime: '09:00' }, 'compact'],
  ['daily 9h', { digestTime: '09:00' }, ''],
  ['daily 9h30', { digestTime: '09:30' }, ''],
  ['daily 0830', { digestTime: '08:30' }, ''],
  ['daily 08.30', { digestTime: '08:30' }, ''],
  ['daily 8:30 am', { digestTime: '08:30' }, ''],
  ['daily 9', { digestTime: '09:00' }, ''],
  ['weekly friday at 9 human', { digestDays: 'friday', digestTime: '09:00' }, 'human'],
  ['daily 5 p.m. no answer', { digestTime: '17:00' }, 'no answer'],
  ['errors human since:24h', {}, 'errors human since:24h'],
];
it.each(texts)('%s', (text, options, rest) => {
  expect(parseOptions(text, 'digest')).toEqual({ options, rest, problems: [] });
});

it.each([
  ['dialy 08:30', 'dialy', 'daily'],
  ['daily 25:30', '25:30', null],
  ['daily 5678', '5678', 'phone:5678'],
  ['daily 9h 10h', '10h', ''],
  ['weekly wendesday', 'wendesday', 'wednesday'],
  ['daily zone:Pariss', 'zone:Pariss', 'zone:Europe/Paris'],
])('%s reads what was meant', (text, word, suggestion) => {
  expect(parseOptions(text, 'digest').problems).toMatchObject([{ word, suggestion }]);
});

it('figures alone are asked about where nothing says that they are a time', () => {
  expect(parseOptions('0830', 'digest').problems).toMatchObject([
    { word: '0830', suggestion: null, choices: ['daily 08:30', 'phone:0830'] },
  ]);
  expect(parseOptions('5678', 'digest')).toMatchObject({ rest: '5678', problems: [] });
});

const times: fc.Arbitrary<RequestedOptions> = fc.record(
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
      expect(parseOptions(formatOptions(options), 'digest')).toEqual({ options, rest: '', problems: [] });
    }),
  );
});
