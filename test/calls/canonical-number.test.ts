import { expect, it } from 'vitest';
import { askedNumber } from '../../src/calls/numbers/asked-number.ts';
import { canonicalNumber, reversedDigits } from '../../src/calls/numbers/phone.ts';
import { internationalSpellings, spelt } from '../support/spellings.ts';

it.each(internationalSpellings)('“%s” is one number, found by the same digits', (written) => {
  expect(canonicalNumber(written)).toBe(spelt);
  expect(reversedDigits(written)).toBe('87658993633');
  expect(askedNumber(written)).toBe(spelt);
});

// as Revox wrote it → what it is found by
const others: [string | null, string | null][] = [
  ['+330639985678', '+33639985678'],
  ['0639985678', '0639985678'],
  ['06 39 98 56 78', '0639985678'],
  ['06-39-98-56-78 ext. 12', '0639985678'],
  ['33639985678', '33639985678'],
  ['sip:0639985678@192.0.2.7', '0639985678'],
  ['SIP:Anna@pbx.example;transport=tls', 'sip:anna@pbx.example'],
  ['Anna Martin', 'anna martin'],
  ['Anna Martin, 06 39 98 56 78', '0639985678'],
  ['anonymous', null],
  [null, null],
];

it.each(others)('%s is found by %s', (written, canonical) => {
  expect(canonicalNumber(written)).toBe(canonical);
});

it.each(['06', 'Anna Martin', 'anonymous', ''])('“%s” is nobody to ask about', (typed) => {
  expect(askedNumber(typed)).toBeNull();
});
