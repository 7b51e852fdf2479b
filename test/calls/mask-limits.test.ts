import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

import { maskFields } from '../../src/calls/numbers/mask-fields.ts';
import { maskNumbers } from '../../src/calls/numbers/mask-numbers.ts';

const page = readFileSync(join(import.meta.dirname, '../../docs/privacy.md'), 'utf8');

/** As `docs/privacy.md` says it, so that nobody relies on a mask that is not there. */
describe('the mask does not recognise', () => {
  it.each([
    '06 39 98 five six 78',
    '06a39b98c56d78',
    '06 39 98 and then 56 78',
    '06&nbsp;39&nbsp;98',
    '06%2039%2098',
    '555-0199',
    '12345678 EUR',
    '6.399.856.78',
    '06:39 09:58',
    '01/02/2003 45 67',
    'anna(at)example.com',
    'anna@localhost',
  ])('“%s”, which the page on privacy says', (text) => {
    expect(maskNumbers(text)).toBe(text);
    expect(page).toContain(text);
  });

  it.each([
    { note: '0639\n985678' },
    { amount: 639985000 },
    { a: '06 39', x: 1, b: '98 56 78' },
    { one: '639', two: '98', three: '5678' },
    { x: '639', y: '985678' },
  ])('%j', (fields) => {
    expect(maskFields(fields)).toEqual(fields);
  });
});

it('a list of numbers of two digits is masked, though it may be innocent', () => {
  expect(maskNumbers('10 12 14 16 18')).toBe('•••• 1618');
});
