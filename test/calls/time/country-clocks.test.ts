import { getCountries } from 'libphonenumber-js/min';
import { expect, it } from 'vitest';

import { clocksIn } from '../../../src/calls/time/country-clocks.ts';

const shown = (country: string, at: string) =>
  clocksIn(country, Date.parse(at)).map(({ weekday, minutes }) => {
    const [hours, rest] = [Math.floor(minutes / 60), minutes % 60].map((it) => String(it).padStart(2, '0'));
    return `${['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'][weekday]} ${hours}:${rest}`;
  });

it.each([
  ['one zone', 'FR', '2026-03-02T12:00:30Z', ['Mon 13:00']],
  ['before clocks go forward', 'FR', '2026-03-29T00:59:59Z', ['Sun 01:59']],
  ['… and after', 'FR', '2026-03-29T01:00:00Z', ['Sun 03:00']],
  ['before clocks go back', 'FR', '2026-10-25T00:59:59Z', ['Sun 02:59']],
  ['… and after', 'FR', '2026-10-25T01:00:00Z', ['Sun 02:00']],
  ['half an hour', 'IN', '2026-03-01T19:00:00Z', ['Mon 00:30']],
  ['three quarters of an hour', 'NP', '2026-03-01T18:15:00Z', ['Mon 00:00']],
  ['before 1970 days go on', 'FR', '1969-12-31T22:30:00Z', ['Wed 23:30']],
])('the clocks of a country with %s', (_, country, at, clocks) => {
  expect(shown(country, at)).toEqual(clocks);
});

it('a large country has a clock for each zone that differs then', () => {
  expect(shown('US', '2026-07-01T12:00:00Z')).toEqual([
    'Wed 02:00',
    'Wed 03:00',
    'Wed 04:00',
    'Wed 05:00',
    'Wed 06:00',
    'Wed 07:00',
    'Wed 08:00',
  ]);
  expect(shown('RU', '2026-07-01T12:00:00Z')).toHaveLength(11);
  // Perth, Eucla, Brisbane and Sydney in summer, Adelaide, Lord Howe, …
  expect(shown('AU', '2026-01-01T00:00:00Z')).toEqual(
    expect.arrayContaining(['Thu 08:00', 'Thu 08:45', 'Thu 09:30', 'Thu 10:00', 'Thu 10:30', 'Thu 11:00']),
  );
});

it('every country that a number can show has clocks, but for three that the table lacks', () => {
  const without = getCountries().filter((country) => clocksIn(country, 0).length === 0);
  expect(without).toEqual(['AC', 'TA', 'XK']);
  expect(clocksIn('nowhere', 0)).toEqual([]);
});
