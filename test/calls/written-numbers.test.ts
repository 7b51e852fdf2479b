import { describe, expect, it } from 'vitest';

import { numbersIn } from '../../src/calls/numbers/written-numbers.ts';
import { innocents, internationalSpellings, nationalSpellings, spelt } from '../support/spellings.ts';

describe('numbers in a text', () => {
  it.each(internationalSpellings)('“%s” is that number', (text) => {
    expect(numbersIn(text).map(({ international }) => international)).toEqual([spelt]);
  });

  it.each(nationalSpellings)('“%s” has its digits', (text) => {
    expect(numbersIn(text)).toMatchObject([
      { digits: expect.stringMatching(/639985678/), international: null },
    ]);
  });

  it.each(innocents)('“%s” has none', (text) => {
    expect(numbersIn(text)).toEqual([]);
  });

  it('of several are distinguished', () => {
    const text = 'First +33 6 39 98 56 78, then +1 202 555 0199 or +44 7700 900123.';
    expect(numbersIn(text).map(({ from, to }) => text.slice(from, to))).toEqual([
      '+33 6 39 98 56 78',
      '+1 202 555 0199',
      '+44 7700 900123',
    ]);
  });

  it('of a long text take no time to speak of', () => {
    const long = [
      '1 '.repeat(100_000),
      '2026-03-02 '.repeat(20_000),
      '+'.repeat(100_000),
      '1,234 '.repeat(50_000),
    ];
    for (const text of long) expect(numbersIn(text).length).toBeLessThan(text.length);
  });
});
