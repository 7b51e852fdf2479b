import { describe, expect, it } from 'vitest';

import { writeState } from '../../../src/store/engine/state.ts';
import { type Control, controls, meetWith, shown } from '../../support/people-and-calls.ts';
import { failedCall, mondayNoon, sampleCall } from '../../support/sample-calls.ts';
import { blockAction, type Reply } from '../../support/slack/slack-requests.ts';

function buttonsOf(reply: Reply): Control[] {
  return controls(reply).filter(({ type }) => type === 'button');
}

function button(reply: Reply, label: string): Control {
  const found = buttonsOf(reply).find(({ text }) => text?.text === label);
  if (found === undefined) {
    throw new Error(`no ${label} among ${buttonsOf(reply).map(({ text }) => text?.text)}`);
  }
  return found;
}

const calls = [
  sampleCall({ id: 'human', endedAt: mondayNoon - 3_600_000 }),
  sampleCall({ id: 'voicemail', result: 'voicemail', endedAt: mondayNoon - 3_600_000 }),
  failedCall('busy', { id: 'busy', phoneNumber: '+447700900123', endedAt: mondayNoon - 7_200_000 }),
  sampleCall({ id: 'last week', endedAt: mondayNoon - 8 * 86_400_000 }),
];

describe('what goes on now', () => {
  const ongoing = {
    endedAt: null,
    result: null,
    endReason: null,
    endedBy: null,
    startedAt: mondayNoon - 75_000,
  };
  const open = [
    sampleCall({ ...ongoing, id: 'talks', status: 'ongoing', answeredAt: mondayNoon - 60_000 }),
    sampleCall({
      ...ongoing,
      id: 'rings',
      status: 'ringing',
      answeredAt: null,
      phoneNumber: '+447700900123',
    }),
    sampleCall({ ...ongoing, id: 'waits', status: 'queued', answeredAt: null, startedAt: null }),
  ];

  it('is shown with how long it has been going on, masked, and can be opened', async () => {
    const stuck = sampleCall({ ...ongoing, id: 'stuck', status: 'ongoing' });
    await using it = await meetWith([...calls, ...open, stuck]);
    it.person.slack.gate.expectRefusal('response_url', 'block/table/answer');
    await it.db
      .updateTable('calls')
      .set({ changed_at: mondayNoon - 5_000 })
      .where('id', '!=', 'stuck')
      .execute();
    await it.db.updateTable('calls').set({ changed_at: 0 }).where('id', '=', 'stuck').execute();
    await writeState(it.db, 'poll', { lastGoodAt: mondayNoon - 5_000 }, mondayNoon);
    const reply = await it.person.types('live');
    expect(reply.text.split('\n')).toEqual([
      '2 calls right now: 1 in conversation and 1 ringing. 1 queued.',
      '1, In conversation, the number ending in 1234, 1 min',
      '2, Ringing, the number ending in 0123, 1 min 15 s',
      'Updated 5 s ago, 1 more call is open for over a day, and probably ended',
    ]);
    const blocks = shown(reply);
    expect(blocks).toContain('Updated 5 s ago · 1 more call is open for over a day, and probably ended');
    expect(blocks).not.toContain('"value":"stuck"');
    expect(blocks).toContain('"value":"talks"');
    expect(blocks).not.toContain('199001234');
  });

  it('is shown again in the same place', async () => {
    await using it = await meetWith(open);
    it.person.slack.gate.expectRefusal('response_url', 'block/table/answer');
    await it.db.updateTable('calls').set({ changed_at: mondayNoon }).execute();
    const first = await it.person.types('live');
    expect(first.replace_original).toBe(false);
    await it.db.updateTable('calls').set({ status: 'completed' }).execute();
    const second = await it.person.clicks(button(first, 'Refresh').action_id);
    expect(second).toMatchObject({ replace_original: true, response_type: 'ephemeral' });
    expect(second.text).toContain('No call right now.');
    expect(shown(second)).toContain('Revox hasn’t been read yet');
  });
});

it.each(['live', 'status'])('/revox %s says that it takes no words', async (command) => {
  await using it = await meetWith(calls);
  const said = `What you typed after /revox ${command} was ignored: it takes no words.`;
  expect(shown(await it.person.types(`${command} busy`))).toContain(said);
  expect(shown(await it.person.types(command))).not.toContain('was ignored');
});

