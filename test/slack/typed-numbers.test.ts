import { describe, expect, it } from 'vitest';

import type { Mute } from '../../src/calls/mute.ts';
import { enqueueMessage } from '../../src/store/messages/messages.ts';
import { changeSettings } from '../../src/store/settings/change-setting.ts';
import { saveSearch } from '../../src/store/settings/saved-searches.ts';
import { meetWith } from '../support/people-and-calls.ts';
import { failedCall, mondayNoon, sampleCall, sampleSubscription } from '../support/sample-calls.ts';

/** Of a call, and asked for by somebody else: it is nobody's to see whole but an admin's. */
const others = '+33639985678';
/** The same, as an agent noted it. */
const noted = 'caller asked for 06 39 98 56 78';
/** What whoever looks may type and be given back. */
const own = '+33639981234';

const calls = [
  sampleCall({ id: 'theirs', phoneNumber: others, endedAt: mondayNoon - 60_000, endReason: noted }),
  sampleCall({ id: 'own', phoneNumber: own, endedAt: mondayNoon - 120_000 }),
  ...[3, 4].map((n) =>
    failedCall('busy', { id: `failed-${n}`, phoneNumber: others, endedAt: mondayNoon - n * 60_000 }),
  ),
];

/** Each condition quotes the number in its own way, beside one that fits so that its calls are told. */
const filters = [`phone:${others}`, `reason:"${noted}"`, `-field:callback="06 39 98 56 78"`];

const mute: Mute = {
  id: 'mute-1',
  channel: 'C0CALLS',
  filter: filters[0] as string,
  madeBy: 'U0ADMIN',
  madeAt: mondayNoon - 1_000,
  until: mondayNoon + 3_600_000,
  endedAt: null,
};
const topics = ['calls', 'errors', 'digest'] as const;

/** An admin set all of it for the channel in which the person is. */
async function meet(admins = ['U0ADMIN']) {
  const it = await meetWith(calls, { admins, now: () => mondayNoon });
  await it.db.transaction().execute(async (tx) => {
    for (const [index, filter] of filters.entries())
      for (const topic of topics) {
        const subscription = sampleSubscription({
          id: `${topic}-${index}`,
          topic,
          filter,
          madeBy: 'U0ADMIN',
        });
        await changeSettings(
          tx,
          [{ before: null, after: { kind: 'subscription', subscription } }],
          'U0ADMIN',
          mondayNoon,
        );
      }
    await changeSettings(tx, [{ before: null, after: { kind: 'mute', mute } }], 'U0ADMIN', mondayNoon);
  });
  await saveSearch(it.db, 'U0ADMIN', { name: 'theirs', command: `calls phone:${others}` }, mondayNoon);
  await saveSearch(it.db, 'U0ANNA', { name: 'mine', command: `calls phone:${own}` }, mondayNoon);
  it.person.slack.gate.expectRefusal('response_url', 'block/data_visualization/answer');
  it.person.slack.gate.expectRefusal('response_url', 'block/table/answer');
  it.person.slack.behave({
    answers: { 'conversations.info': { ok: true, channel: { id: 'C0CALLS', is_member: true } } },
  });
  return it;
}

type Met = Awaited<ReturnType<typeof meet>>;

/** Whole numbers in all that Slack sends, hidden values among it: digits in any punctuation. */
function wholeIn(sent: unknown, number: string): boolean {
  return JSON.stringify(sent)
    .replaceAll(/[\s().-]|\\u00a0/gi, '')
    .includes(number.slice(3));
}

const typed = (line: string) => (it: Met) => it.person.types(line);
const clicked = (id: string, value: string) => (it: Met) => it.person.clicks(id, value);

