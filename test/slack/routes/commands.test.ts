import { expect, it } from 'vitest';

import { actionIds } from '../../../src/slack/routes/buttons.ts';
import { allCommands, helpTopics } from '../../../src/slack/routes/commands.ts';
import { controls, meetWith } from '../../support/people-and-calls.ts';

it('each command has a word of its own, and each of its buttons an id of its own', () => {
  const words = allCommands.map(({ word }) => word);
  const ids = allCommands.flatMap(({ buttons = {} }) => Object.keys(buttons));
  expect([new Set(words).size, new Set(ids).size]).toEqual([words.length, ids.length]);
  expect(actionIds).toEqual(expect.arrayContaining(ids));
});

it('what finds help finds one', () => {
  const words = helpTopics.flatMap(({ name, also }) => [name, ...also]);
  expect(words.filter((word, index) => words.indexOf(word) !== index)).toEqual([]);
});

it.each([
  ['quiet for lunch', '/revox mute'],
  ['pause 1h', '/revox mute 1h'],
  ['snooze busy 2h', '/revox mute busy 2h'],
  ['undo', '/revox subscriptions'],
  ['send voicemails to this channel', '/revox subscribe voicemails'],
  ['post errors here', '/revox subscribe errors'],
  ['send me callbacks in this channel', '/revox subscribe callbacks'],
  ['alerts for errors', '/revox subscribe errors'],
  ['alert me when calls fail', '/revox subscribe errors'],
  ['please notify us when a spike happens', '/revox subscribe incidents'],
  ['let me know when someone wants a callback', '/revox subscribe callbacks'],
  ['stop posting errors here', '/revox unsubscribe errors'],
  ['don’t post voicemails here', '/revox mute voicemails 2h'],
  ['turn off notifications until tomorrow', '/revox mute until tomorrow'],
  ['shut up for an hour', '/revox mute for an hour'],
  ['silence jusqu’à 14h', '/revox mute until 14h'],
  ['resume alerts', '/revox unmute'],
  ['send the digest at 9', '/revox digest daily at 9'],
  ['daily report at 8:30', '/revox digest daily at 8:30'],
  ['report every friday', '/revox digest every friday'],
  ['email me a report', '/revox digest now'],
  ['csv of errors last week', '/revox export errors last week'],
  ['how did we do yesterday', '/revox stats yesterday'],
  ['answer rate', '/revox stats 7d vs previous'],
  ['what is posted here?', '/revox subscriptions'],
  ['cancel subscription', '/revox unsubscribe'],
  ['configure', '/revox subscribe'],
  ['help exprot', '/revox help export'],
  ['calls right now', '/revox live'],
  ['who acknowledged the incident', '/revox help incidents'],
  ['snooze incident this afternoon', '/revox help incidents'],
  ['incidents', '/revox subscribe incidents'],
])('“%s” is asked about with a button for %s, which works', async (typed, offered) => {
  await using it = await meetWith([], {});
  const reply = await it.person.types(typed);
  expect(JSON.stringify(controls(reply))).toContain(`"text":"${offered}"`);
});

it.each([
  ['show me failed calls', 'No calls match: errors'],
  ['give me yesterday’s voicemails', 'No calls match: voicemail, yesterday'],
  ['how many calls today', 'No calls, today'],
  ['best hour to call', 'No calls, last 30 days'],
  ['this week vs last week', 'No calls'],
  ['calls from +33199001234', 'ending in 1234'],
  ['busy numbers', 'No calls match: busy'],
  ['are we calling now', 'No call right now'],
  ['is the bot working?', 'Revox'],
  ['who must be called back', 'follow up'],
  ['hello', 'What would you like to see?'],
  ['help me', 'answers questions about them'],
])('“%s” is answered at once: it changes nothing', async (typed, holds) => {
  await using it = await meetWith([], {});
  const reply = await it.person.types(typed);
  expect(`${reply.text} ${JSON.stringify(reply.blocks)}`).toContain(holds);
  expect(reply.text).not.toContain('Did you mean');
});

it('help on what has none offers the topics, each with a button that works', async () => {
  await using it = await meetWith([], {});
  const topics = controls(await it.person.types('help zebra'));
  expect(topics).toHaveLength(helpTopics.length);
  for (const { action_id, value } of topics.slice(0, 3))
    expect((await it.person.clicks(action_id, value)).text).toContain('/revox');
});

it.each(['callback', 'call back', 'rappel', 'callbacks'])(
  'help on “%s” is that on follow-ups',
  async (asked) => {
    await using it = await meetWith([], {});
    expect((await it.person.types(`help ${asked}`)).text).toContain('Help on follow-ups');
  },
);

it('anyone who asks why something changed gets what shows it, since why explains one call', async () => {
  await using it = await meetWith([], {});
  const reply = await it.person.types('why did answers fall');
  expect(reply.text).toContain('Why explains one call, by its id or the last digits of its number.');
  expect(JSON.stringify(controls(reply))).toContain('/revox stats 7d vs previous');
});
