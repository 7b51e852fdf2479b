import { expect, it } from 'vitest';

import { actionIds } from '../../../src/slack/routes/buttons.ts';
import { allCommands, helpTopics } from '../../../src/slack/routes/commands.ts';

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
