import { expect, test } from 'vitest';

import { maskNumbers } from '../../../src/calls/numbers/mask-numbers.ts';

test.for([
  ['anna.martin@example.com', '•••@example.com'],
  [
    'Write to anna+calls@mail.example.co.uk, or call +33 6 39 98 56 78.',
    'Write to •••@mail.example.co.uk, or call •••• 5678.',
  ],
  ['zoë@exämple.com', '•••@exämple.com'],
  ['0639985678@example.com', '•••@example.com'],
] as const)('of “%s” is shown “%s”', ([value, shown]) => {
  expect(maskNumbers(value)).toBe(shown);
});

test.for(['@channel', 'mention:@oncall', '<@U0ANNA>', 'a @ b', '2 @ 3.5', 'at 09:30'])(
  '“%s” stays as it is',
  (value) => {
    expect(maskNumbers(value)).toBe(value);
  },
);

test('a long text without an address takes no time to speak of', () => {
  const long = `${'a'.repeat(200_000)}@${'b'.repeat(200_000)}`;
  expect(maskNumbers(long)).toBe(long);
});
