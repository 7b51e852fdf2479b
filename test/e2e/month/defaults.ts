import { afterAll, beforeAll, expect, it, vi } from 'vitest';

import type { DetailedCall } from '../../../src/calls/call.ts';
import { openSqlite } from '../../support/database.ts';
import { type CountedMonth, type CountedPost, countDefaults } from './count-defaults.ts';

let counted: CountedMonth;

/** What must hold of so much of the month. @param name of the file with the figures. */
export function itTakesFewMessages(name: 'week' | 'month', time: { to: number; told: number }): void {
  beforeAll(async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    vi.spyOn(Math, 'random').mockReturnValue(0.5);
    await using store = await openSqlite();
    counted = await countDefaults(store.db, 3, (now) => vi.setSystemTime(now), time);
  }, 1_200_000);

  afterAll(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
  });

  it('takes as many messages as stand in the file', async () => {
    await expect(account(counted, name)).toMatchFileSnapshot(`${name}-defaults.txt`);
  });

  it('every call stands in one message of each channel that gets it, and the messages say how many they have', () => {
    const { calls, told, said } = counted;
    const errors = calls.filter(({ dialError }) => dialError !== null);
    for (const [channel, asked] of [
      ['calls', calls],
      ['alerts', errors],
    ] as const) {
      expect(told.get(channel)).toEqual(asked.map(({ id }) => id).toSorted());
      expect(said.get(channel)).toBe(asked.length);
    }
  });

  it('takes at most half of what one message for all that came in a minute would be', () => {
    const { posts, calls } = counted;
    expect(posts.length).toBeLessThanOrEqual(messagesEachMinute(calls) / 2);
  });
}

/** One message a minute for all calls that ended in it, and another for its dial errors. */
function messagesEachMinute(calls: DetailedCall[]): number {
  const minutes = (some: DetailedCall[]) =>
    new Set(some.map(({ endedAt }) => Math.ceil((endedAt ?? 0) / 60_000))).size;
  return minutes(calls) + minutes(calls.filter(({ dialError }) => dialError !== null));
}

function account({ posts, calls }: CountedMonth, name: string): string {
  const errors = calls.filter(({ dialError }) => dialError !== null).length;
  return [
    `A ${name} in which nothing is set but the three channels, and the bot looks every minute.`,
    '',
    `${figure(calls.length)} calls ended, ${figure(errors)} of them with a dial error, in ${figure(posts.length)} messages:`,
    '',
    ...kindsOf(posts),
    '',
    'Day by day:',
    '',
    ...daysOf(posts),
    '',
  ].join('\n');
}

function kindsOf(posts: CountedPost[]): string[] {
  const kinds = Map.groupBy(posts, ({ channel, kind }) => `#${channel.padEnd(7)} ${kind.padEnd(9)}`);
  return [...kinds].map(([kind, { length }]) => `${kind} ${figure(length).padStart(6)}`).toSorted();
}

function daysOf(posts: CountedPost[]): string[] {
  const days = Map.groupBy(posts, ({ at }) => new Date(at).toISOString().slice(0, 10));
  return [...days].map(([day, ofDay]) => {
    const channels = ['calls', 'alerts', 'digest'].map((name) => {
      const count = ofDay.filter(({ channel }) => channel === name).length;
      return `#${name} ${figure(count).padStart(4)}`;
    });
    return `${day}   ${channels.join('   ')}`;
  });
}

function figure(count: number): string {
  return count.toLocaleString('en');
}
