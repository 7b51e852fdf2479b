import { describe, expect, it } from 'vitest';
import { bundleOfOne } from '../../../src/calls/bundle.ts';
import { parseMute } from '../../../src/calls/mute-words.ts';
import type { Desk } from '../../../src/slack/door/handler.ts';
import { renderBundle } from '../../../src/slack/news/bundle.ts';
import { mutesInForce, mutesToTell } from '../../../src/store/settings/mutes.ts';
import { writeSubscription } from '../../../src/store/settings/subscriptions.ts';
import { messageProblems } from '../../support/fits-slack.ts';
import { control, controls, meetWith, optionOf } from '../../support/people-and-calls.ts';
import { failedCall, mondayNoon, sampleSubscription } from '../../support/sample-calls.ts';
import type { Reply } from '../../support/slack/slack-requests.ts';

const hour = 3_600_000;
const paris = { now: mondayNoon, timezone: 'Europe/Paris' };

describe('how long, and what', () => {
  // typed → what, until when. It is Monday, 13:00 in Paris.
  const texts: [string, string, string][] = [
    ['busy 2h', 'busy', '2026-03-02T14:00'],
    ['2h busy', 'busy', '2026-03-02T14:00'],
    ['2h', '', '2026-03-02T14:00'],
    ['no_answer busy for 30 min', 'busy no_answer', '2026-03-02T12:30'],
    ['ours -too_many_calls 1d', 'ours -too_many_calls', '2026-03-03T12:00'],
    ['until tomorrow', '', '2026-03-03T07:00'],
    ['voicemail tomorrow', 'voicemail', '2026-03-03T07:00'],
    ['busy until 18:00', 'busy', '2026-03-02T17:00'],
    ['busy until:9am', 'busy', '2026-03-03T08:00'],
  ];
  it.each(texts)('%s', (text, filter, until) => {
    const { request, problems } = parseMute(text, paris);
    expect(problems).toEqual([]);
    expect(request?.filter).toBe(filter);
    expect(new Date(request?.until ?? 0).toISOString()).toContain(until);
  });

  it.each(['busy', '', 'busy 30d', 'bsuy 2h', 'busy 2 fortnights'])('“%s” is not enough', (text) => {
    const { request, problems } = parseMute(text, paris);
    expect(request).toBeNull();
    expect(problems.length).toBeGreaterThan(0);
  });
});

async function meet(different: Partial<Desk> = {}) {
  const it = await meetWith([], different);
  await writeSubscription(it.db, sampleSubscription({ topic: 'errors' }));
  return it;
}

const own = (reply: Reply) => ({ text: reply.text, blocks: reply.blocks as never[] });

