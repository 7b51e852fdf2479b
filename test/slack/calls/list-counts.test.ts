import { describe, expect, it } from 'vitest';

import { callTable } from '../../../src/slack/calls/call-table.ts';
import { control, meetWith } from '../../support/people-and-calls.ts';
import { mondayNoon, sampleCall } from '../../support/sample-calls.ts';
import type { Reply } from '../../support/slack/slack-requests.ts';

const calls = Array.from({ length: 25 }, (_, index) =>
  sampleCall({
    id: `call-${index}`,
    endedAt: mondayNoon - index * 60_000,
    structuredOutput: { city: index % 2 === 0 ? 'Paris' : 'Lyon', lead_score: 'hot', budget: index },
  }),
);

const titleOf = ({ text }: Reply) => String(text).split('\n')[0];
const rowsOf = ({ text }: Reply) =>
  String(text)
    .split('\n')
    .filter((line) => /^\d+, /.test(line));

async function meet(desk = {}) {
  const it = await meetWith(calls, desk, 'HTTP', { doubts: 'taken' });
  const turn = async (list: Reply, way: string) => it.person.clicks(way, control(list, way).value as string);
  return { ...it, turn, [Symbol.asyncDispose]: () => it[Symbol.asyncDispose]() };
}

describe('a list of calls', () => {
  it('says how many there are and which are shown, numbered through', async () => {
    await using it = await meet();
    const first = await it.person.types('calls');
    expect(titleOf(first)).toBe('25 calls, 1–10, newest first');
    const second = await it.turn(first, 'list_older');
    expect(titleOf(second)).toBe('25 calls, 11–20, newest first');
    expect(rowsOf(second)[0]).toMatch(/^11, /);
    const third = await it.turn(second, 'list_older');
    expect(titleOf(third)).toBe('25 calls, 21–25, newest first');
    expect(titleOf(await it.turn(third, 'list_newer'))).toBe('25 calls, 11–20, newest first');
    expect(JSON.stringify(second.blocks)).toContain('"11. Hot lead');
  });

  it('has a column for the field that was filtered by', async () => {
    await using it = await meet();
    const list = await it.person.types('calls field:city=paris');
    expect(titleOf(list)).toBe('13 calls, 1–10, city: paris');
    expect(rowsOf(list)[0]).toContain('Hot lead, Paris, ');
  });

  it('has no column for a field that its readers do not see', () => {
    const options = { phoneNumbers: 'masked', now: mondayNoon, timezone: 'UTC' } as const;
    const table = (hiddenFields: string[]) =>
      JSON.stringify(callTable(calls.slice(0, 3), { ...options, hiddenFields }, { fields: ['city'] }));
    expect(table([])).toMatch(/City.*Paris/);
    expect(table(['city'])).not.toMatch(/City|Paris/);
  });
});
