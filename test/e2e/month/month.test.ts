import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';

import type { DetailedCall } from '../../../src/calls/call.ts';
import { dialErrorsOf } from '../../../src/calls/outcome.ts';
import { openSqlite } from '../../support/database.ts';
import type { AcceptedPost } from '../../support/slack/slack-server.ts';
import { type ToldMonth, tellMonth } from './tell-month.ts';

let told: ToldMonth;

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  vi.spyOn(Math, 'random').mockReturnValue(0.5);
  await using store = await openSqlite();
  told = await tellMonth(store.db, 3, (now) => vi.setSystemTime(now));
}, 1_200_000);

afterAll(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

it('is told as a good colleague would tell it', async () => {
  await expect(transcript(told.posts)).toMatchFileSnapshot('month.txt');
});

it('every call that a channel asked for is told there once, or counted on the card of an incident', () => {
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

it('takes fewer than a tenth of the messages that one for each call would be, as the README says', () => {
  const { posts, calls } = told;
  expect(posts.length).toBeLessThan(calls.length / 10);
  const figure = (value: number) => value.toLocaleString('en');
  expect(readFileSync('README.md', 'utf8')).toMatch(
    new RegExp(`${figure(calls.length)} calls .* ${figure(posts.length)} messages`),
  );
});

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
