import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';

import type { DetailedCall } from '../../../src/calls/call.ts';
import { isUnfinished } from '../../../src/calls/follow-ups/follow-up.ts';
import { dialErrorsOf } from '../../../src/calls/outcome.ts';
import { localDate } from '../../../src/calls/time/local-day.ts';
import { openSqlite } from '../../support/database.ts';
import type { AcceptedPost } from '../../support/slack/slack-server.ts';
import { team } from './team.ts';
import { type ToldMonth, tellMonth } from './tell-month.ts';

/** What must hold of so much of the month. @param name of the file in which it can be read. */
export function itIsTold(name: 'week' | 'month', time: { to: number; told: number }): void {
  let told: ToldMonth;
  let without: ToldMonth;

  beforeAll(async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    vi.spyOn(Math, 'random').mockReturnValue(0.5);
    const tell = async (hasFollowUps: boolean) => {
      await using store = await openSqlite();
      const setTime = (now: number) => vi.setSystemTime(now);
      return await tellMonth(store.db, { seed: 3, setTime, time, hasFollowUps });
    };
    told = await tell(true);
    if (name === 'month') without = await tell(false);
  }, 2_400_000);

  afterAll(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
  });

  it('is posted as a good colleague would say it', async () => {
    await expect(transcript(told.posts)).toMatchFileSnapshot(`${name}.txt`);
  });

  it('every call that a channel asked for is posted there once, or counted on the card of an incident', () => {
    const { calls, posts } = told;
    const idsOf = (asked: DetailedCall[]) => asked.map(({ id }) => id).toSorted();
    const humans = calls.filter(({ result }) => result === 'human');
    const ours = calls.filter(({ dialError }) => dialErrorsOf('ours').includes(dialError ?? ''));
    expect(told.told.get('sales')).toEqual(idsOf(humans));
    expect(told.told.get('alerts')).toEqual(idsOf(ours));
    const sales = posts.filter(({ channel }) => channel === 'sales');
    const counted = sales.reduce((sum, { metadata }) => sum + Number(metadata?.event_payload.calls), 0);
    expect(counted).toBe(humans.length);
  });

  it('takes fewer than a tenth of the messages that one for each call would be, as the page of claims says', () => {
    const messages = outside(told.posts).length;
    expect(messages).toBeLessThan(told.calls.length / 10);
    if (name === 'week') return;
    const figure = (value: number) => value.toLocaleString('en');
    expect(readFileSync('docs/claims.md', 'utf8')).toMatch(
      new RegExp(`${figure(told.calls.length)} calls .* ${figure(messages)} messages`),
    );
  });

  // Of the month alone: it is lived through once more.
  if (name === 'month')
    it('follow-ups take no more messages a day outside threads than there are without, and one a channel', () => {
      const usual = byDay(outside(without.posts));
      const days = byDay(outside(told.posts));
      for (const [day, count] of days) expect(count, day).toBeLessThanOrEqual((usual.get(day) ?? 0) + 1);
    });

  it('in threads are at most the reminders that a follow-up has, and five a day for each person', () => {
    const { reminders } = told;
    expect(reminders.length).toBeGreaterThan(0);
    const days = Map.groupBy(reminders, ({ call, reminder, at }) => `${call} ${reminder} ${dayOf(at)}`);
    for (const [which, { length }] of days)
      expect(length, which).toBeLessThanOrEqual(/ (?:due|overdue) /.test(which) ? 2 : 1);
    const soon = Map.groupBy(reminders, ({ call, reminder, owner }) => `${call} ${reminder} ${owner}`);
    for (const [which, { length }] of soon) if (which.includes(' soon ')) expect(length, which).toBe(1);
    const theirs = reminders.filter(({ owner }) => owner !== null);
    const heard = Map.groupBy(theirs, ({ owner, at }) => `${owner} ${dayOf(at)}`);
    for (const [who, all] of heard)
      expect(new Set(all.map(({ message }) => message)).size, who).toBeLessThanOrEqual(5);
  });

  it('nobody who asked for a call is forgotten, but by who forgets', () => {
    const { followUps } = told;
    expect(followUps.length).toBeGreaterThan(0);
    const late = followUps.filter((it) => isUnfinished(it) && it.dueAt < time.told - 3 * 24 * 3_600_000);
    expect(new Set(late.map(({ owner }) => owner))).toEqual(new Set([team.david]));
    expect(told.reminders.some(({ owner, reminder }) => owner === team.david && reminder === 'overdue')).toBe(
      true,
    );
  });
}

function outside(posts: AcceptedPost[]): AcceptedPost[] {
  return posts.filter(({ threadTs }) => threadTs === null);
}

/** By channel too. */
function byDay(posts: AcceptedPost[]): Map<string, number> {
  const days = Map.groupBy(posts, ({ ts, channel }) => `#${channel} ${dayOf(Number(ts) * 1_000)}`);
  return new Map([...days].map(([day, { length }]) => [day, length]));
}

function dayOf(at: number): string {
  return localDate(at, 'Europe/Paris');
}

const aboutTimes =
  'Where nothing is urgent, this simulation looks at the clock every 15 minutes only: posts set for 08:45 come by 08:59.';

/** By day, as somebody in the office would see it come; what was edited later stands in brackets. */
function transcript(posts: AcceptedPost[]): string {
  const days = Map.groupBy(posts, ({ ts }) => local(ts, { weekday: 'long', day: 'numeric', month: 'long' }));
  // Of what comes in the same minute, chance decides what comes first.
  const told = [...days].map(([day, ofDay]) =>
    [`# ${day}`, '', ...ofDay.map(line).toSorted(), ''].join('\n'),
  );
  return [aboutTimes, '', ...told].join('\n');
}

function line({ ts, channel, threadTs, params, text, edits }: AcceptedPost): string {
  const time = local(ts, { hour: '2-digit', minute: '2-digit' });
  const later = edits > 0 && text !== params.text ? ` [edited, in the end: ${text}]` : '';
  return `${time} #${channel}${threadTs === null ? '' : ' ↳'} ${params.text}${later}`;
}

function local(ts: string, parts: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Paris', ...parts }).format(Number(ts) * 1_000);
}
