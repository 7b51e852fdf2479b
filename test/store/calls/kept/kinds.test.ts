import fc from 'fast-check';
import { sql } from 'kysely';
import { expect, it } from 'vitest';

import type { DetailedCall } from '../../../../src/calls/call.ts';
import { type Filter, matches, parseFilter } from '../../../../src/calls/filter.ts';
import { clocksDuring, daySpans } from '../../../../src/calls/time/groups-in-time.ts';
import { localDate, localTime } from '../../../../src/calls/time/local-day.ts';
import { type Kind, kindsOf, planOf, type Question } from '../../../../src/store/calls/kept/kinds.ts';
import { talkTimes } from '../../../../src/store/calls/kept/talk-times.ts';
import type { Database } from '../../../../src/store/engine/database.ts';
import { anyEndedCall, anyFilter, contextOnShortDay } from '../../../support/arbitrary-filter.ts';
import { describeStores, openSqlite } from '../../../support/database.ts';
import { sampleCall } from '../../../support/sample-calls.ts';
import { storeCalls } from '../../../support/stored-calls.ts';
import { queriesOf } from '../../plans.ts';

const { now } = contextOnShortDay;
const hourMs = 3_600_000;
const everything: Filter = { terms: [] };
const allWords = ['status', 'result', 'dial_error', 'end_reason', 'ended_by', 'country'] as const;

const zones = ['UTC', 'Europe/Paris', 'Asia/Kolkata', 'Asia/Kathmandu', 'America/St_Johns'];
const moment = fc.oneof(
  fc.integer({ min: now - 101 * hourMs, max: now + hourMs }),
  fc.integer({ min: -101, max: 1 }).map((hours) => now + hours * hourMs),
);
const words = fc
  .subarray([
    'human',
    'busy',
    '-voicemail',
    'errored',
    'by:user',
    'in:fr',
    'reason:voicemail',
    'error:none',
    'ours',
  ])
  .chain((some) =>
    fc.constantFrom('', 'since:40h', '2026-03-28', '-yesterday').map((time) => `${some.join(' ')} ${time}`),
  )
  .map((text) => parseFilter(text, contextOnShortDay).filter);
const asked = fc.record({
  ends: fc
    .tuple(moment, moment)
    .map(([one, other]) => ({ from: Math.min(one, other), to: Math.max(one, other) })),
  timezone: fc.constantFrom(...zones),
  by: fc.constantFrom('day' as const, 'clock' as const),
  filter: fc.oneof({ weight: 3, arbitrary: words }, anyFilter),
});

interface Asked {
  ends: { from: number; to: number };
  timezone: string;
  by: 'day' | 'clock';
  filter: Filter;
}

function questionOf({ ends, timezone, by, filter }: Asked): Question {
  const context = { ...contextOnShortDay, timezone };
  if (by === 'day') {
    const stretches = daySpans(ends, timezone).map(({ from, to }, of) => ({ from, to, of }));
    return { stretches, filter, context };
  }
  const stretches = clocksDuring(ends, timezone).map(({ aheadMs, ...clocks }) => ({
    ...clocks,
    of: aheadMs,
  }));
  return { stretches, by, filter, context };
}

/** `2026-03-28 error null busy … 3`: what is said of the calls, one by one. */
function counted(calls: DetailedCall[], { ends, timezone, by, filter }: Asked, days: string[]): string[] {
  const context = { ...contextOnShortDay, timezone };
  const chosen = calls.filter(
    (call) =>
      Number(call.endedAt) >= ends.from && Number(call.endedAt) < ends.to && matches(filter, call, context),
  );
  const kinds = Map.groupBy(chosen, (call) => {
    const at = Number(call.endedAt);
    const of =
      by === 'day' ? days.indexOf(localDate(at, timezone)) : Number(localTime(at, timezone).slice(0, 2));
    return [of, call.status, call.result, call.dialError, call.endReason, call.endedBy].join();
  });
  return [...kinds].map(([kind, some]) => `${kind} ${some.length}`).sort();
}

/** Without the country, which has its own words in the filters above. */
function told(kinds: Kind[]): string[] {
  const alike = Map.groupBy(kinds, (it) =>
    [it.of, it.status, it.result, it.dial_error, it.end_reason, it.ended_by].join(),
  );
  return [...alike]
    .map(([kind, some]) => `${kind} ${some.reduce((sum, { calls }) => sum + calls, 0)}`)
    .sort();
}

