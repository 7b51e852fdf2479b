import fc from 'fast-check';
import { expect, it } from 'vitest';

import type { Call, DetailedCall } from '../../../src/calls/call.ts';
import { everything, matches, parseFilter } from '../../../src/calls/filter.ts';
import {
  type CallListPage,
  type CallListQuery,
  countNewer,
  currentAnchor,
  listCalls,
  oldestEnd,
  openCalls,
} from '../../../src/store/calls/call-lists.ts';
import { firstStart } from '../../../src/store/calls/first-start.ts';
import type { Database } from '../../../src/store/engine/database.ts';
import { anyEndedCall, contextOnShortDay } from '../../support/arbitrary-filter.ts';
import { describeStores } from '../../support/database.ts';
import { failedCall, mondayNoon, sampleCall } from '../../support/sample-calls.ts';
import { storeCalls } from '../../support/stored-calls.ts';

const minuteMs = 60_000;
const context = { now: mondayNoon, timezone: 'UTC' };
const idsOf = (calls: Call[]) => calls.map((call) => call.id);

/** `call-1` ended first; each a minute after the one before. */
function callsInARow(count: number, first = 1): DetailedCall[] {
  return Array.from({ length: count }, (_, index) =>
    sampleCall({ id: `call-${first + index}`, endedAt: mondayNoon + (first + index) * minuteMs }),
  );
}

async function openList(db: Database, different: Partial<CallListQuery> = {}): Promise<CallListQuery> {
  return { filter: everything, context, anchor: await currentAnchor(db), ...different };
}

function keyOf(call: Call | undefined) {
  return call === undefined ? undefined : { endedAt: call.endedAt as number, id: call.id };
}

describeStores('a list of calls', (open, kind) => {
  it('shows the ten that ended last, and whether older ones follow', async () => {
    await using store = await open();
    await storeCalls(store.db, callsInARow(11));
    const page = await listCalls(store.db, await openList(store.db));
    expect(idsOf(page.calls)).toEqual(idsOf(callsInARow(10, 2)).reverse());
    expect(page).toMatchObject({ older: true, newer: false });
  });

  it('does not call history newer that is imported while it is open', async () => {
    await using store = await open();
    await storeCalls(store.db, callsInARow(1));
    await firstStart(store.db, mondayNoon);
    const list = await openList(store.db);
    await storeCalls(store.db, [sampleCall({ id: 'old', endedAt: mondayNoon - minuteMs })]);
    expect(await countNewer(store.db, list)).toBe(0);
    await storeCalls(store.db, callsInARow(3, 2));
    expect(await countNewer(store.db, list)).toBe(3);
  });

  it('is empty before the first call', async () => {
    await using store = await open();
    const page = await listCalls(store.db, await openList(store.db));
    expect(page).toEqual({ calls: [], older: false, newer: false });
    expect(await oldestEnd(store.db)).toBeNull();
  });

  it('leaves out calls that have not ended', async () => {
    await using store = await open();
    await storeCalls(store.db, [
      sampleCall({ id: 'ringing', status: 'ringing', endedAt: null }),
      sampleCall(),
    ]);
    expect(idsOf((await listCalls(store.db, await openList(store.db))).calls)).toEqual(['call-1']);
  });

  it('counts what ended since it was opened, and shows it only when it is opened again', async () => {
    await using store = await open();
    await storeCalls(store.db, callsInARow(2));
    const list = await openList(store.db, { filter: parseFilter('human', context).filter });
    await storeCalls(store.db, [...callsInARow(3, 3), failedCall('busy', { id: 'busy' })]);
    const page = await listCalls(store.db, list);
    expect(idsOf(page.calls)).toEqual(['call-2', 'call-1']);
    expect(await countNewer(store.db, list)).toBe(3);
    expect((await listCalls(store.db, await openList(store.db))).calls).toHaveLength(6);
  });

  it('of a message shows the calls that it shows, and no other', async () => {
    await using store = await open();
    await storeCalls(store.db, callsInARow(5));
    const told = ['call-2', 'call-4'].map((id) => newsRow(id, 'message-1'));
    await store.db
      .insertInto('news')
      .values([...told, newsRow('call-3', 'message-2')])
      .execute();
    const list = await openList(store.db, { messageId: 'message-1' });
    await storeCalls(store.db, callsInARow(1, 6));
    expect(await listCalls(store.db, list)).toMatchObject({
      calls: [{ id: 'call-4' }, { id: 'call-2' }],
    });
    expect(await countNewer(store.db, list)).toBe(0);
  });

  it('is paged to its last row and back, each row once, however many calls arrive meanwhile', async () => {
    await using store = await open();
    await fc.assert(
      fc.asyncProperty(anyReading, async ({ calls, words, limit }) => {
        await store.db.deleteFrom('call_fields').execute();
        await store.db.deleteFrom('calls').execute();
        const stored = [...calls];
        const arrive = () => storeCalls(store.db, stored.splice(0, 3));
        const opened = stored.splice(0, Math.ceil(calls.length / 2));
        await storeCalls(store.db, opened);

        const { filter } = parseFilter(words, contextOnShortDay);
        const list = await openList(store.db, { filter, context: contextOnShortDay, limit });
        const expected = idsOf(opened.filter((call) => matches(filter, call, contextOnShortDay)));

        const down = await turnPages(store.db, list, 'older', arrive);
        expect(idsOf(down.flatMap((page) => page.calls)).sort()).toEqual(expected.sort());
        expect(down.flatMap((page) => page.calls.map((call) => call.endedAt))).toEqual(inOrder(down));
        expect(down.map((page) => page.newer)).toEqual(down.map((_, index) => index > 0));

        const last = down.at(-1) as CallListPage;
        const up = await turnPages(store.db, { ...list, after: keyOf(last.calls[0]) }, 'newer', arrive);
        if (down.length > 1) expect(up.map(rows)).toEqual(down.slice(0, -1).reverse().map(rows));

        const arrived = calls.slice(opened.length, calls.length - stored.length);
        const newer = arrived.filter((call) => matches(filter, call, contextOnShortDay));
        expect(await countNewer(store.db, list)).toBe(newer.length);
      }),
      { numRuns: kind === 'SQLite' ? 60 : 20 },
    );
  });
});

