import { describe, expect, test } from 'vitest';

import {
  copyDueAt,
  deletingDueAt,
  isCopyLate,
  type NightlyCopy,
  nightOf,
  oldestFirst,
} from '../../src/calls/nightly-copy.ts';

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

  test('again an hour after one was cut off, so that what kills the bot does not do so at each start', () => {
    const cutOff = copy({ night: '2026-03-01', copiedAt: noon - 24 * hour, triedAt: noon });
    expect(copyDueAt(cutOff, noon + 60_000, 'UTC')).toBe(noon + hour);
  });

  test('not because an old one could not be deleted, which is tried again on its own', () => {
    const leftOver = { triedAt: noon, files: 1, problem: 'EPERM' };
    const copied = copy({ night: '2026-03-02', triedAt: noon, copiedAt: noon, leftOver });
    expect(copyDueAt(copied, noon + 5 * hour, 'UTC')).toBe(noon + 15.5 * hour);
    expect(deletingDueAt(copied, noon + 1)).toBe(noon + hour);
    expect(deletingDueAt(copied, noon - 72 * hour)).toBe(noon - 72 * hour);
    expect(deletingDueAt(copy({}), noon)).toBeNull();
  });
});

test('the oldest copy goes first, but before it what was made while the clock was days ahead', () => {
  const [yesterday, today, ahead, furtherAhead] = [
    'revox-nightly-2026-03-01T03-30-40-000Z.db',
    'revox-nightly-2026-03-02T03-30-40-000Z.dump',
    'revox-nightly-2026-03-09T03-30-40-000Z.db',
    'revox-nightly-2027-03-09T03-30-40-000Z.db',
  ] as const;

  expect(oldestFirst([furtherAhead, today, ahead, yesterday], noon)).toEqual([
    ahead,
    furtherAhead,
    yesterday,
    today,
  ]);
});

test.each([
  'revox-nightly-before-the-move.db',
  'revox-nightly-2026.db',
  'revox-nightly-2026-03-02.db',
  'revox-nightly-2026-03-02T03-30-40-000Z.db.gz',
  'old-revox-nightly-2026-03-02T03-30-40-000Z.db',
  'revox-nightly-2026-13-02T03-30-40-000Z.db',
  'revox-2026-03-02T03-30-40-000Z.db',
])('%s is somebody else’s', (name) => {
  expect(oldestFirst([name], noon)).toEqual([]);
});

test('copies are late after two nights without one, or when the newest lies ahead', () => {
  expect(isCopyLate(copy({ copiedAt: noon }), noon + 49 * hour)).toBe(false);
  expect(isCopyLate(copy({ copiedAt: noon }), noon + 49 * hour + 1)).toBe(true);
  expect(isCopyLate(copy({}), noon + 50 * hour)).toBe(true);
  expect(isCopyLate(copy({ copiedAt: noon }), noon - 2 * hour)).toBe(true);
});

function copy(facts: Partial<NightlyCopy>): NightlyCopy {
  return { since: noon, night: null, triedAt: null, copiedAt: null, problem: null, leftOver: null, ...facts };
}
