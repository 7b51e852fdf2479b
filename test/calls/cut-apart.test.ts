import fc from 'fast-check';
import { expect, it } from 'vitest';
import { cutApart } from '../../src/calls/numbers/cut-apart.ts';
import { maskNumbers } from '../../src/calls/numbers/mask-numbers.ts';
import { internationalSpellings, nationalSpellings } from '../support/spellings.ts';

it('a text that is cut shows no digit of a number that the whole text would hide', () => {
  const spelling = fc.constantFrom(...internationalSpellings, ...nationalSpellings);
  fc.assert(
    fc.property(spelling, fc.nat(90), (number, most) => {
      const before = 'please call me on ';
      const shown = maskNumbers(cutApart(`${before}${number} instead`, most));
      fc.pre(maskNumbers(`${before}${number} instead`) === `${before}•••• 5678 instead`);
      expect(shown.replace('•••• 5678', '')).not.toMatch(/\p{Nd}/u);
    }),
    { numRuns: 1_000 },
  );
});

it.each([
  ['a text of two lines', 6, 'a text'],
  ['short', 6, 'short'],
  ['at 09:30 tomorrow', 5, 'at 09'],
])('“%s” cut to %i', (text, most, cut) => {
  expect(cutApart(text, most)).toBe(cut);
});
