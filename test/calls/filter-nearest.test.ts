import { expect, test } from 'vitest';

import { nearest } from '../../src/calls/filter/nearest.ts';

const words = ['busy', 'errored', 'human', 'voicemail'];

const slips: [typed: string, meant: string | null][] = [
  ['bsuy', 'busy'],
  ['erorred', 'errored'],
  ['errr', null],
  ['voice', 'voicemail'],
  ['humann', 'human'],
  ['', null],
  ['constructor', null],
];

test.each(slips)('who types “%s” probably means %s', (typed, meant) => {
  expect(nearest(typed, words)).toBe(meant);
});

const long = 'x'.repeat(100_000);

test('a word as long as a message is near nothing, and is compared with nothing', () => {
  const untouched = { startsWith: unread, length: 9 } as unknown as string;

  expect(nearest(long, [...words, `${long}y`, untouched])).toBeNull();
});

test('a candidate as long as a message is not compared letter by letter', () => {
  const untouched = new Proxy({ length: 100_000, startsWith: () => false }, { get: onlyItsLength });

  expect(nearest('voicemaul', [untouched as unknown as string, ...words])).toBe('voicemail');
});

function unread(): never {
  throw new Error('it was looked at');
}

function onlyItsLength(target: object, name: string | symbol) {
  return name in target ? target[name as keyof typeof target] : unread();
}
