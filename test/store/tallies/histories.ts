import fc from 'fast-check';
import { expect } from 'vitest';

import type { DetailedCall } from '../../../src/calls/call.ts';
import { saveCalls } from '../../../src/store/calls/calls.ts';
import { spellSomeNumbers } from '../../../src/store/calls/spell-numbers.ts';
import type { Database } from '../../../src/store/engine/database.ts';
import { askErasure, unfinishedErasures } from '../../../src/store/erasing/erasures.ts';
import { forgetBatch } from '../../../src/store/erasing/forget-number.ts';
import { eraseBatch, fullBatch } from '../../../src/store/erasing/retention.ts';
import { miscounted } from '../../support/miscounted.ts';
import { mondayNoon, sampleCall } from '../../support/sample-calls.ts';

const hourMs = 3_600_000;
const numbers = ['+33199001234', '+447700900123', '+12025550123', null];

/** Around the ends of hours and days, before the first day there was, and further ahead than clocks differ. */
const anyEnd = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: -30, max: 0 }).map((hours) => mondayNoon + hours * hourMs) },
  { weight: 3, arbitrary: fc.constantFrom(-1, 0, 1).map((ms) => Date.UTC(2026, 2, 2) + ms) },
  fc.constantFrom(null, -1, Date.UTC(2199, 0)),
);

const anyCall: fc.Arbitrary<DetailedCall> = fc
  .record({
    id: fc.integer({ min: 1, max: 12 }).map((number) => `call-${number}`),
    phoneNumber: fc.constantFrom(...numbers),
    status: fc.constantFrom('completed', 'completed', 'error', 'ongoing', 'parked'),
    result: fc.constantFrom('human', 'voicemail', null),
    dialError: fc.constantFrom(null, null, 'busy', 'too_many_calls'),
    endReason: fc.constantFrom(null, 'tool_end_call', 'they “hung up” ✓', 'long '.repeat(100)),
    endedBy: fc.constantFrom(null, 'agent', 'user'),
    endedAt: anyEnd,
    talkMs: fc.option(fc.oneof(fc.integer({ min: -5_000, max: 300_000 }), fc.nat(9_000_000))),
    ringMs: fc.option(fc.integer({ min: -2_000, max: 400_000 })),
    isAsking: fc.boolean(),
    mood: fc.constantFrom(null, 'hot', 7, true, 'not today, he said.', '+33199001234', ''),
  })
  .map(({ talkMs, ringMs, isAsking, mood, ...call }) => {
    const end = call.endedAt ?? mondayNoon;
    const answeredAt = talkMs === null ? null : end - talkMs;
    const startedAt = ringMs === null ? null : (answeredAt ?? end) - ringMs;
    const asked = isAsking ? { call_back: 'yes', callback_time: 'tomorrow at 9' } : null;
    const structuredOutput = mood === null ? asked : { ...asked, mood };
    return sampleCall({ ...call, answeredAt, startedAt, structuredOutput });
  });

/** So many that say the same that it is counted by name, and what is left of them once some say something else. */
const anyCrowd: fc.Arbitrary<DetailedCall[]> = fc
  .record({
    size: fc.integer({ min: 10, max: 30 }),
    mood: fc.constantFrom('hot', 'hot', 7, 'cold'),
    hours: fc.integer({ min: 1, max: 30 }),
    phoneNumber: fc.constantFrom(...numbers),
    result: fc.constantFrom('human', 'voicemail'),
  })
  .map(({ size, mood, hours, ...call }) =>
    Array.from({ length: size }, (_, index) =>
      sampleCall({
        ...call,
        id: `crowd-${index}`,
        endedAt: mondayNoon - (index % hours) * hourMs,
        structuredOutput: { mood },
      }),
    ),
  );

type Step =
  | { does: 'save' | 'import' | 'fail'; calls: DetailedCall[] }
  | { does: 'forget'; number: string }
  | { does: 'erase'; before: number }
  | { does: 'spell' };

const anyStep: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      does: fc.constantFrom('save' as const, 'save' as const, 'import' as const, 'fail' as const),
      calls: fc.array(anyCall, { minLength: 1, maxLength: 8 }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      does: fc.constantFrom('save' as const, 'import' as const, 'fail' as const),
      calls: anyCrowd,
    }),
  },
  fc.record({
    does: fc.constant('forget' as const),
    number: fc.constantFrom('+33199001234', '+447700900123'),
  }),
  fc.record({
    does: fc.constant('erase' as const),
    before: fc.integer({ min: -30, max: 1 }).map((hours) => mondayNoon + hours * hourMs),
  }),
  fc.constant({ does: 'spell' as const }),
);

/** Whatever becomes of calls, what is kept is what SQL counts, after each step. */
export async function keptIsCounted(db: Database, numRuns: number, seed?: number): Promise<void> {
  await fc.assert(
    fc.asyncProperty(fc.array(anyStep, { minLength: 1, maxLength: 12 }), async (steps) => {
      await forgetAll(db);
      for (const [index, step] of steps.entries()) {
        await carryOut(db, step, index);
        expect(await miscounted(db)).toEqual([]);
      }
    }),
    { numRuns, ...(seed !== undefined && { seed }) },
  );
}

async function forgetAll(db: Database): Promise<void> {
  const tables = [
    'calls',
    'call_details',
    'call_fields',
    'tallies',
    'combinations',
    'field_tallies',
    'field_values',
    'erasures',
    'state',
  ] as const;
  for (const table of tables) await db.deleteFrom(table).execute();
}

async function carryOut(db: Database, step: Step, index: number): Promise<void> {
  const now = mondayNoon + index;
  if (step.does === 'spell') await spellSomeNumbers(db, now);
  else if (step.does === 'erase') while ((await eraseBatch(db, step.before, now)) === fullBatch);
  else if (step.does === 'forget') await forget(db, step.number, now);
  else await save(db, step, index);
}

async function forget(db: Database, number: string, now: number): Promise<void> {
  await askErasure(db, number, { askedBy: 'U0ANNA', askedIn: null }, now);
  for (const erasure of await unfinishedErasures(db)) while (await forgetBatch(db, erasure, now));
}

const enough = new Error('the process had enough');

async function save(
  db: Database,
  { does, calls }: Extract<Step, { calls: DetailedCall[] }>,
  index: number,
): Promise<void> {
  const rules = { now: mondayNoon + index, firstStartAt: mondayNoon - hourMs, importing: does === 'import' };
  const read = calls.map((call) => ({ call, fingerprint: JSON.stringify(call) }));
  const saved = db.transaction().execute(async (tx) => {
    await saveCalls(tx, read, rules);
    if (does === 'fail') throw enough;
  });
  await saved.catch((error: unknown) => {
    if (error !== enough) throw error;
  });
}