/** Ids that languages order otherwise than bytes do. */
const anyId = fc.string({
  unit: fc.constantFrom('a', 'B', 'b', '-', '_', '1', 'é'),
  minLength: 1,
  maxLength: 4,
});

const anyReading = fc.record({
  calls: fc.uniqueArray(
    fc
      .record({ call: anyEndedCall, id: anyId, hours: fc.integer({ min: 0, max: 4 }) })
      .map(({ call, id, hours }) => ({
        ...call,
        id,
        endedAt: contextOnShortDay.now - hours * 60 * minuteMs,
      })),
    { selector: (call) => call.id, maxLength: 40 },
  ),
  words: fc.constantFrom(
    '',
    'errored',
    'human busy',
    'theirs human',
    '-busy',
    'field:objection=price',
    'by:agent',
    '+33',
    'reason:voicemail reason:k',
  ),
  limit: fc.integer({ min: 1, max: 5 }),
});

async function turnPages(
  db: Database,
  list: CallListQuery,
  direction: 'older' | 'newer',
  betweenPages: () => Promise<void>,
): Promise<CallListPage[]> {
  const pages = [await listCalls(db, list)];
  for (let page = pages[0]; page?.[direction]; page = pages.at(-1)) {
    await betweenPages();
    const { before: _, after: __, ...opened } = list;
    const turn =
      direction === 'older' ? { before: keyOf(page.calls.at(-1)) } : { after: keyOf(page.calls[0]) };
    pages.push(await listCalls(db, { ...opened, ...turn }));
  }
  return pages;
}

function rows({ calls }: CallListPage): string[] {
  return idsOf(calls);
}

function inOrder(pages: CallListPage[]): number[] {
  return pages.flatMap((page) => page.calls.map((call) => call.endedAt as number)).sort((a, b) => b - a);
}

function newsRow(callId: string, messageId: string) {
  return {
    key: `call-ended:${callId}:C0CALLS`,
    channel: 'C0CALLS',
    topic: 'calls',
    call_id: callId,
    subscription_id: 'subscription-1',
    found_at: 0,
    message_id: messageId,
  };
}

describeStores('other questions about calls', (open) => {
  it('the calls in progress are those that wait, ring or talk, the latest first', async () => {
    await using store = await open();
    const inProgress = ['queued', 'ringing', 'ongoing'].map((status, index) =>
      sampleCall({ id: status, status, endedAt: null, startedAt: mondayNoon + index }),
    );
    await storeCalls(store.db, [...inProgress, ...callsInARow(2)]);
    expect(idsOf(await openCalls(store.db, { limit: 2 }))).toEqual(['ongoing', 'ringing']);
  });

  it('the oldest stored end is known', async () => {
    await using store = await open();
    await storeCalls(store.db, callsInARow(3));
    expect(await oldestEnd(store.db)).toBe(mondayNoon + minuteMs);
  });
});
