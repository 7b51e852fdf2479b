import { expect, it } from 'vitest';

import { suggestions } from '../../../demo/page/suggestions.ts';
import { helpTopics } from '../../../src/slack/routes/commands.ts';

const commands = helpTopics.filter(({ usage }) => usage !== null);

it('every command of the help comes first, up to where one has to fill something in', () => {
  const first = suggestions().slice(0, commands.length);
  expect(first.map(({ usage }) => usage)).toEqual(commands.map(({ usage }) => usage));
  expect(first.map(({ text }) => text)).toContain('/revox calls');
  for (const { text } of first) expect(text).toMatch(/^\/revox [^[<]*\w$/);
});

it('no two are typed the same, and none is an example that cannot be tried', () => {
  const texts = suggestions().map(({ text }) => text);
  expect(new Set(texts).size).toBe(texts.length);
  const untried = commands.flatMap(({ examples }) => examples).filter(({ tried }) => tried === null);
  for (const { typed } of untried) expect(texts).not.toContain(typed);
});
