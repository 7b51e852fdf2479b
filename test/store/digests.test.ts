import { expect, it } from 'vitest';

import type { DetailedCall } from '../../src/calls/call.ts';
import type { Database } from '../../src/store/database.ts';
import { type DigestQuery, digestOf } from '../../src/store/digests.ts';
import { describeStores } from '../support/database.ts';
import { failedCall, sampleCall } from '../support/sample-calls.ts';
import { storeCalls } from '../support/stored-calls.ts';

const at = (iso: string) => Date.parse(iso);
const query: DigestQuery = {
  date: '2026-03-10',
  timezone: 'UTC',
  filter: '',
  now: at('2026-03-11T09:00Z'),
  slotAt: null,
};

/** Calls that ended at the given times, numbered in that order. */
function endedAt(times: string[], different: Partial<DetailedCall> = {}): DetailedCall[] {
  return times.map((time) => sampleCall({ ...different, id: `at ${time}`, endedAt: at(time) }));
}

async function digestAfter(db: Database, calls: DetailedCall[], different: Partial<DigestQuery> = {}) {
  await storeCalls(db, calls);
  return digestOf(db, { ...query, ...different });
}

describeStores('a digest', (open) => {
  it('counts a local day from midnight to midnight there', async () => {
    await using store = await open();
    const calls = endedAt([
      '2026-03-09T22:59:59Z',
      '2026-03-09T23:00:00Z',
      '2026-03-10T22:59:59Z',
      '2026-03-10T23:00:00Z',
    ]);
    const digest = await digestAfter(store.db, calls, { timezone: 'Europe/Paris' });
    expect(digest.day.calls).toBe(2);
    expect(digest.dayBefore.calls).toBe(1);
  });

  it('counts every call of a day of 23 and of a day of 25 hours', async () => {
    await using store = await open();
    const everyHour = (date: string) =>
      Array.from({ length: 49 }, (_, hour) =>
        new Date(at(`${date}T00:30:00Z`) + (hour - 12) * 3_600_000).toISOString(),
      );
    await storeCalls(store.db, endedAt([...everyHour('2026-03-29'), ...everyHour('2026-10-25')]));
    const short = await digestOf(store.db, { ...query, date: '2026-03-29', timezone: 'Europe/Paris' });
    const long = await digestOf(store.db, { ...query, date: '2026-10-25', timezone: 'Europe/Paris' });
    expect([short.day.calls, long.day.calls]).toEqual([23, 25]);
    expect(short.hours.map((it) => it.hour)).not.toContain('02');
    expect(long.hours.find((it) => it.hour === '02')?.calls).toBe(2);
  });

  it('tells answers, failures and our own errors apart', async () => {
    await using store = await open();
    const endedThen = { endedAt: at('2026-03-10T10:00Z') };
    const digest = await digestAfter(store.db, [
      sampleCall({ id: '1', ...endedThen }),
      sampleCall({ id: '2', ...endedThen, result: 'voicemail', endReason: 'voicemail' }),
      failedCall('busy', { id: '3', ...endedThen }),
      failedCall('too_many_calls', { id: '4', ...endedThen }),
      failedCall('busy', { id: '5', ...endedThen, dialError: null }),
    ]);
    expect(digest.day).toEqual({ calls: 5, answered: 1, failed: 3, ours: 1 });
    expect(digest.results).toEqual([
      { word: 'human', count: 1 },
      { word: 'voicemail', count: 1 },
    ]);
    expect(digest.dialErrors.map((it) => it.word)).toEqual(['busy', 'too_many_calls']);
    expect(digest.endReasons.map((it) => it.word)).toEqual(['tool_end_call', 'voicemail']);
  });

  it('compares with the day before and with the same weekday last week', async () => {
    await using store = await open();
    const times = ['2026-03-10T10:00Z', '2026-03-09T10:00Z', '2026-03-09T11:00Z', '2026-03-03T10:00Z'];
    const digest = await digestAfter(store.db, endedAt(times));
    expect([digest.day.calls, digest.dayBefore.calls, digest.sameDayLastWeek.calls]).toEqual([1, 2, 1]);
  });

  it('leaves out open calls and what its filter leaves out', async () => {
    await using store = await open();
    const open_ = sampleCall({ id: 'open', status: 'ongoing', result: null, endedAt: null });
    const calls = [...endedAt(['2026-03-10T10:00Z']), open_];
    const voicemail = sampleCall({ id: 'v', result: 'voicemail', endedAt: at('2026-03-10T12:00Z') });
    const digest = await digestAfter(store.db, [...calls, voicemail], { filter: '-voicemail' });
    expect(digest.day.calls).toBe(1);
  });

  it('gives the median and the 90th percentile of talk', async () => {
    await using store = await open();
    const calls = Array.from({ length: 10 }, (_, index) => {
      const endedAt = at('2026-03-10T10:00Z') + index;
      return sampleCall({ id: String(index), endedAt, answeredAt: endedAt - (index + 1) * 1000 });
    });
    expect((await digestAfter(store.db, calls)).talk).toEqual({ medianMs: 5000, p90Ms: 9000 });
  });

  it('sums up structured output: words by count, numbers by spread, free text not at all', async () => {
    await using store = await open();
    const calls = Array.from({ length: 20 }, (_, index) =>
      sampleCall({
        id: String(index),
        endedAt: at('2026-03-10T10:00Z'),
        structuredOutput: { interested: index < 5, salary: 1000 * (index + 1), notes: `note ${index}` },
      }),
    );
    const { fields } = await digestAfter(store.db, calls);
    expect(fields).toEqual([
      {
        name: 'interested',
        kind: 'words',
        calls: 20,
        values: [
          { word: 'false', count: 15 },
          { word: 'true', count: 5 },
        ],
      },
      { name: 'salary', kind: 'numbers', calls: 20, min: 1000, median: 10_000, max: 20_000 },
    ]);
  });

  it('says how late it is, when a person would notice', async () => {
    await using store = await open();
    const late = async (slot: string) => (await digestAfter(store.db, [], { slotAt: at(slot) })).lateByMs;
    expect(await late('2026-03-11T08:59:00Z')).toBeNull();
    expect(await late('2026-03-11T06:00:00Z')).toBe(3 * 3_600_000);
  });

  it('of a day without calls is empty, not wrong', async () => {
    await using store = await open();
    const digest = await digestAfter(store.db, []);
    expect(digest).toMatchObject({ day: { calls: 0 }, talk: null, hours: [], fields: [] });
  });
});

describeStores('a digest of several days', (open) => {
  it('counts them together, beside the same days a week before, over a change of clocks too', async () => {
    await using store = await open();
    // Paris, Friday 27 to Sunday 29 March 2026, whose last day has 23 hours.
    const within = ['2026-03-26T23:00Z', '2026-03-28T12:00Z', '2026-03-29T21:59Z'];
    const beside = ['2026-03-26T22:59Z', '2026-03-29T22:00Z'];
    const weekBefore = ['2026-03-19T23:00Z', '2026-03-22T22:59Z'];
    const digest = await digestAfter(store.db, endedAt([...within, ...beside, ...weekBefore]), {
      date: '2026-03-29',
      days: 3,
      timezone: 'Europe/Paris',
      now: at('2026-03-30T07:00Z'),
    });
    expect(digest).toMatchObject({
      days: 3,
      from: at('2026-03-26T23:00Z'),
      to: at('2026-03-29T22:00Z'),
      day: { calls: 3 },
      dayBefore: { calls: 1 },
      sameDayLastWeek: { calls: 2 },
    });
  });
});
