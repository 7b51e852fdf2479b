import { expect, test } from 'vitest';

import { maskFields } from '../../../src/calls/numbers/mask-fields.ts';

test.each<[unknown, unknown]>([
  [{ callback: 639985678 }, { callback: '•••• 5678' }],
  [{ callback: 33639985678 }, { callback: '•••• 5678' }],
  [{ digits: ['06', '39', '98', '56', '78'] }, { digits: ['•••• 5678'] }],
  [{ digits: [0, 6, 3, 9, 9, 8, 5, 6, 7, 8] }, { digits: ['•••• 5678'] }],
  [{ digits: [['06', '39'], ['98', '56'], ['78']] }, { digits: ['•••• 5678'] }],
  [
    { first_half: '06 39', second_half: '98 56 78', city: 'Paris' },
    { first_half: '••••', second_half: '••••', city: 'Paris' },
  ],
  [
    { a: '+33639', b: '985678' },
    { a: '••••', b: '••••' },
  ],
  [
    { phone_start: 63998, phone_rest: 5678 },
    { phone_start: '••••', phone_rest: '••••' },
  ],
  [{ who: { contact: 'call 06 39 98 56 78' } }, { who: { contact: 'call •••• 5678' } }],
  [{ contacts: { '0639985678': 'Anna' } }, { contacts: { '•••• 5678': 'Anna' } }],
  [{ contacts: [{ '+33639985678': 1 }] }, { contacts: [{ '•••• 5678': 1 }] }],
])('%j is shown as %j', (output, shown) => {
  expect(maskFields(output)).toEqual(shown);
});

test.each([
  { budget: 45_000, score: 42, agreed: true, rate: 0.87345219, nothing: null },
  { revenue: 12_500_000, order: 204_715 },
  { ages: [12, 34, 7], postcode: '75011', house: '12' },
  { seats: 1200, price: 4500 },
  { date: '2026-03-02', time: '09:30' },
])('%j is shown as it is', (output) => {
  expect(maskFields(output)).toEqual(output);
});