describeStores('how many calls ended in which way', (open) => {
  it('is what one counts call by call, in any period and zone, whatever a filter asks', async () => {
    await using store = await open();
    const calls = fc.sample(anyEndedCall, { numRuns: 300, seed: 17 });
    await storeCalls(store.db, calls);
    await fc.assert(
      fc.asyncProperty(asked, async (question) => {
        const days = daySpans(question.ends, question.timezone).map(({ word }) => word);
        const kinds = await kindsOf(store.db, questionOf(question), allWords);
        expect(told(kinds)).toEqual(counted(calls, question, days));
      }),
      { numRuns: 60 },
    );
  });

  it('is what SQL of its own counts, with call-backs and countries', async () => {
    await using store = await open();
    await storeCalls(store.db, fc.sample(anyEndedCall, { numRuns: 300, seed: 31 }));
    const [from, to] = [now - 99 * hourMs - 1234, now - 3 * hourMs + 77];
    const question = { stretches: [{ from, to, of: 5 }], filter: everything, context: contextOnShortDay };
    const kinds = await kindsOf(store.db, question, ['country']);
    const { rows } = await sql<{ country: string | null; calls: number; backs: number }>`
      select country, count(*) as calls, sum(call_back) as backs from calls
      where ended_at between ${from} and ${to - 1} group by country`.execute(store.db);
    const byCountry = Map.groupBy(kinds, ({ country }) => country);
    const sums = [...byCountry].map(([country, some]) => [
      country,
      some.reduce((sum, it) => sum + it.calls, 0),
      some.reduce((sum, it) => sum + it.callBacks, 0),
    ]);
    expect(sums.sort()).toEqual(
      rows.map((row) => [row.country, Number(row.calls), Number(row.backs)]).sort(),
    );
  });

  it('stays when what is personal is gone', async () => {
    await using store = await open();
    await storeCalls(store.db, [sampleCall({ endedAt: now - 40 * hourMs })]);
    await store.db.deleteFrom('calls').execute();
    const day = { from: now - 90 * hourMs, to: now - 2 * hourMs };
    const question = questionOf({ ends: day, timezone: 'UTC', by: 'day', filter: everything });
    expect(told(await kindsOf(store.db, question, allWords))).toHaveLength(1);
  });
});

describeStores('for how long people talked', (open) => {
  it('is less than the true percentile by no more than a second', async () => {
    await using store = await open();
    const calls = [61_700, 3_400, 200_999, 90_001, 12_000].map((ms, id) => {
      const endedAt = now - 40 * hourMs - id * 60_000;
      return sampleCall({ id: `call-${id}`, answeredAt: endedAt - ms, endedAt });
    });
    await storeCalls(store.db, calls);
    const ask = (ends: { from: number; to: number }) =>
      talkTimes(store.db, questionOf({ ends, timezone: 'UTC', by: 'day', filter: everything }));
    expect(await ask({ from: now - 90 * hourMs, to: now })).toEqual({ medianMs: 61_000, p90Ms: 200_000 });
    expect(await ask({ from: now - 40 * hourMs - 9 * 60_000, to: now - 40 * hourMs + 1 })).toEqual({
      medianMs: 61_700,
      p90Ms: 200_999,
    });
    expect(await ask({ from: now - 2 * hourMs, to: now })).toBeNull();
  });
});

it('reads no call for whole hours, and only those at the ends of other times', async () => {
  await using store = await openSqlite();
  await storeCalls(store.db, [sampleCall()]);
  const tablesFor = async (from: number, to: number, filter = everything) => {
    const question: Question = { stretches: [{ from, to, of: 0 }], filter, context: contextOnShortDay };
    const asked = await queriesOf(store.db, (db: Database) => kindsOf(db, question, ['status']));
    return asked.flatMap(({ sql: text }) => /json_each|from calls/.exec(text)?.[0] ?? []);
  };
  const midnight = Date.UTC(2026, 2, 27);
  expect(await tablesFor(midnight, midnight + 30 * hourMs)).toEqual(['json_each']);
  expect(await tablesFor(midnight, midnight + 30 * hourMs + 1)).toEqual(['json_each', 'from calls']);
  const field = parseFilter('field:objection=price', contextOnShortDay).filter;
  expect(await tablesFor(midnight, midnight + 30 * hourMs, field)).toEqual(['from calls']);
  const [from, to] = [midnight + 5, midnight + 49 * hourMs + 7];
  const { whole, ragged } = planOf({
    stretches: [{ from, to, of: 0 }],
    filter: everything,
    context: contextOnShortDay,
  });
  expect(
    whole.map(({ length, ...it }) => [length, (it.from - midnight) / hourMs, (it.to - midnight) / hourMs]),
  ).toEqual([
    ['day', 24, 48],
    ['hour', 1, 24],
    ['hour', 48, 49],
  ]);
  expect(ragged).toEqual([
    { from, to: midnight + hourMs, of: 0 },
    { from: midnight + 49 * hourMs, to, of: 0 },
  ]);
});
