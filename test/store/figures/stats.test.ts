import { expect, it } from 'vitest';

import type { DetailedCall } from '../../../src/calls/call.ts';
import { parseStats } from '../../../src/calls/stats-words.ts';
import type { Database } from '../../../src/store/engine/database.ts';
import { statsOf } from '../../../src/store/figures/stats.ts';
import { describeStores } from '../../support/database.ts';
import { failedCall, sampleCall } from '../../support/sample-calls.ts';
import { storeCalls } from '../../support/stored-calls.ts';

/** Tuesday 10 March 2026, noon. */
const now = Date.parse('2026-03-10T12:00:00Z');
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

function ask(db: Database, text: string, timezone = 'UTC') {
  const context = { now, timezone };
  return statsOf(db, parseStats(text, context).request, context);
}

/** `human 2/2/0` for two calls, both answered, none failed; `was 5` before. */
async function groups(db: Database, text: string, timezone?: string): Promise<string[]> {
  const stats = await ask(db, text, timezone);
  return stats.groups.map(({ word, calls, answered, failed, callsBefore }) => {
    const tally = `${word} ${calls}/${answered}/${failed}`;
    return callsBefore === null ? tally : `${tally} was ${callsBefore}`;
  });
}

/** Calls that ended so many hours ago. */
function hoursAgo(hours: number, calls: DetailedCall[]): DetailedCall[] {
  return calls.map((call, index) => ({
    ...call,
    id: `${hours}-${call.id}-${index}`,
    endedAt: now - hours * hourMs,
  }));
}

const human = sampleCall({ id: 'human' });
const voicemail = sampleCall({ id: 'voicemail', result: 'voicemail' });
const busy = failedCall('busy', { id: 'busy', phoneNumber: '+447700900123' });

