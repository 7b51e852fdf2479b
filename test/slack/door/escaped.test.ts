import { describe, expect, it } from 'vitest';

import { commandWords } from '../../../src/slack/routes/commands.ts';
import { control, meetWith } from '../../support/people-and-calls.ts';
import { sampleCall } from '../../support/sample-calls.ts';

const number = '<tel:+33199001234|+33 1 99 00 12 34>';
const update = 'tick “Escape channels, users, and links sent to your app”';

async function meet() {
  const it = await meetWith([sampleCall()], { admins: ['U0ANNA'] });
  const usergroups = [{ id: 'S0ONCALL', handle: 'oncall' }];
  it.person.slack.behave({
    answers: { 'usergroups.list': { usergroups }, 'conversations.info': { channel: { is_member: true } } },
  });
  return it;
}

describe('what Slack made of what was typed', () => {
  it.each(commandWords)('is never shown back by /revox %s', async (word) => {
    await using it = await meet();
    const reply = await it.person.types(`${word} ${number} R&amp;D &lt;b&gt; <#C0CALLS|calls>`);
    expect(JSON.stringify(reply)).not.toMatch(/tel:|&amp;(amp|lt|gt);|<?#C0CALLS\|/);
  });

  it.each([
    [`held ${number}`, 'Stored about +33 •••• 1234'],
    [`forget ${number}`, '+33 •••• 1234'],
    [`calls ${number}`, '1 call'],
    [`call ${number}`, '+33 •••• 1234'],
    [`why ${number}`, '+33 •••• 1234'],
    [`export phone:${number}`, 'the number ending in 1234'],
    ['calls field:team="R&amp;D"', 'team: r&d'],
  ])('is undone in /revox %s', async (typed, holds) => {
    await using it = await meet();
    it.person.slack.gate.expectRefusal('response_url', 'block/table/answer');
    expect(JSON.stringify(await it.person.types(typed))).toContain(holds);
  });

  it('is undone in what is saved', async () => {
    await using it = await meet();
    await it.person.types(`save one = calls ${number}`);
    const saved = await it.db.selectFrom('saved_searches').select('command').execute();
    expect(saved).toEqual([{ command: 'calls phone:+33199001234' }]);
  });
});

describe('a group to mention', () => {
  it.each(['<!subteam^S0ONCALL|@oncall>', '<!subteam^S0ONCALL>', '@oncall', 'oncall'])(
    'is found by %s',
    async (group) => {
      await using it = await meet();
      const reply = await it.person.types(`subscribe errors mention:${group}`);
      expect(control(reply, 'subscribe_channel').value).toBe('errors mention:@oncall');
    },
  );

  it('that Slack recognised is no person', async () => {
    await using it = await meet();
    const shown = JSON.stringify(await it.person.types('subscribe errors mention:<@U0BEN|ben>'));
    expect(shown).toContain('mention:@ben');
    expect(shown).toContain('not people');
    expect(shown).not.toContain('Escape');
  });

  it('that came without its id and is not found may be for want of the new manifest', async () => {
    await using it = await meet();
    expect(JSON.stringify(await it.person.types('subscribe errors mention:@ben'))).toContain(update);
  });
});

describe('a name among the words of a filter', () => {
  it('is answered with what to update where Slack recognises none', async () => {
    await using it = await meet();
    expect(JSON.stringify(await it.person.types('calls @ben'))).toContain(update);
  });

  it.each(['<@U0BEN|ben>', '<@W0BEN|ben>', '<!subteam^S0ONCALL|@ben>'])(
    'is named as it was typed: %s',
    async (sent) => {
      await using it = await meet();
      const shown = JSON.stringify(await it.person.types(`calls ${sent}`));
      expect(shown).toContain('I didn’t understand “＠ben”');
      expect(shown).not.toContain('0BEN');
      expect(shown).not.toContain('Escape');
    },
  );
});

describe('a form', () => {
  const errors = { selected_option: { value: 'errors' } };

  it('reads what is typed into it as a command is read', async () => {
    await using it = await meet();
    const { view: first } = await it.person.types('subscribe');
    const { view } = await it.person.clicksIn(first, 'subscribe_more');
    const filter = { value: `phone:${number} field:team="R&amp;D"` };
    const mention = { value: '<!subteam^S0ONCALL|@oncall>' };
    const proposal = await it.person.submits(view, { topic: errors, filter, mention });
    const { private_metadata } = proposal.view as unknown as { private_metadata: string };
    expect(JSON.parse(private_metadata).about).toBe(
      'errors phone:+33199001234 field:team="r\\&d" mention:@oncall',
    );
  });

  it('in which Slack recognises no names speaks of no manifest', async () => {
    await using it = await meet();
    const { view: first } = await it.person.types('subscribe');
    const { view } = await it.person.clicksIn(first, 'subscribe_more');
    const proposal = await it.person.submits(view, { topic: errors, mention: { value: '@nobody' } });
    expect(JSON.stringify(proposal)).toContain('Slack has no user group @nobody.');
    expect(JSON.stringify(proposal)).not.toContain('Escape');
  });
});
