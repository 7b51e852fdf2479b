import { expect, test } from 'vitest';
import { formatFilter, parseFilter } from '../../../src/calls/filter.ts';
import { wholeNumber } from '../../../src/calls/numbers/phone.ts';
import { quotesNumber, withoutQuotes } from '../../../src/calls/numbers/quoted-number.ts';

const number = '+33199001234';

test.for([
  'phone:+33199001234',
  'calls phone:99001234 7d',
  '{"phone_number":"+33199001234","id":7}',
  'call 01 99 00 12 34 tomorrow',
  '0033 (0) 1-99-00-12-34',
  '+33 1.99.00.12.34, or 01 99 00 56 78',
  'phone:+331990012',
])('“%s” names the number', (text) => {
  expect(quotesNumber(text, number)).toBe(true);
});

test.for([
  'phone:1234',
  'phone:+33199005678',
  'phone:+33',
  'since:2026-03-02T12:00',
  '{"madeAt":1772452800000}',
  '',
])('“%s” does not', (text) => {
  expect(quotesNumber(text, number)).toBe(false);
});

const context = { now: Date.UTC(2026, 2, 2), timezone: 'UTC' };

test.for([
  ['errored -phone:+33199001234', 'errored'],
  ['phone:+33199001234 phone:+33199005678', 'phone:+33199005678'],
  ['human phone:+33199001234', null],
  ['human field:callback="01 99 00 12 34"', null],
  ['human 7d', 'human since:7d'],
] as const)('without the number, “%s” is %s', ([words, left]) => {
  const filter = withoutQuotes(parseFilter(words, context).filter, (it) => quotesNumber(it, number));
  expect(filter && formatFilter(filter)).toBe(left && formatFilter(parseFilter(left, context).filter));
});

test.for([
  ['+33199001234', number],
  [' +33 1 99 00 12 34 ', number],
  ['0033 1 99 00 12 34', number],
  ['+33 (0)1 99 00 12 34', number],
  ['1234', null],
  ['01 99 00 12 34', null],
  ['+33', null],
  ['+33199001234 7d', null],
  ['phone:+33199001234', null],
  ['', null],
] as const)('“%s” is the full number %s', ([text, whole]) => {
  expect(wholeNumber(text)).toBe(whole);
});
