import { expect, it } from 'vitest';

import { countryOf } from '../../src/calls/phone.ts';

// number → country
const countries: [string | null, string | null][] = [
  ['+33199001234', 'FR'],
  ['+33639985678', 'FR'],
  ['+12025550143', 'US'],
  ['+14165550143', 'CA'],
  ['+447700900123', 'GB'],
  ['+441534123456', 'JE'],
  ['+77012345678', 'KZ'],
  ['12', null],
  ['', null],
  ['anonymous', null],
  [null, null],
];

it.each(countries)('the country of %s is %s, however often it is asked', (number, country) => {
  expect([countryOf(number), countryOf(number)]).toEqual([country, country]);
});