describe('muting a channel', () => {
  it('holds back what the words choose, and is announced', async () => {
    await using it = await meet();
    const reply = await it.person.types('mute busy 2h');
    expect(messageProblems(own(reply))).toEqual([]);
    expect(reply.text).toBe(
      'Muted until 2 Mar at 14:00. You’ll get one summary when it ends. You can undo this from the notice in this channel.',
    );
    expect(await mutesInForce(it.db, mondayNoon)).toMatchObject([
      { channel: 'C0CALLS', filter: 'busy', madeBy: 'U0ANNA', until: mondayNoon + 2 * hour },
    ]);
    const messages = await it.db.selectFrom('messages').select(['channel', 'kind', 'calls']).execute();
    expect(messages).toEqual([{ channel: 'C0CALLS', kind: 'calls', calls: 0 }]);
  });

  it('twice for the same words is one mute, until the later time', async () => {
    await using it = await meet();
    await it.person.types('mute busy 2h');
    await it.person.types('mute busy 4h');
    expect(await mutesInForce(it.db, mondayNoon)).toMatchObject([{ until: mondayNoon + 4 * hour }]);
  });

  it('is done from the menu of an alert', async () => {
    await using it = await meet();
    const alert = renderBundle(
      { kind: 'errors', bundle: bundleOfOne(failedCall('busy'), mondayNoon) },
      { now: mondayNoon, timezone: 'UTC', phoneNumbers: 'masked' },
    );
    const picked = optionOf(alert, 'mute_calls', 'Mute “Busy” for 4 h');
    expect((await it.person.clicks('mute_calls', picked)).text).toContain('Muted until');
    expect((await it.person.clicks('mute_calls', '{"f":"busy"}')).text).toContain(
      'This menu no longer works.',
    );
    expect(await mutesInForce(it.db, mondayNoon)).toHaveLength(1);
  });

  it('until tomorrow means the morning where the person is', async () => {
    await using it = await meet();
    it.person.slack.behave({
      answers: { 'users.info': { user: { team_id: 'T0OURS', tz: 'Europe/Paris' } } },
    });
    await it.person.types('mute until tomorrow');
    expect(await mutesInForce(it.db, mondayNoon)).toMatchObject([{ until: Date.UTC(2026, 2, 3, 7) }]);
  });

  it('is listed with the subscriptions, and ended there', async () => {
    await using it = await meet();
    await it.person.types('mute busy 2h');
    const list = await it.person.types('subscriptions');
    expect(messageProblems(own(list))).toEqual([]);
    expect(list.text).toContain('Muted: busy until 2 Mar at 14:00');
    const ended = await it.person.clicks('unmute_calls', control(list, 'unmute_calls').value);
    expect(controls(ended).map(({ action_id }) => action_id)).not.toContain('unmute_calls');
    expect(await mutesToTell(it.db, mondayNoon)).toHaveLength(1);
  });

  // typed after `mute busy 2h` and `mute ours 1h` → what is still muted
  const endings: [string, string[], string][] = [
    ['unmute', [], 'Unmuted. I’m posting what was held back.'],
    ['unmute busy', ['ours'], 'Unmuted. I’m posting what was held back.'],
    ['unmute voicemail', ['ours', 'busy'], 'That isn’t muted here.'],
    ['unmute bsuy', ['ours', 'busy'], 'Did you mean /revox unmute busy?'],
  ];
  it.each(endings)('/revox %s', async (typed, left, holds) => {
    await using it = await meet();
    await it.person.types('mute busy 2h');
    await it.person.types('mute ours 1h');
    expect((await it.person.types(typed)).text).toContain(holds);
    expect((await mutesInForce(it.db, mondayNoon)).map(({ filter }) => filter)).toEqual(left);
  });

  it('of another channel is not ended from here', async () => {
    await using it = await meet();
    await it.person.types('mute busy 2h');
    const [mute] = await mutesInForce(it.db, mondayNoon);
    const elsewhere = { channel: { id: 'C0OTHER', name: 'other' } };
    expect((await it.person.clicks('unmute_calls', mute?.id, elsewhere)).text).toContain('another channel');
    expect(await mutesInForce(it.db, mondayNoon)).toHaveLength(1);
  });

  it('that gets nothing is said to be pointless', async () => {
    await using it = await meetWith([]);
    expect((await it.person.types('mute busy 2h')).text).toContain('isn’t subscribed to calls');
    expect((await it.person.types('unmute')).text).toContain('Nothing is muted here.');
  });

  it('is answered with how long it can be', async () => {
    await using it = await meet();
    const reply = await it.person.types('mute busy');
    expect(JSON.stringify(reply.blocks)).toContain('Say for how long');
    expect((await it.person.types('mute busy 30d')).text).toContain('/revox mute busy 7d');
    expect((await it.person.types('mute')).text).toMatch(
      /^Say for how long:.*Did you mean \/revox mute 1h or/s,
    );
  });

  it.each(['8d', '9999d', '99999d', '100000h', '2000 weeks'])('lasts no %s', async (typed) => {
    await using it = await meet();
    const reply = await it.person.types(`mute busy ${typed}`);
    expect(JSON.stringify(reply.blocks)).toContain('A mute lasts 7 days at most.');
    expect(await mutesInForce(it.db, mondayNoon)).toEqual([]);
  });

  it('lasts longer than nothing', async () => {
    await using it = await meet();
    const reply = await it.person.types('mute busy 0h');
    expect(JSON.stringify(reply.blocks)).toContain('Say for how long');
  });
});
