import { describe, expect, it } from 'vitest';
import type { Rendered } from '../../../src/slack/blocks/rendered.ts';
import { messageProblems } from '../../support/fits-slack.ts';
import { control, controls, listed, meetWith, optionOf, shown } from '../../support/people-and-calls.ts';
import { failedCall, mondayNoon, sampleCall } from '../../support/sample-calls.ts';
import type { Reply } from '../../support/slack/slack-requests.ts';
import { storeCalls } from '../../support/stored-calls.ts';

const hour = 3_600_000;
const now = () => mondayNoon + hour;

const calls = [
  sampleCall({ id: 'human-today' }),
  sampleCall({ id: 'voicemail-today', result: 'voicemail', endedAt: mondayNoon - hour }),
  failedCall('busy', { id: 'busy-today', endedAt: mondayNoon - 2 * hour }),
  failedCall('busy', { id: 'busy-last-week', endedAt: mondayNoon - 5 * 24 * hour }),
  failedCall('too_many_calls', { id: 'ours-long-ago', endedAt: mondayNoon - 20 * 24 * hour }),
];

const picked = (it: Awaited<ReturnType<typeof meetWith>>, reply: Reply, actionId: string, label: string) =>
  it.person.clicks(actionId, optionOf(reply, actionId, label));

const chosen = (reply: Reply) =>
  ['list_status', 'list_result', 'list_period'].map(
    (id) => control(reply, id).initial_option?.text.text ?? null,
  );

describe('the menus of a list', () => {
  it('show what the list is narrowed to', async () => {
    await using it = await meetWith(calls, { now });
    it.person.slack.gate.expectRefusal('response_url', 'block/table/answer');
    expect(chosen(await it.person.types('calls'))).toEqual(['Any status', 'Any result', 'Any time']);
    expect(chosen(await it.person.types('calls errored busy 24h'))).toEqual([
      'Errored',
      'Busy',
      'Last 24 hours',
    ]);
    expect(chosen(await it.person.types('calls human voicemail since:09:00 -busy'))).toEqual([
      'Any status',
      null,
      null,
    ]);
  });

  it('narrow the list in its place, one after the other', async () => {
    await using it = await meetWith(calls, { now });
    it.person.slack.gate.expectRefusal('response_url', 'block/table/answer');
    const all = await it.person.types('calls');
    expect(listed(all)).toEqual(calls.map(({ id }) => id));

    const errored = await picked(it, all, 'list_status', 'Errored');
    expect(errored.replace_original).toBe(true);
    expect(listed(errored)).toEqual(['busy-today', 'busy-last-week', 'ours-long-ago']);

    const recent = await picked(it, errored, 'list_period', 'Last 7 days');
    expect(listed(recent)).toEqual(['busy-today', 'busy-last-week']);
    expect(chosen(recent)).toEqual(['Errored', 'Any result', 'Last 7 days']);

    const any = await picked(it, recent, 'list_status', 'Any status');
    expect(listed(any)).toEqual(['human-today', 'voicemail-today', 'busy-today', 'busy-last-week']);
  });

  it('leave the words alone that no menu has', async () => {
    await using it = await meetWith(calls, { now });
    it.person.slack.gate.expectRefusal('response_url', 'block/table/answer');
    const reply = await it.person.types('calls by:agent phone:1234');
    const human = await picked(it, reply, 'list_result', 'Human');
    expect(human.text).toContain('human, ended by agent, number ending 1234');
  });

  it('see the calls that came since', async () => {
    await using it = await meetWith(calls, { now });
    it.person.slack.gate.expectRefusal('response_url', 'block/table/answer');
    const reply = await it.person.types('calls');
    await storeCalls(it.db, [sampleCall({ id: 'just-now', endedAt: mondayNoon + hour / 2 })]);
    expect(listed(await picked(it, reply, 'list_period', 'Today'))[0]).toBe('just-now');
  });

  it('are left out for a filter too long for them, which can still be read', async () => {
    await using it = await meetWith(calls, { now });
    it.person.slack.gate.expectRefusal('response_url', 'block/table/answer');
    const reply = await it.person.types(`calls -reason:${'x'.repeat(150)}`);
    expect(controls(reply).map(({ action_id }) => action_id)).not.toContain('list_status');
    expect(listed(reply)).toHaveLength(5);
  });
});

describe('a list without calls', () => {
  // typed → what is offered instead
  const offers: [string, string[]][] = [
    ['busy since:1h', ['Busy, last 24 hours', 'Busy, last 7 days', 'Busy, last 30 days']],
    ['too_many_calls today', ['Too many calls, last 30 days', 'Too many calls', 'Today']],
    ['human by:user', ['Human']],
    ['human phone:9999', ['Human']],
  ];
  it.each(offers)('%s: offers the nearest that have some', async (typed, labels) => {
    await using it = await meetWith(calls, { now });
    it.person.slack.gate.expectRefusal('response_url', 'block/table/answer');
    const reply = await it.person.types(`calls ${typed}`);
    expect(messageProblems(reply as unknown as Rendered)).toEqual([]);
    expect(shown(reply)).toContain('Searched every stored call from');
    const buttons = controls(reply).filter(({ action_id }) => action_id.startsWith('list_nearest_'));
    expect(buttons.map(({ text }) => text?.text)).toEqual(labels);
    const opened = await it.person.clicks('list_nearest_1', buttons[0]?.value);
    expect(opened.replace_original).toBe(true);
    expect(listed(opened).length).toBeGreaterThan(0);
  });

  it('says that nothing is stored yet, and where to look', async () => {
    await using it = await meetWith([]);
    const reply = await it.person.types('calls busy');
    expect(reply.text).toContain('Nothing is stored yet');
    expect(shown(reply)).toContain('/revox status');
  });
});

// what a button or an option carries
it.each(['garbage', undefined, '{"f":1}', '{"f":"","x":1}', '[]', `{"f":"${'x'.repeat(3000)}"}`])(
  'a menu that carries %s is answered',
  async (value) => {
    await using it = await meetWith(calls, { now });
    expect((await it.person.clicks('list_calls', value)).text).toContain('This list has expired');
  },
);
