import { expect, test } from 'vitest';
import { link } from '../../../src/slack/blocks/link.ts';

test.each([
  ['https://example.com/a b', 'https://example.com/a%20b'],
  ['https://example.com/?a=[1]|2^3', 'https://example.com/?a=%5B1%5D%7C2%5E3'],
  ['https://example.com/100%', 'https://example.com/100%25'],
  ['https://example.com/a%20b', 'https://example.com/a%20b'],
])('%s is linked as Slack takes it', (url, written) => {
  expect(link(url, 'x')).toEqual({ type: 'link', url: written, text: 'x' });
});

test.each([
  [null],
  ['example.com'],
  ['javascript:alert(1)'],
  ['http://[2001:db8::1]/a'],
  [`https://example.com/${'x'.repeat(3000)}`],
])('%s is not linked', (url) => {
  expect(link(url, 'x')).toBeNull();
});
