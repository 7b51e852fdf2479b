import { expect, test } from 'vitest';

import { type Clock, clockAt } from '../outbox/outbox-room.ts';
import { openSqlite } from '../support/database.ts';
import { aCall, type Fault, type RevoxServer, type ServedCall } from '../support/revox-server.ts';
import { type AcceptedPost, SlackServer } from '../support/slack/slack-server.ts';
import { alertsChannel, callsChannel, startBotInTime } from './bot-in-time.ts';
import { endedAt, startRevox } from './told.ts';

interface Trouble {
  name: string;
  /** What becomes of one request; null when it goes well. */
  fault(clock: Clock, request: number): Fault | null;
  revoxTimeoutMs?: number;
}

const minute = 60_000;

/** Revox cannot be read for an hour. */
const outages: Trouble[] = [
  { name: 'limits the rate for so many seconds', fault: () => limited('120') },
  {
    name: 'limits the rate until a date',
    fault: ({ now }) => limited(date(now() + 2 * minute), date(now())),
  },
  { name: 'limits the rate and does not say for how long', fault: () => limited(null) },
  { name: 'answers 500', fault: () => ({ kind: 'status', status: 500 }) },
  { name: 'does not answer in time', fault: () => ({ kind: 'slow-headers' }), revoxTimeoutMs: 60 },
  { name: 'cuts the connection', fault: () => ({ kind: 'cut-before' }) },
  { name: 'cuts the connection in mid-body', fault: () => ({ kind: 'cut-mid-body' }) },
  { name: 'sends half of its JSON', fault: () => ({ kind: 'truncated' }) },
  { name: 'sends a web page', fault: () => ({ kind: 'html' }) },
  { name: 'answers {}', fault: () => ({ kind: 'answer', body: {} }) },
  { name: 'answers {"calls":null}', fault: () => ({ kind: 'answer', body: { calls: null } }) },
  { name: 'refuses the key', fault: () => ({ kind: 'status', status: 401 }) },
];

test.for(outages)(
  'while Revox $name for an hour, one incident is open, and no call is lost or repeated',
  async (trouble) => {
    const { posts, incidents } = await anHourOf(trouble);

    expect(callsToldBy(posts)).toEqual([1, 2]);
    expect(incidents.map(({ closed_at }) => closed_at !== null)).toEqual([true]);
    const told = posts.filter(({ channel }) => channel === alertsChannel);
    expect(told.map(({ threadTs, edits }) => ({ inThread: threadTs !== null, edited: edits > 0 }))).toEqual([
      { inThread: false, edited: true },
      { inThread: true, edited: false },
    ]);
  },
);

/** Revox can be read all the time, but not trusted. */
const oddities: Trouble[] = [
  {
    name: 'repeats its first page now and then',
    fault: (_clock, request) => (request % 3 === 0 ? { kind: 'other-query', query: { page: '0' } } : null),
  },
  {
    name: 'swaps rows between pages',
    fault: (_clock, request) => ({ kind: 'other-list', arrange: (calls) => swapped(calls, request) }),
  },
  {
    name: 'leaves rows out and brings them back',
    fault: (_clock, request) => ({
      kind: 'other-list',
      arrange: (calls) => calls.filter((_, index) => (index + request) % 7 !== 0),
    }),
  },
  {
    name: 'answers 500 every third time',
    fault: (_clock, request) => (request % 3 === 0 ? { kind: 'status', status: 500 } : null),
  },
];

test.for(oddities)(
  'while Revox $name for an hour, there is no incident, and no call is lost or repeated',
  async (trouble) => {
    const { posts, incidents } = await anHourOf(trouble);

    expect(callsToldBy(posts).reduce((sum, count) => sum + count)).toBe(3);
    expect(incidents).toEqual([]);
  },
);

/** One call ends before the trouble is noticed, two in its middle. */
async function anHourOf({ fault, revoxTimeoutMs = 2_000 }: Trouble) {
  await using store = await openSqlite();
  const clock = clockAt(Date.UTC(2026, 2, 2, 12));
  await using revox = await startRevox({ pageSizeCap: 10 }, clock, 60);
  await using slack = await SlackServer.start({
    now: clock.now,
    channels: [callsChannel, alertsChannel].map((id) => ({ id, name: id.toLowerCase() })),
  });
  await using bot = await startBotInTime({ db: store.db, revox, slack, clock, revoxTimeoutMs });
  await bot.run(5, 30_000);
  expect(slack.ledger).toEqual([]);
  endOne(revox, clock);
  await bot.run(1, 1_000);

  revox.faultFor = () => fault(clock, revox.requests.length);
  for (let call = 0; call < 2; call += 1) {
    await bot.run(20, minute);
    endOne(revox, clock);
  }
  await bot.run(20, minute);
  revox.faultFor = () => null;
  await bot.run(30, minute);

  const incidents = await store.db.selectFrom('incidents').select(['kind', 'closed_at']).execute();
  return { posts: [...slack.ledger], incidents };
}

function endOne(revox: RevoxServer, clock: Clock): void {
  revox.calls.push(aCall(endedAt(clock.now())));
}

function callsToldBy(posts: AcceptedPost[]): number[] {
  return posts
    .filter(({ channel }) => channel === callsChannel)
    .map(({ metadata }) => Number(metadata?.event_payload.calls));
}

/** Neighbours change places, others each time, across the borders of pages too. */
function swapped(calls: ServedCall[], request: number): ServedCall[] {
  const first = request % 5;
  for (let index = first; index + 1 < calls.length; index += 5) {
    const [one, other] = [calls[index], calls[index + 1]] as [ServedCall, ServedCall];
    calls[index] = other;
    calls[index + 1] = one;
  }
  return calls;
}

function limited(retryAfter: string | null, today?: string): Fault {
  const headers = { ...(retryAfter && { 'retry-after': retryAfter }), ...(today && { date: today }) };
  return { kind: 'status', status: 429, headers };
}

function date(instant: number): string {
  return new Date(instant).toUTCString();
}
