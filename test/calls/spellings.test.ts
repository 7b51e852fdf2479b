import { describe, expect, it } from 'vitest';
import { matches, parseFilter } from '../../src/calls/filter.ts';
import { maskNumbers } from '../../src/calls/numbers/mask-numbers.ts';
import { wholeNumber } from '../../src/calls/numbers/phone.ts';
import { quotesNumber } from '../../src/calls/numbers/quoted-number.ts';
import { mondayNoon, sampleCall } from '../support/sample-calls.ts';
import { innocents, internationalSpellings, nationalSpellings, spelt } from '../support/spellings.ts';

const spellings = [...internationalSpellings, ...nationalSpellings];
const context = { now: mondayNoon, timezone: 'UTC' };

describe('a number in any spelling', () => {
  it.each(spellings)('is masked: “%s”', (text) => {
    const shown = maskNumbers(`Call ${text} back`);
    expect(shown).toContain('•••');
    expect(shown).toMatch(/^Call .* back$/s);
    expect(shown.normalize('NFKC').replaceAll(/[^\d]/g, '')).not.toMatch(/39985678|639|9985/);
  });

  it.each(spellings)('is named by a text, and so forgotten with it: “%s”', (text) => {
    expect(quotesNumber(`Call ${text} back`, spelt)).toBe(true);
    expect(quotesNumber(`Call ${text} back`, '+33639980001')).toBe(false);
  });

  it.each(internationalSpellings)('is the number to forget: “%s”', (text) => {
    expect(wholeNumber(text)).toBe(spelt);
  });

  it.each(internationalSpellings)('is found: phone:"%s"', (text) => {
    const { filter, problems } = parseFilter(`phone:"${text}"`, context);
    expect(problems).toEqual([]);
    expect(filter.terms).toMatchObject([{ kind: 'phone', value: spelt }]);
    expect(matches(filter, sampleCall({ phoneNumber: spelt }), context)).toBe(true);
  });
});

describe('what is no number', () => {
  it.each(innocents)('is shown as it is: “%s”', (text) => {
    expect(maskNumbers(text)).toBe(text);
    expect(maskNumbers(`on ${text}, as agreed`)).toBe(`on ${text}, as agreed`);
  });

  it.each(innocents)('names no number: “%s”', (text) => {
    expect(quotesNumber(text, spelt)).toBe(false);
  });
});
