import { describe, expect, it } from 'vitest';

import { notAskable } from '../../src/calls/filter.ts';
import { encodeCursor } from '../../src/slack/calls/list-cursor.ts';
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
    expect(text).toMatch(/Numbers are masked here|No call|n[o’]t|no subscriptions|unknown/i);
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

describe('full numbers', () => {
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
    expect((await it.person.types('calls phone:+33199000000')).text).not.toContain('20 full numbers');
    expect((await it.person.types('stats 7d phone:+33199001234')).text).toContain('20 full numbers');
    expect((await it.person.types('calls')).text).toContain('ending in 1234');
  });

  const escaped = (text: string) =>
    text.replaceAll(/./g, (it) => `\\u${it.charCodeAt(0).toString(16).padStart(4, '0')}`);

  it.each<[string, (index: number) => [string, string]]>([
    [
      'in a value of their own that spells it in JSON',
      (index) => [
        'list_older',
        (cursor('WORDS') ?? '').replace('WORDS', escaped(`phone:+3319900${1_000 + index}`)),
      ],
    ],
    [
      'in a field, in such a value',
      (index) => [
        'list_older',
        (cursor('WORDS') ?? '').replace('WORDS', escaped(`field:mobile=063998${1_000 + index}`)),
      ],
    ],
    ['as an e-mail address', (index) => ['run_command_1', `calls field:email=a${index}@example.com`]],
  ])('are twenty in an hour %s, too', async (_, value) => {
    await using it = await meetWith(calls);
    for (let index = 0; index < 20; index += 1)
      expect((await it.person.clicks(...value(index))).text).not.toContain('looked up 20');
    expect((await it.person.clicks(...value(20))).text).toContain('You’ve looked up 20 full numbers');
  });

  it.each([
    'stats 7d phone:+331990 by country 01234',
    'subscribe calls phone:+331990 summary 30m 01234',
    'stats 7d phone:+331990 vs previous 01234',
    'digest daily phone:+331990 09:00 01234',
  ])('are refused where the parts come together only once other words are read: %s', async (typed) => {
    await using it = await meetWith(calls);
    expect(JSON.stringify((await it.person.types(typed)).blocks)).toContain('in one piece');
    expect(await it.db.selectFrom('subscriptions').selectAll().execute()).toEqual([]);
  });

  it('that a person saved are run as often as they like', async () => {
    await using it = await meetWith(calls);
    it.person.slack.gate.expectRefusal('response_url', 'block/table/answer');
    await it.person.types('save mine = calls phone:+33199001234');
    expect((await it.person.types('run mine')).text).toContain('ending in 1234');
  });
});
