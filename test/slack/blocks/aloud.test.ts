import type { RichTextElement } from '@slack/types';
import { expect, it } from 'vitest';

import { withText } from '../../../src/slack/blocks/aloud.ts';
import { dot } from '../../../src/slack/blocks/dots.ts';
import { link } from '../../../src/slack/blocks/link.ts';
import type { MessageBlock } from '../../../src/slack/blocks/rendered.ts';
import {
  actions,
  bold,
  bullets,
  button,
  code,
  footnote,
  header,
  paragraph,
  table,
  words,
} from '../../../src/slack/blocks/rich.ts';

const aloud = (...blocks: MessageBlock[]) => withText({ blocks }).text;

it('a title ends as a sentence does, and a line stands for each line', () => {
  expect(
    aloud(header('Last 7 days'), ...paragraph([bold('Calls:'), words(' 843')], [words('None failed.')])),
  ).toBe('Last 7 days.\nCalls: 843\nNone failed.');
  expect(aloud(header('Which call?'))).toBe('Which call?');
});

it('a row of a table is a line, without the dots and dashes that only eyes need', () => {
  const rows = [['1', [...dot('green'), words('Human')], '–', '14:31']];
  const titles = ['No.', 'Outcome', 'Talk time', 'Ended'].map((title) => ({ title }));
  expect(aloud(table(titles, rows))).toBe('1, Human, 14:31');
});

it('a masked number is said by its last digits', () => {
  expect(aloud(...paragraph([bold('Human'), words(' · +33 •••• 5678 · '), words('2 min')]))).toBe(
    'Human, the number ending in 5678, 2 min',
  );
});

it('what can be pressed is left out, and what a link says stays', () => {
  const recording = link('https://example.com/1.mp3', 'Recording') as RichTextElement;
  expect(aloud(...paragraph([recording]), ...actions(button('Refresh', 'list_refresh')))).toBe('Recording');
  expect(aloud(...footnote('Updated 1 s ago'))).toBe('Updated 1 s ago');
});

it('a message of a channel keeps the sentence that was written for it', () => {
  expect(withText({ text: 'Five calls.', blocks: [header('Calls')] }).text).toBe('Five calls.');
});

it('what a call says is carried as words, never as markup', () => {
  expect(aloud(...bullets([code('<!channel> *now* @here')]))).toBe('• &lt;!channel&gt; now ＠here');
});