describe('figures of a time', () => {
  it('are a picture or a table, and a text that says the same', async () => {
    await using it = await meetWith(calls, {}, 'HTTP', { doubts: 'taken' });
    const reply = await it.person.types('stats today by country');
    expect(reply.text).toContain('Today, 3 calls');
    expect(reply.text).toContain('Answered by a person: 1 of 3 calls (33%)');
    expect(reply.text).toMatch(/Calls by country: France 2, .*\nCalls by country, answered: France 1/);
    const kinds = (shown: Reply) => (shown.blocks as { type: string }[]).map(({ type }) => type);
    const charts = ['data_visualization', 'data_visualization'];
    expect(kinds(reply)).toEqual(['rich_text', 'rich_text', ...charts, 'context', 'actions']);
    const asTable = button(reply, 'Show as table');
    const table = await it.person.clicks(asTable.action_id, asTable.value);
    expect(table.text).toContain('France, 2, 1, 50%, ');
    expect(kinds(table)).toEqual(['rich_text', 'rich_text', 'table', 'context', 'actions']);
    expect(button(table, 'Show as charts').value).toBe(asTable.value?.replace(' table', ''));
  });

  it('lead on by a click: compared, broken down otherwise, listed', async () => {
    await using it = await meetWith(calls);
    it.person.slack.gate.expectRefusal('response_url', 'block/data_visualization/answer');
    it.person.slack.gate.expectRefusal('response_url', 'block/table/answer');
    const first = await it.person.types('stats since:7d');
    const compare = button(first, 'Compare with before');
    const compared = await it.person.clicks(compare.action_id, compare.value);
    expect(compared.text).toContain('Nothing to compare with: stored calls begin 22 Feb');
    const byResult = button(compared, 'By result');
    expect((await it.person.clicks(byResult.action_id, byResult.value)).text).toMatch(/Voicemail 1\b/);
    const list = button(first, 'List the calls');
    expect((await it.person.clicks(list.action_id, list.value)).text).toContain('3 calls, since 24 Feb 2026');
  });

  it('of nothing say over which time', async () => {
    await using it = await meetWith([]);
    const reply = await it.person.types('stats yesterday vs previous');
    expect(reply.text).toMatch(/^No calls, yesterday\nSun 1 Mar$/);
  });
});

describe('a bare command', () => {
  it('shows what people want most, and each is a click away', async () => {
    await using it = await meetWith(calls);
    it.person.slack.gate.expectRefusal('response_url', 'block/data_visualization/answer');
    it.person.slack.gate.expectRefusal('response_url', 'block/table/answer');
    const menu = await it.person.types('');
    const answers = [
      '3 calls, today',
      '1 call, errors, today',
      'No call right now.',
      '3 calls',
      '2 March so far: 3 calls',
    ];
    expect(buttonsOf(menu)).toHaveLength(5);
    for (const [index, { action_id, value }] of buttonsOf(menu).entries()) {
      expect((await it.person.clicks(action_id, value)).text).toContain(answers[index]);
    }
  });

  it('shows what the person saved', async () => {
    await using it = await meetWith(calls);
    it.person.slack.gate.expectRefusal('response_url', 'block/data_visualization/answer');
    it.person.slack.gate.expectRefusal('response_url', 'block/table/answer');
    await it.person.types('save week = stats 7d');
    const saved = button(await it.person.types(''), 'week');
    expect((await it.person.clicks(saved.action_id, saved.value)).text).toContain('Last 7 days, 3 calls');
  });
});

describe('help', () => {
  it.each(['calls', 'live', 'stats', 'digest', 'status', 'filters', 'save'])(
    'on %s can be tried by a click',
    async (topic) => {
      await using it = await meetWith(calls);
      it.person.slack.gate.expectRefusal('response_url', 'block/data_visualization/answer');
      it.person.slack.gate.expectRefusal('response_url', 'block/table/answer');
      const buttons = buttonsOf(await it.person.types(`help ${topic}`));
      expect(buttons.length).toBeGreaterThan(0);
      for (const { action_id, value } of buttons) {
        const { text } = await it.person.clicks(action_id, value);
        expect(text).not.toMatch(/do not know|did not work/);
      }
    },
  );

  it('on what changes something has nothing to click', async () => {
    await using it = await meetWith([]);
    expect(buttonsOf(await it.person.types('help export'))).toEqual([]);
  });
});

