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
  ['who must be called back', '/revox calls callback'],
])('“%s” is asked about with a button for %s, which works', async (typed, offered) => {
  await using it = await meetWith([], {});
  const reply = await it.person.types(typed);
  expect(JSON.stringify(controls(reply))).toContain(`"text":"${offered}"`);
});

it('whoever asks why something changed gets what shows it, since why explains one call', async () => {
  await using it = await meetWith([], {});
  const reply = await it.person.types('why did answers fall');
  expect(reply.text).toContain('Why explains one call, by its id or the last digits of its number.');
  expect(reply.text).toContain('/revox stats 7d vs previous');
});
