import { expect, test } from 'vitest';

import { createSlackClock, readingOf } from '../../../src/slack/line/slack-clock.ts';
import { clockAt, noon } from '../../outbox/outbox-room.ts';

const date = (at: number) => new Date(at).toUTCString();

test.for<[string, string | null, number, number, number | null]>([
  ['the same', date(noon), noon + 400, noon + 600, 0],
  ['ahead', date(noon + 50_000), noon + 400, noon + 600, 50_000],
  ['behind', date(noon - 50_000), noon + 400, noon + 600, -50_000],
  ['not told', null, noon, noon, null],
  ['nonsense', 'soon', noon, noon, null],
  ['told too slowly', date(noon), noon, noon + 5_001, null],
  ['told while ours was put back', date(noon), noon, noon - 1, null],
])('the clock of Slack is %s', ([, told, askedAt, answeredAt, aheadMs]) => {
  expect(readingOf(told, askedAt, answeredAt)?.aheadMs ?? null).toBe(aheadMs);
});

test('a difference above 20 s is said once, and again when it becomes another one', () => {
  const said: unknown[] = [];
  const clock = createSlackClock(
    () => noon,
    { warn: (fields) => said.push(fields) },
    () => 0,
  );
  expect(clock.noteworthyMs()).toBeNull();
  clock.note(new Response('', { headers: { date: date(noon + 30_000) } }), noon);
  expect(clock.noteworthyMs()).toBe(30_500);
  for (const aheadMs of [2_000, 19_000, 50_000, 52_000, 49_000, -50_000, 0, 1_000])
    clock.note(new Response('', { headers: { date: date(noon + aheadMs) } }), noon);
  expect(said).toEqual([
    { lateMs: 30_500 },
    { lateMs: 2_500 },
    { lateMs: 50_500 },
    { lateMs: -49_500 },
    { lateMs: 500 },
  ]);
  expect(clock.noteworthyMs()).toBeNull();
  expect(clock.reading()).toEqual({ at: noon, aheadMs: 1_500 });
});

test.for([-60_000, -6_000, 6_000, 3_600_000])(
  'what was measured before our clock was set by %s ms is of another clock',
  (byMs) => {
    const ours = clockAt(noon);
    const clock = createSlackClock(ours.now, { warn: () => undefined }, ours.elapsed);
    const told = () => clock.note(new Response('', { headers: { date: date(noon) } }), ours.now());
    told();
    ours.forward(120_000);
    expect(clock.reading()).toEqual({ at: noon, aheadMs: 500 });
    ours.set(byMs);
    expect(clock.reading()).toBeNull();
    told();
    expect(clock.reading()).not.toBeNull();
  },
);