describe('a button that stands for a command', () => {
  // value → the answer holds
  const values: [string | undefined, string][] = [
    [undefined, 'What would you like to see?'],
    ['nonsense', 'I didn’t understand “nonsense”.'],
    ['constructor', 'I didn’t understand “constructor”.'],
    ['<!channel> =', 'I didn’t understand “&lt;!channel&gt; =”.'],
    ['x'.repeat(3_000), 'I didn’t understand “xxx'],
    ['x'.repeat(100_000), 'That is too long for me'],
    ['save', 'You haven’t saved any searches yet.'],
  ];
  it.each(values)('with the value %.40s is answered', async (value, holds) => {
    await using it = await meetWith([]);
    expect((await it.person.clicks('run_command_1', value)).text).toContain(holds);
  });

  it('and changes something does it once, however often the click is delivered', async () => {
    await using it = await meetWith(calls);
    const trigger = { trigger_id: 'the same' };
    await it.person.clicks('run_command_1', 'save week = stats 7d', trigger);
    await it.person.clicks('run_command_1', 'save week =');
    await it.person.sends(blockAction('run_command_1', 'save week = stats 7d', trigger));
    expect((await it.person.types('run week')).text).toContain('You have no saved search called “week”.');
  });
});

describe('a search under a name', () => {
  it('is saved, listed, run by its name, and forgotten', async () => {
    await using it = await meetWith(calls);
    it.person.slack.gate.expectRefusal('response_url', 'block/table/answer');
    const saved = await it.person.types('save Errors-FR = errored phone:+44 7d');
    expect(saved.text).toContain('Saved. Run it with /revox run errors-fr');
    expect((await it.person.types('run errors-fr')).text).toContain(
      '1 call, errors, numbers beginning +44, last 7 days',
    );
    expect((await it.person.types('errors-fr')).text).toContain('1 call, errors');
    const list = await it.person.types('save');
    expect(list.text).toContain('errors-fr /revox calls errored phone:+44 since:7d');
    const { action_id, value } = button(list, 'errors-fr');
    expect((await it.person.clicks(action_id, value)).text).toContain('1 call, errors');
    expect((await it.person.types('save errors-fr =')).text).toBe('Deleted: errors-fr');
    expect((await it.person.types('run errors-fr')).text).toContain(
      'You have no saved search called “errors-fr”.',
    );
  });

  it('is unknown to everybody else', async () => {
    await using it = await meetWith(calls);
    await it.person.types('save week = stats 7d');
    const reply = await it.person.types('run week', { user_id: 'U0BEN' });
    expect(reply.text).toContain('You have no saved search called “week”.');
  });

  // typed → the answer holds
  const wrong: [string, string][] = [
    ['save week stats 7d', 'write a name, an equals sign and a search'],
    ['save = stats 7d', 'write a name, an equals sign and a search'],
    ['save <!channel> = live', 'write a name, an equals sign and a search'],
    ['save week = erorred', 'Did you mean /revox save week = errored?'],
    ['save week = stats by huor', 'Did you mean /revox save week = stats by hour?'],
    ['save week = export 7d', '“export” changes something'],
    ['save week = save it = live', '“save” is about saved searches'],
    ['save week = run week', '“run” is about saved searches'],
    ['save week =', 'You have no saved search called “week”.'],
    ['run', 'Which saved search?'],
  ];
  it.each(wrong)('%s is answered with what to do', async (typed, holds) => {
    await using it = await meetWith([]);
    expect((await it.person.types(typed)).text).toContain(holds);
    expect(await it.db.selectFrom('saved_searches').selectAll().execute()).toEqual([]);
  });

  it('is replaced only where the person says so', async () => {
    await using it = await meetWith(calls);
    await it.person.types('save week = stats 7d');
    expect((await it.person.types('save week = stats 7d')).text).toContain('Saved.');
    const asked = await it.person.types('save week = busy 7d');
    expect(asked.text).toContain('You already have a search called week:');
    expect((await it.person.types('save')).text).toContain('/revox stats 7d');
    const { action_id, value } = button(asked, 'Replace');
    expect(await it.person.clicks(action_id, value)).toMatchObject({ replace_original: true });
    expect((await it.person.types('save')).text).toContain('/revox calls busy since:7d');
  });

  it('may be typed with its slash', async () => {
    await using it = await meetWith(calls);
    await it.person.types('save now = /revox live');
    expect((await it.person.types('now')).text).toContain('No call right now.');
  });
});
