import { describe, expect, it } from 'vitest';

import { notAskable } from '../../src/calls/filter.ts';
import { encodeCursor } from '../../src/slack/actions/list-cursor.ts';
import { meetWith } from '../support/people-and-calls.ts';
import { mondayNoon, sampleCall } from '../support/sample-calls.ts';

const calls = [sampleCall({ id: 'call-a', phoneNumber: '+33199001234' })];

/** Every command that takes filter words or digits. */
const commands = [
  'calls phone:+3319',
  'phone:+3319',
  'stats 7d phone:+3319',
  'export phone:+3319',
  'call 001234',
  'why 001234',
  'digest now phone:+3319',
  'digest daily 09:00 phone:+3319',
  'subscribe calls phone:+3319',
  'unsubscribe calls phone:+3319',
  'mute phone:+3319 2h',
  'unmute phone:+3319',
  'replay since:2h phone:+3319',
  'save mine = phone:+3319',
];

const cursor = (filter: string) =>
  encodeCursor({
    filter,
    messageId: null,
    anchor: 9,
    openedAt: mondayNoon,
    beyond: null,
    direction: 'older',
  });

describe('a number cannot be spelt out', () => {
  it.each(commands)('by /revox %s: nothing is said of any call', async (typed) => {
    await using it = await meetWith(calls);
    const { text } = await it.person.types(typed);
    expect(text).not.toContain('ending in 1234');
    expect(text).toMatch(/Numbers are masked here|No call|not|unknown/i);
  });

  it('by a list that somebody else opened, or an older version did', async () => {
    await using it = await meetWith(calls);
    const { text } = await it.person.clicks('list_older', cursor('phone:+3319') ?? '');
    expect(text).toContain(notAskable);
  });

  it.each([
    ['start_replay', JSON.stringify({ f: 'phone:+3319 since:2d', t: mondayNoon })],
    ['share_list', cursor('phone:+3319') ?? ''],
  ])('by a value of their own for %s', async (action, value) => {
    await using it = await meetWith(calls);
    const { text } = await it.person.clicks(action, value);
    expect(text).not.toMatch(/1 call/);
    expect(await it.db.selectFrom('messages').select('id').execute()).toEqual([]);
  });

  it('but an admin may ask for any part', async () => {
    await using it = await meetWith(calls, { admins: ['U0ANNA'] });
    it.person.slack.gate.expectRefusal('response_url', 'block/table/answer');
    expect((await it.person.types('calls phone:+3319')).text).toContain('ending in 1234');
  });
});

describe('whole numbers', () => {
  const numbers = (count: number) =>
    Array.from({ length: count }, (_, index) => `phone:+3319900${String(index).padStart(4, '0')}`);

  it('can be looked up, which is recorded without the number', async () => {
    await using it = await meetWith(calls);
    it.person.slack.gate.expectRefusal('response_url', 'block/table/answer');
    expect((await it.person.types('calls phone:+33199001234')).text).toContain('ending in 1234');
    const rows = await it.db.selectFrom('reveals').selectAll().execute();
    expect(rows).toMatchObject([
      { user_id: 'U0ANNA', call_id: '', shown: 'look-up 1', revealed_at: mondayNoon },
    ]);
    expect(JSON.stringify(rows)).not.toContain('99001234');
  });

  it('are twenty in an hour; the same again does not count, and others may go on', async () => {
    await using it = await meetWith(calls);
    it.person.slack.gate.expectRefusal('response_url', 'block/table/answer');
    await it.person.types(`calls ${numbers(20).join(' ')}`);
    expect((await it.person.types('calls phone:+33199000000')).text).not.toContain('20 whole numbers');
    expect((await it.person.types('stats 7d phone:+33199001234')).text).toContain('20 whole numbers');
    expect((await it.person.types('calls')).text).toContain('ending in 1234');
  });
});
