import { expect, it } from 'vitest';

import { askForDigest } from '../../../demo/page/ask-for-digest.ts';
import type { Place } from '../../../demo/page/places.ts';

const channel = { id: 'C1', name: 'digest' };
const places: Place[] = [{ channel, slug: 'digest', name: 'digest', kind: 'channel', topic: '' }];

it.each([
  ['12:00:10', '12:01'],
  ['12:00:54', '12:01'],
  // 12:01 would be five seconds away, and the bot may be slower to read it.
  ['12:00:55', '12:02'],
  ['23:59:30', '00:00'],
])('at %s the digest is asked for with the command that says %s, in its channel', async (clock, time) => {
  const typed: string[] = [];
  const gestures = {
    typeCommand: async (text: string, { name }: { name: string }) => {
      typed.push(`#${name} /revox ${text}`);
    },
  };
  const now = Date.parse(`2026-03-02T${clock}Z`);
  expect(await askForDigest({ gestures, places, timezone: 'UTC', clock: () => now })).toBe(time);
  expect(typed).toEqual([`#digest /revox digest daily ${time}`]);
});
