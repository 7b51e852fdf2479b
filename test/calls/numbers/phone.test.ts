import { expect, it } from 'vitest';

import { calledKind, countryOf, fullNumber, maskedNumber } from '../../../src/calls/numbers/phone.ts';

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

// as Revox gave it → what it is, masked, whole
const shown: [string | null, string, string, string][] = [
  ['+33199001234', 'number', '+33 •••• 1234', '+33 1 99 00 12 34'],
  ['+33199001234;ext=56789', 'number', '+33 •••• 1234', '+33 1 99 00 12 34 ext. 56789'],
  ['0639985678 ext. 12', 'number', '•••• 5678', '0639985678 ext. 12'],
  ['12', 'number', '•••• 2', '12'],
  [null, 'withheld', 'number withheld', 'number withheld'],
  ['', 'withheld', 'number withheld', 'number withheld'],
  ['Anonymous', 'withheld', 'number withheld', 'number withheld'],
  ['sip:anonymous@anonymous.invalid', 'withheld', 'number withheld', 'number withheld'],
  ['sip:anna@pbx.example', 'sip', 'sip:•••@pbx.example', 'sip:anna@pbx.example'],
  [
    'SIPS:anna@192.0.2.7:5061;transport=tls',
    'sip',
    'sip:•••@192.0.2.7:5061',
    'SIPS:anna@192.0.2.7:5061;transport=tls',
  ],
  ['sip:+33199001234@pbx.example', 'sip', 'sip:+33 •••• 1234', 'sip:+33199001234@pbx.example'],
  ['Anna Martin', 'name', 'name hidden', 'Anna Martin'],
  ['Desk 12', 'name', 'name hidden', 'Desk 12'],
];

it.each(shown)('%s is a %s, shown as %s, or whole as %s', (called, kind, masked, whole) => {
  expect([calledKind(called), maskedNumber(called), fullNumber(called)]).toEqual([kind, masked, whole]);
});