describeStores('figures of a period', (open) => {
  it('are of the last seven days unless asked otherwise', async () => {
    await using store = await open();
    await storeCalls(store.db, [...hoursAgo(1, [human, voicemail, busy]), ...hoursAgo(8 * 24, [human])]);
    expect((await ask(store.db, '')).figures).toMatchObject({ calls: 3, answered: 1, failed: 1, ours: 0 });
    expect((await ask(store.db, '30d')).figures.calls).toBe(4);
    expect((await ask(store.db, 'human 30d')).figures.calls).toBe(2);
  });

  it('are of whole days, the last of which is today, and list the same calls', async () => {
    await using store = await open();
    const [today, firstDay, dayBefore] = [1, 6 * 24 + 11, 6 * 24 + 13];
    await storeCalls(
      store.db,
      [today, firstDay, dayBefore].flatMap((hours) => hoursAgo(hours, [human])),
    );
    const { figures, groups, listed } = await ask(store.db, '7d human');
    expect([figures.calls, listed]).toEqual([2, 'human since:2026-03-04']);
    expect(groups.map(({ word, calls }) => `${word} ${calls}`)).toEqual([
      '2026-03-04 1',
      ...['05', '06', '07', '08', '09'].map((date) => `2026-03-${date} 0`),
      '2026-03-10 1',
    ]);
    expect((await ask(store.db, listed)).figures.calls).toBe(2);
  });

  it('count tries up to the first answer, for numbers where there was one', async () => {
    await using store = await open();
    const other = { phoneNumber: '+33199009999' };
    await storeCalls(store.db, [
      ...hoursAgo(5, [{ ...voicemail }, { ...human, ...other }]),
      ...hoursAgo(4, [{ ...human }]),
      ...hoursAgo(3, [{ ...human }, busy]),
    ]);
    expect((await ask(store.db, '7d')).figures.tries).toEqual({ average: 1.5, numbers: 2 });
    expect((await ask(store.db, 'busy')).figures.tries).toBeNull();
  });

  it('give the median and the 90th percentile of talk', async () => {
    await using store = await open();
    const calls = Array.from({ length: 10 }, (_, index) => ({
      ...human,
      id: String(index),
      endedAt: now - hourMs,
      answeredAt: now - hourMs - (index + 1) * 1000,
    }));
    await storeCalls(store.db, calls);
    expect((await ask(store.db, '')).figures.talk).toEqual({ medianMs: 5000, p90Ms: 9000 });
  });

  it('of nothing are zero, not wrong', async () => {
    await using store = await open();
    const stats = await ask(store.db, 'vs previous');
    expect(stats).toMatchObject({ figures: { calls: 0, talk: null, tries: null }, results: [] });
    expect(stats).toMatchObject({ before: null, storedFrom: null });
  });

  it('stand alone where calls of the period before are not stored', async () => {
    await using store = await open();
    await storeCalls(store.db, hoursAgo(30, [human]));
    const stats = await ask(store.db, 'since:24h vs previous');
    expect(stats).toMatchObject({ before: null, storedFrom: now - 30 * hourMs });
    expect(await groups(store.db, 'since:2d by result vs previous')).toEqual(['human 1/1/0']);
  });

  it('stand beside those of the period before', async () => {
    await using store = await open();
    await storeCalls(store.db, [
      ...hoursAgo(1, [human]),
      ...hoursAgo(25, [human, busy]),
      ...hoursAgo(49, [human, human, human]),
      ...hoursAgo(30 * 24, [human]),
    ]);
    const stats = await ask(store.db, 'since:24h vs previous');
    expect([stats.figures.calls, stats.before?.figures.calls]).toEqual([1, 2]);
    expect(stats.before?.period).toEqual({ from: now - 2 * dayMs, to: now - dayMs });
    expect(await groups(store.db, 'since:24h by result vs previous')).toEqual(['human 1/1/0 was 1']);
  });

  // breakdown → a line for each group
  const breakdowns: [string, string[]][] = [
    ['by result', ['human 3/3/0', 'null 2/0/2', 'voicemail 1/0/0']],
    ['by error', ['null 4/3/0', 'busy 2/0/2']],
    ['by country', ['FR 4/3/0', 'GB 2/0/2']],
    ['by end_reason', ['tool_end_call 4/3/0', 'null 2/0/2']],
    ['by field:interested', ['null 4/1/2', 'true 2/2/0']],
    ['by hour', ['11 4/2/1', '12 2/1/1']],
    ['since:2d by day', ['2026-03-09 2/1/1', '2026-03-10 4/2/1']],
    ['by result vs previous', ['human 3/3/0 was 2', 'null 2/0/2 was 0', 'voicemail 1/0/0 was 0']],
    ['since:24h by hour vs previous', ['11 4/2/1 was 0', '12 2/1/1 was 0']],
    ['2026-03-09 by day vs previous', ['2026-03-09 2/1/1 was 0']],
  ];
  it.each(breakdowns)('%s', async (text, lines) => {
    await using store = await open();
    const interested = { ...human, structuredOutput: { Interested: true } };
    await storeCalls(store.db, [
      ...hoursAgo(1, [interested, interested, voicemail, busy]),
      ...hoursAgo(24, [human, busy]),
      ...hoursAgo(10 * 24, [human, human]),
      ...hoursAgo(30 * 24, [human]),
    ]);
    const found = await groups(store.db, text);
    expect(text.includes('by day') ? found : found.toSorted(byWeight)).toEqual(lines);
  });

  it('by a field of free text name the most frequent texts', async () => {
    await using store = await open();
    const noted = (note: string) => ({ ...human, structuredOutput: { note } });
    const notes = Array.from({ length: 30 }, (_, index) => noted(`note ${index}`));
    await storeCalls(store.db, hoursAgo(1, [noted('again'), noted('again'), ...notes]));
    const found = await groups(store.db, 'by field:note');
    expect([found[0], found.length]).toEqual(['again 2/2/0', 12]);
  });
});

/** Where two groups have as many calls, databases sort null differently. */
function byWeight(one: string, other: string): number {
  const [calls, others] = [one, other].map((line) => Number(/ (\d+)\//.exec(line)?.[1]));
  return (others ?? 0) - (calls ?? 0);
}
