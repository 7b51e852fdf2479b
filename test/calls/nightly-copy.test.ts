import { describe, expect, test } from 'vitest';

import { copyDueAt, isCopyLate, type NightlyCopy, nightOf } from '../../src/calls/nightly-copy.ts';

const at = (text: string) => Date.parse(text);
const hour = 3_600_000;
const noon = at('2026-03-02T12:00:00Z');

test.each([
  ['2026-03-02T03:29:59Z', 'UTC', '2026-03-01'],
  ['2026-03-02T03:30:00Z', 'UTC', '2026-03-02'],
  ['2026-03-02T02:30:00Z', 'Europe/Paris', '2026-03-02'],
  ['2026-03-02T08:00:00Z', 'America/New_York', '2026-03-01'],
  ['2026-03-29T01:29:00Z', 'Europe/Paris', '2026-03-28'],
  ['2026-03-29T01:30:00Z', 'Europe/Paris', '2026-03-29'],
])('at %s in %s the night is that of %s', (now, timezone, night) => {
  expect(nightOf(at(now), timezone)).toBe(night);
});

describe('a copy is due', () => {
  test('at the first start, once a night, and at the first start after a night without the bot', () => {
    expect(copyDueAt(copy({}), noon, 'UTC')).toBe(noon);
    const copied = copy({ night: '2026-03-02', triedAt: noon, copiedAt: noon });
    const nextNight = noon + 15.5 * hour;
    expect(copyDueAt(copied, noon, 'UTC')).toBe(nextNight);
    expect(copyDueAt(copied, nextNight - 1, 'UTC')).toBe(nextNight);
    expect(copyDueAt(copied, nextNight, 'UTC')).toBe(nextNight);
    expect(copyDueAt(copied, noon + 90 * hour, 'UTC')).toBe(noon + 90 * hour);
  });

  test('at its hour where clocks are changed before it', () => {
    const copied = copy({ night: '2026-03-28' });
    const before = at('2026-03-28T20:00:00Z');
    expect(copyDueAt(copied, before, 'Europe/Paris')).toBe(at('2026-03-29T01:30:00Z'));
  });

  test('again an hour after one failed, or at once when the clock was put back', () => {
    const failed = copy({ triedAt: noon, problem: 'the disk is full' });
    expect(copyDueAt(failed, noon + 1, 'UTC')).toBe(noon + hour);
    expect(copyDueAt(failed, noon + 2 * hour, 'UTC')).toBe(noon + hour);
    expect(copyDueAt(failed, noon - 24 * hour, 'UTC')).toBe(noon - 24 * hour);
  });
});

test('copies are late after two nights without one, or when the newest lies ahead', () => {
  expect(isCopyLate(copy({ copiedAt: noon }), noon + 49 * hour)).toBe(false);
  expect(isCopyLate(copy({ copiedAt: noon }), noon + 49 * hour + 1)).toBe(true);
  expect(isCopyLate(copy({}), noon + 50 * hour)).toBe(true);
  expect(isCopyLate(copy({ copiedAt: noon }), noon - 2 * hour)).toBe(true);
});

function copy(facts: Partial<NightlyCopy>): NightlyCopy {
  return { since: noon, night: null, triedAt: null, copiedAt: null, problem: null, ...facts };
}
