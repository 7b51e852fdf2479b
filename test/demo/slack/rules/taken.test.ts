import { expect, test } from 'vitest';
import { checkMessage } from '../../../../demo/slack/rules/check-message.ts';
import { checkView } from '../../../../demo/slack/rules/check-view.ts';
import type { Surface } from '../../../../demo/slack/rules/row.ts';
import { rows, uncertainRows } from '../../../../demo/slack/rules/rows.ts';
import { blockSurfaces, elementSurfaces } from '../../../../demo/slack/rules/surfaces.ts';
import * as piece from './payloads.ts';

const {
  actions,
  button,
  form,
  home,
  input,
  many,
  modal,
  option,
  plain,
  point,
  rich,
  section,
  select,
  words,
  x,
} = piece;

const oneOfEverything = [
  { type: 'header', text: plain(x(150)) },
  section(x(2500)),
  { type: 'section', fields: many(10, () => plain('x')), accessory: button() },
  { type: 'context', elements: many(10, () => plain('x')) },
  { type: 'divider' },
  rich(words(' '), { type: 'date', timestamp: 1, format: '{time}' }, { type: 'emoji', name: 'red_circle' }),
  rich({ type: 'user', user_id: 'W0123456789' }, { type: 'link', url: 'https://example.com/a%20b?c=d' }),
  {
    type: 'rich_text',
    elements: [
      {
        type: 'rich_text_list',
        style: 'bullet',
        elements: rich({ ...words('x'), style: { bold: true } }).elements,
      },
      { type: 'rich_text_quote', elements: [words('x')] },
      { type: 'rich_text_preformatted', elements: [words('x')] },
    ],
  },
  piece.table([piece.raw('a'), piece.raw('b')], [piece.raw('c'), rich(words('d'))]),
  piece.pie(point('a'), point('b')),
  piece.bar(['a', 'b'], { name: 'Calls', data: [point('a'), point('b', 0)] }),
  actions(button({ value: x(2000), url: `https://example.com/${x(2980)}`, style: 'danger' })),
  actions(select({ options: [option('a'), option('b')], initial_option: option('b') })),
  actions(piece.checkboxes({ options: [{ text: piece.mrkdwn('*a*'), value: 'a' }] })),
];

test('a message with one of everything we use is taken, and only its charts are doubted', () => {
  const message = { text: 'x'.repeat(4000), blocks: oneOfEverything };

  expect(checkMessage(message, { surface: 'message', doubts: 'taken' })).toEqual([]);
  expect(checkMessage(message, { surface: 'message', doubts: 'refused' }).map(({ rule }) => rule)).toEqual([
    'block/data_visualization/message',
    'block/data_visualization/message',
  ]);
});

test('a message without words is taken for its blocks, and one without blocks for its words', () => {
  const all = { surface: 'message', doubts: 'refused' } as const;

  expect(checkMessage({ blocks: [section()] }, all)).toEqual([]);
  expect(checkMessage({ text: 'x' }, all)).toEqual([]);
  expect(checkMessage({ text: 'x', blocks: [] }, all)).toEqual([]);
  expect(
    checkMessage({ text: 'x', metadata: { event_type: 'a-b_1', event_payload: { id: 'm' } } }, all),
  ).toEqual([]);
});

test.each([
  ['a modal', { ...modal(...many(100, () => section())), close: plain('Close'), private_metadata: x(3000) }],
  ['a form', form(input({ initial_value: x(1000), max_length: 1000 }, { hint: plain('x'), optional: true }))],
  ['a Home tab', home(...many(100, () => section()))],
])('%s as large as may be is taken', (_, view) => {
  expect(checkView(view, { doubts: 'refused' })).toEqual([]);
});

test('a length in doubt is taken where doubts are, and one beyond it nowhere', () => {
  const said = (length: number, doubts: 'refused' | 'taken') =>
    checkMessage({ text: 'x', blocks: many(5, () => section(x(length))) }, { surface: 'message', doubts });

  expect(said(2200, 'refused')).toEqual([]);
  expect(said(2201, 'taken')).toEqual([]);
  expect(said(2201, 'refused')).toMatchObject([{ error: 'msg_blocks_too_long', certain: false }]);
  expect(said(2641, 'taken')).toMatchObject([{ error: 'msg_blocks_too_long', certain: true }]);
});

test.each(blockSurfaces)('block $type: $surface $stands', ({ id, type, surface, stands }) => {
  const blocks = [oneOfEverything.find((block) => block.type === type) ?? { type }];

  expect(rulesOf(blocks, surface, 'refused').includes(id)).toBe(stands !== 'yes');
  expect(rulesOf(blocks, surface, 'taken').includes(id)).toBe(stands === 'no');
});

test.each(elementSurfaces)('element $type: $surface $stands', ({ id, type, surface, stands }) => {
  expect(rulesOf([actions({ type })], surface, 'refused').includes(id)).toBe(stands !== 'yes');
});

function rulesOf(blocks: object[], surface: Surface, doubts: 'refused' | 'taken'): string[] {
  const problems =
    surface === 'modal' || surface === 'home'
      ? checkView(surface === 'modal' ? modal(...blocks) : home(...blocks), { doubts })
      : checkMessage({ text: 'x', blocks }, { surface, doubts });
  return problems.map(({ rule }) => rule);
}

test('a table and a chart are refused by their doubt alone', () => {
  const blocks = oneOfEverything.filter(({ type }) => type === 'table' || type === 'data_visualization');

  expect(rulesOf(blocks, 'answer', 'taken')).toEqual([]);
  expect(rulesOf(blocks, 'answer', 'refused')).toEqual([
    'block/table/answer',
    'block/data_visualization/answer',
    'block/data_visualization/answer',
  ]);
});

test('each row says where it comes from and when that was read, by a name of its own', () => {
  for (const { source, read } of rows) {
    expect(source).toMatch(/^https:\/\//);
    expect(read).toMatch(/^\d{4}-\d{2}$/);
  }
  expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
});

test('what is doubted is listed, for a real workspace to settle', () => {
  expect(uncertainRows.map(({ id }) => id)).toEqual([
    'block/card/ephemeral',
    'block/card/answer',
    'block/card/modal',
    'block/data_table/ephemeral',
    'block/data_table/answer',
    'block/data_visualization/message',
    'block/data_visualization/ephemeral',
    'block/data_visualization/answer',
    'block/data_visualization/home',
    'block/table/ephemeral',
    'block/table/answer',
    'block/table/home',
    'message.characters',
    'chart.segments',
    'chart.series',
    'table.beside-data_table',
    'url.characters',
  ]);
});
