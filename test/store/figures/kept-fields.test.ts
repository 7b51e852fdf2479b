import { sql } from 'kysely';
import { expect, it } from 'vitest';

import { parseStats } from '../../../src/calls/stats-words.ts';
import type { Database } from '../../../src/store/engine/database.ts';
import { digestOf } from '../../../src/store/figures/digests.ts';
import { statsOf } from '../../../src/store/figures/stats.ts';
import { writeTalliedFields } from '../../../src/store/tallies/fields/tallied-fields.ts';
import { describeStores } from '../../support/database.ts';
import { mondayNoon, sampleCall } from '../../support/sample-calls.ts';
import { storeCalls } from '../../support/stored-calls.ts';

const minutes = 60_000;
const moods = ['hot', 'hot', 'cold', 'warm', 'lukewarm and more'];

/** Four days of calls, every 20 minutes; of what some fields say there are fewer than 20. */
const calls = Array.from({ length: 300 }, (_, index) =>
  sampleCall({
    id: `call-${index}`,
    endedAt: mondayNoon - index * 20 * minutes,
    result: index % 3 === 0 ? 'human' : 'voicemail',
    dialError: index % 11 === 0 ? 'busy' : null,
    structuredOutput: {
      ...(index % 4 > 0 && { mood: moods[index % moods.length] }),
      score: index % 10,
      offer: index < 290 ? 'yes' : 'never again',
      rare: index === 5 ? 'once' : undefined,
      note: `Said ${index}, and more.`,
      phone: '+33199001234',
      day: '2026-03-02',
    },
  }),
);

const zones = ['UTC', 'Asia/Kolkata', 'Asia/Kathmandu', 'America/St_Johns'];
const asked = [
  'since:2d by field:mood vs previous',
  'since:2d by field:offer vs previous',
  'since:3d by field:rare',
  'since:3d by field:note',
  'since:2d by field:day vs previous',
  'since:2d human by field:score',
  'since:2d by field:unheard',
];

async function figures(db: Database, timezone: string) {
  const context = { now: mondayNoon, timezone };
  const query = { date: '2026-03-01', timezone, filter: '', now: mondayNoon, slotAt: null };
  const digests = [await digestOf(db, query), await digestOf(db, { ...query, days: 3 })];
  const stats = [];
  for (const words of asked) {
    const { request } = parseStats(words, context);
    stats.push((await statsOf(db, request, context)).groups.toSorted(inOrder));
  }
  return { fields: digests.map(({ fields }) => fields), stats };
}

/** Of groups with as many calls, those that are counted have an order of their own. */
function inOrder(
  one: { word: string | null; calls: number },
  other: { word: string | null; calls: number },
): number {
  return other.calls - one.calls || `${one.word}`.localeCompare(`${other.word}`);
}

describeStores('figures of extracted fields', (open) => {
  it.each(zones)('are the same from kept counts and from calls (%s)', async (timezone) => {
    await using store = await open();
    await storeCalls(store.db, calls);
    const kept = await figures(store.db, timezone);
    expect(kept.fields[1]?.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['mood', 'score', 'offer']),
    );
    await writeTalliedFields(store.db, { hidden: [], areWhole: false });
    expect(kept).toEqual(await figures(store.db, timezone));
  });

  it('are read from kept counts where all values have a name, and else from calls', async () => {
    await using store = await open();
    await storeCalls(store.db, calls);
    const before = await figures(store.db, 'UTC');
    await sql`update field_tallies set calls = calls + 1`.execute(store.db);
    const after = await figures(store.db, 'UTC');
    const changed = asked.filter(
      (_, index) => JSON.stringify(before.stats[index]) !== JSON.stringify(after.stats[index]),
    );
    expect(changed).toEqual(['since:2d by field:mood vs previous', 'since:2d by field:offer vs previous']);
    expect(after.fields[0]?.find(({ name }) => name === 'score')?.calls).toBe(72 + 10);
  });
});