/** Where words that others set, and what calls have, come before a member. A new surface is a line here. */
const surfaces: Record<string, (it: Met) => Promise<unknown>> = {
  'the Home tab': (it) => it.person.opensHome(),
  'the menu': typed(''),
  calls: typed('calls'),
  'calls with menus of errors': typed('calls errored'),
  'no calls, with the nearest': typed('calls phone:+33639980000 voicemail'),
  stats: typed('stats 7d'),
  'stats by reason': typed('stats 7d by reason'),
  'stats by number': typed('stats 7d by phone'),
  'stats beside before': typed('stats 7d vs previous'),
  'a call': typed('call theirs'),
  'a call by its last digits': typed('call 5678'),
  why: typed('why theirs'),
  'why, of several': typed('why 5678'),
  live: typed('live'),
  status: typed('status'),
  'digest now': typed('digest now'),
  'digest off': typed('digest off'),
  subscriptions: typed('subscriptions'),
  'subscriptions everywhere': typed('subscriptions everywhere'),
  'the form of a subscription': clicked('edit_subscription', 'calls-0'),
  'the form of one with a reason': clicked('edit_subscription', 'calls-1'),
  'the form of a digest': clicked('edit_subscription', 'digest-2'),
  'a form that was sent as it was shown': async (it) => {
    const { view } = await it.person.clicks('edit_subscription', 'calls-0');
    const filter = { value: 'phone:"+33 •••• 5678"' };
    return it.person.submits(view, { topic: { selected_option: { value: 'calls' } }, filter });
  },
  'the same, where the bot was put out': async (it) => {
    const { view } = await it.person.clicks('edit_subscription', 'calls-0');
    it.person.slack.behave({
      answers: { 'conversations.info': { ok: true, channel: { id: 'C0CALLS', is_member: false } } },
    });
    const filter = { value: 'phone:"+33 •••• 5678"' };
    return it.person.submits(view, { topic: { selected_option: { value: 'calls' } }, filter });
  },
  'a subscription that is paused': clicked('pause_subscription', 'calls-0'),
  'a subscription that is removed': clicked('remove_subscription', 'calls-1'),
  'unsubscribe all': typed('unsubscribe all'),
  'unsubscribe, of other words': typed('unsubscribe calls busy'),
  mute: typed('mute busy 2h'),
  unmute: typed('unmute'),
  'a mute that is ended': clicked('unmute_calls', 'mute-1'),
  replay: typed('replay since:2h'),
  subscribe: typed('subscribe calls'),
  export: typed('export 7d'),
  'saved searches': typed('save'),
  'the search of somebody else': typed('run theirs'),
  help: typed('help filters'),
  'what nobody knows': typed('theirs'),
};

describe('a number that somebody else typed, or that a call has', () => {
  it.each(Object.entries(surfaces))('is whole nowhere in what a member is sent: %s', async (_, look) => {
    await using it = await meet();
    const reply = await look(it);
    expect(JSON.stringify(reply).length).toBeGreaterThan(100);
    expect(wholeIn(reply, others)).toBe(false);
    expect(wholeIn(it.person.slack.views, others)).toBe(false);
    expect(wholeIn(it.person.slack.said, others)).toBe(false);
  });

  it('is looked for in a way that finds it: an admin is sent it', async () => {
    await using it = await meet(['U0ANNA']);
    expect(JSON.stringify(await it.person.types('subscriptions'))).toContain('the number ending in 5678');
    expect(wholeIn(await it.person.types(`calls phone:${others}`), others)).toBe(true);
    const form = await it.person.clicks('edit_subscription', 'calls-0');
    expect(wholeIn(form.view, others)).toBe(true);
  });

  it.each(['85678', '05678'])('cannot be tried out in an edit of its subscription: …%s', async (rest) => {
    await using it = await meet();
    const split = `phone:+336399 summary 30m ${rest}`;
    const edited = { id: 'calls-0', words: `calls phone:+33 •••• 5678 ${split}` };
    const { blocks } = await it.person.clicks('save_subscription', JSON.stringify(edited));
    expect(JSON.stringify(blocks)).toContain('in one piece');
  });

  it('stays as it is where a member changes other words of its subscription', async () => {
    await using it = await meet();
    const edited = { id: 'calls-0', words: 'calls phone:+33 •••• 5678 busy' };
    expect((await it.person.clicks('save_subscription', JSON.stringify(edited))).text).toContain('Done.');
    const row = it.db.selectFrom('subscriptions').select('filter').where('id', '=', 'calls-0');
    expect(await row.executeTakeFirst()).toEqual({ filter: `busy phone:${others}` });
  });

  it('chose a digest that a member opens: its calls are listed, and nothing says the number', async () => {
    await using it = await meet();
    const day = {
      date: '2026-03-02',
      days: 1,
      timezone: 'UTC',
      filter: `phone:${others}`,
      slotAt: mondayNoon,
    };
    const about = { key: 'digest:1', form: 'digest', kind: 'digest', channel: 'C0CALLS', calls: 3 } as const;
    await enqueueMessage(it.db, { ...about, id: 'digest-1', subject: day }, mondayNoon);
    const reply = await it.person.clicks('browse_message', 'digest-1');
    expect(reply.text).toContain('ending in 5678');
    expect(wholeIn(reply, others)).toBe(false);
  });
});
