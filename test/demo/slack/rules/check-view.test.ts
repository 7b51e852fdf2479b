import { expect, test } from 'vitest';

import { checkView } from '../../../../demo/slack/rules/check-view.ts';

const plain = (text: string) => ({ type: 'plain_text', text });
const section = (text = 'x') => ({ type: 'section', text: plain(text) });
const table = { type: 'table', rows: [[{ type: 'raw_text', text: 'a' }]] };
const segments = [{ label: 'a', value: 1 }];
const chart = { type: 'data_visualization', title: 'x', chart: { type: 'pie', segments } };
const modal = (changes: object = {}) => ({
  type: 'modal',
  title: plain('Call'),
  blocks: [section()],
  ...changes,
});
const home = (changes: object = {}) => ({ type: 'home', blocks: [section()], ...changes });
const many = (count: number, text?: string) => Array.from({ length: count }, () => section(text));

test.each([
  ['a modal', modal({ close: plain('Close'), private_metadata: 'x'.repeat(3000), blocks: many(100) })],
  ['a Home tab with a chart', home({ blocks: [...many(99), chart] })],
])('%s as large as may be has no problems', (_, view) => {
  expect(checkView(view)).toEqual([]);
});

// what is wrong, where Slack would point to
test.each<[string, unknown, string]>([
  ['nothing', null, ''],
  ['no blocks', modal({ blocks: [] }), '/blocks'],
  ['101 blocks', home({ blocks: many(101) }), '/blocks'],
  ['more than 250 KB', home({ blocks: many(90, 'x'.repeat(2_900)) }), ''],
  ['no title', { type: 'modal', blocks: [section()] }, '/title'],
  ['a title of 25 characters', modal({ title: plain('x'.repeat(25)) }), '/title/text'],
  ['a long word to close with', modal({ close: plain('x'.repeat(25)) }), '/close/text'],
  ['3,001 characters of metadata', modal({ private_metadata: 'x'.repeat(3001) }), '/private_metadata'],
  ['a table in a modal', modal({ blocks: [table] }), '/blocks/0'],
  ['a chart in a modal', modal({ blocks: [section(), chart] }), '/blocks/1'],
  ['a table on the Home tab', home({ blocks: [table] }), '/blocks/0'],
  ['a view of no known type', { type: 'drawer', blocks: [section()] }, '/type'],
  ['a block that is wrong', modal({ blocks: [section(' ')] }), '/blocks/0/text/text'],
])('%s is a problem', (_, view, pointer) => {
  expect(checkView(view).map((problem) => problem.pointer)).toContain(pointer);
});
