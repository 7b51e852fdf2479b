import { expect, test } from 'vitest';
import { checkBlocks } from '../../../../demo/slack/rules/check-message.ts';
import type { MessageBlock } from '../../../../src/slack/messages/rendered.ts';

const plain = (text: string) => ({ type: 'plain_text', text });
const section = (text = 'x') => ({ type: 'section', text: plain(text) });
const button = (changes = {}) => ({ type: 'button', text: plain('Open'), action_id: 'open', ...changes });
const actions = (...elements: object[]) => ({ type: 'actions', elements });
const rich = (...elements: object[]) => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements }],
});
const raw = (text: string) => ({ type: 'raw_text', text });
const table = (...rows: object[][]) => ({ type: 'table', rows });
const pie = (...segments: object[]) => ({
  type: 'data_visualization',
  title: 'x',
  chart: { type: 'pie', segments },
});
const point = (label: string, value = 1) => ({ label, value });
const bar = (categories: string[], ...series: object[]) => ({
  type: 'data_visualization',
  title: 'x',
  chart: { type: 'bar', series, axis_config: { categories } },
});
const select = (...options: object[]) => ({ type: 'static_select', action_id: 's', options });
const option = (text = 'a', value = 'a') => ({ text: plain(text), value });
const many = <Item>(count: number, item: (index: number) => Item) =>
  Array.from({ length: count }, (_, index) => item(index));
const x = (length: number) => 'x'.repeat(length);

const problemsOf = (...blocks: object[]) => checkBlocks({ text: 'x', blocks: blocks as MessageBlock[] });

test('a message with one of everything we use has no problems', () => {
  const blocks = [
    { type: 'header', text: plain(x(150)) },
    section(x(3000)),
    { type: 'section', fields: many(10, () => plain('x')) },
    { type: 'context', elements: many(10, () => plain('x')) },
    { type: 'divider' },
    rich(
      { type: 'text', text: ' ' },
      { type: 'date', timestamp: 1, format: '{time}' },
      { type: 'emoji', name: 'red_circle' },
    ),
    table(
      [raw('a'), raw('b')],
      [raw('c'), { type: 'rich_text', elements: rich({ type: 'text', text: 'd' }).elements }],
    ),
    pie(point('a'), point('b')),
    bar(['a', 'b'], { name: 'Calls', data: [point('a'), point('b', 0)] }),
    actions(button({ value: x(2000) }), select(option())),
  ];
  expect(problemsOf(...blocks)).toEqual([]);
});

const broken: [string, object[], string][] = [
  ['46 blocks', many(46, () => section()), '/blocks'],
  ['12,001 characters', many(5, () => section(x(2401))), '/blocks'],
  ['entities that count as several characters', [section('&'.repeat(2401))], '/blocks'],
  [
    'headers that count for a hundred',
    [...many(40, () => ({ type: 'header', text: plain(x(150)) })), section(x(2001))],
    '/blocks',
  ],
  ['two tables', [table([raw('a')]), table([raw('a')])], '/blocks'],
  ['three charts', [pie(point('a')), pie(point('a')), pie(point('a'))], '/blocks'],
  ['10,001 characters in a table', [table(...many(11, () => [raw(x(910))]))], '/blocks'],
  [
    'a block id used twice',
    [
      { ...section(), block_id: 'b' },
      { ...section(), block_id: 'b' },
    ],
    '/blocks/1/block_id',
  ],
  ['a block id of 256', [{ ...section(), block_id: x(256) }], '/blocks/0/block_id'],
  ['a block we never use', [{ type: 'video' }], '/blocks/0'],
  ['a header of 151', [{ type: 'header', text: plain(x(151)) }], '/blocks/0/text/text'],
  [
    'a header in mrkdwn',
    [{ type: 'header', text: { type: 'mrkdwn', text: 'x', verbatim: true } }],
    '/blocks/0/text',
  ],
  ['an empty section', [section('')], '/blocks/0/text/text'],
  ['a section of 3,001', [section(x(3001))], '/blocks/0/text/text'],
  ['a section with nothing', [{ type: 'section' }], '/blocks/0'],
  ['eleven fields', [{ type: 'section', fields: many(11, () => plain('x')) }], '/blocks/0/fields'],
  ['a field of 2,001', [{ type: 'section', fields: [plain(x(2001))] }], '/blocks/0/fields/0/text'],
  [
    'mrkdwn that is not verbatim',
    [{ type: 'section', text: { type: 'mrkdwn', text: 'x' } }],
    '/blocks/0/text',
  ],
  [
    'an accessory without an action id',
    [{ ...section(), accessory: { type: 'button', text: plain('x') } }],
    '/blocks/0/accessory/action_id',
  ],
  ['a context without elements', [{ type: 'context', elements: [] }], '/blocks/0/elements'],
  ['a context of eleven', [{ type: 'context', elements: many(11, () => plain('x')) }], '/blocks/0/elements'],
  ['26 actions', [actions(...many(26, (index) => button({ action_id: `a${index}` })))], '/blocks/0/elements'],
  ['no actions', [actions()], '/blocks/0/elements'],
  ['an action id used twice in a block', [actions(button(), button())], '/blocks/0/elements/1/action_id'],
  ['an action id of 256', [actions(button({ action_id: x(256) }))], '/blocks/0/elements/0/action_id'],
  ['a button of 76', [actions(button({ text: plain(x(76)) }))], '/blocks/0/elements/0/text/text'],
  ['a button value of 2,001', [actions(button({ value: x(2001) }))], '/blocks/0/elements/0/value'],
  ['an empty button value', [actions(button({ value: '' }))], '/blocks/0/elements/0/value'],
  ['a button address of 3,001', [actions(button({ url: x(3001) }))], '/blocks/0/elements/0/url'],
  [
    'a button label of 76',
    [actions(button({ accessibility_label: x(76) }))],
    '/blocks/0/elements/0/accessibility_label',
  ],
  [
    'a confirm title of 101',
    [actions(button({ confirm: { title: plain(x(101)), text: plain('x') } }))],
    '/blocks/0/elements/0/confirm/title/text',
  ],
  [
    'a confirm text of 301',
    [actions(button({ confirm: { title: plain('x'), text: plain(x(301)) } }))],
    '/blocks/0/elements/0/confirm/text/text',
  ],
  [
    'a confirm button of 31',
    [actions(button({ confirm: { title: plain('x'), text: plain('x'), deny: plain(x(31)) } }))],
    '/blocks/0/elements/0/confirm/deny/text',
  ],
  ['a menu without options', [actions(select())], '/blocks/0/elements/0/options'],
  ['101 options', [actions(select(...many(101, () => option())))], '/blocks/0/elements/0/options'],
  ['an option of 76', [actions(select(option(x(76))))], '/blocks/0/elements/0/options/0/text/text'],
  ['an option value of 151', [actions(select(option('a', x(151))))], '/blocks/0/elements/0/options/0/value'],
  [
    'a placeholder of 151',
    [actions({ ...select(option()), placeholder: plain(x(151)) })],
    '/blocks/0/elements/0/placeholder/text',
  ],
  [
    'an overflow of six',
    [actions({ type: 'overflow', action_id: 'o', options: many(6, () => option()) })],
    '/blocks/0/elements/0/options',
  ],
  [
    'eleven checkboxes',
    [actions({ type: 'checkboxes', action_id: 'c', options: many(11, () => option()) })],
    '/blocks/0/elements/0/options',
  ],
  ['an image without words', [{ type: 'image', image_url: 'x', alt_text: '' }], '/blocks/0/alt_text'],
  ['a markdown block of 12,001', [{ type: 'markdown', text: x(12_001) }], '/blocks/0/text'],
  ['an empty rich text', [{ type: 'rich_text', elements: [] }], '/blocks/0/elements'],
  ['an empty piece of rich text', [rich({ type: 'text', text: '' })], '/blocks/0/elements/0/elements/0/text'],
  ['a mention of nobody', [rich({ type: 'user', user_id: '' })], '/blocks/0/elements/0/elements/0/user_id'],
  [
    'a mention of a group',
    [rich({ type: 'usergroup', usergroup_id: 'S1' })],
    '/blocks/0/elements/0/elements/0',
  ],
  ['a broadcast', [rich({ type: 'broadcast', range: 'here' })], '/blocks/0/elements/0/elements/0'],
  [
    'half a second',
    [rich({ type: 'date', timestamp: 1.5, format: '{time}' })],
    '/blocks/0/elements/0/elements/0/timestamp',
  ],
  ['a link to nowhere', [rich({ type: 'link', url: '' })], '/blocks/0/elements/0/elements/0/url'],
  ['a table of 101 rows', [table(...many(101, () => [raw('a')]))], '/blocks/0/rows'],
  ['a row of 21 cells', [table(many(21, () => raw('a')))], '/blocks/0/rows/0'],
  ['a row of another width', [table([raw('a'), raw('b')], [raw('c')])], '/blocks/0/rows/1'],
  ['an empty cell', [table([raw('')])], '/blocks/0/rows/0/0/text'],
  ['a cell of no kind', [table([{ type: 'button' }])], '/blocks/0/rows/0/0'],
  [
    '21 column settings',
    [{ ...table([raw('a')]), column_settings: many(21, () => ({})) }],
    '/blocks/0/column_settings',
  ],
  [
    'a data table without a caption',
    [{ type: 'data_table', rows: [[raw('a')], [raw('b')]] }],
    '/blocks/0/caption',
  ],
  ['a chart title of 51', [{ ...pie(point('a')), title: x(51) }], '/blocks/0/title'],
  ['a chart without a chart', [{ type: 'data_visualization', title: 'x' }], '/blocks/0/chart'],
  ['seven segments', [pie(...many(7, (index) => point(String(index))))], '/blocks/0/chart/segments'],
  ['a segment of nothing', [pie(point('a', 0))], '/blocks/0/chart/segments/0/value'],
  ['a label of 21', [pie(point(x(21)))], '/blocks/0/chart/segments/0/label'],
  ['a label used twice', [pie(point('a'), point('a'))], '/blocks/0/chart/segments/1/label'],
  [
    'seven series',
    [bar(['a'], ...many(7, (index) => ({ name: String(index), data: [point('a')] })))],
    '/blocks/0/chart/series',
  ],
  [
    'a series named twice',
    [bar(['a'], { name: 'n', data: [point('a')] }, { name: 'n', data: [point('a')] })],
    '/blocks/0/chart/series/1/name',
  ],
  [
    '21 points',
    [bar(many(21, String), { name: 'n', data: many(21, (index) => point(String(index))) })],
    '/blocks/0/chart/series/0/data',
  ],
  [
    'points that are not the categories',
    [bar(['a'], { name: 'n', data: [point('b')] })],
    '/blocks/0/chart/series/0/data',
  ],
  [
    'a point that is no number',
    [bar(['a'], { name: 'n', data: [point('a', Number.NaN)] })],
    '/blocks/0/chart/series/0/data/0/value',
  ],
  [
    'an axis of 51',
    [
      {
        type: 'data_visualization',
        title: 'x',
        chart: {
          type: 'bar',
          series: [{ name: 'n', data: [point('a')] }],
          axis_config: { categories: ['a'], x_label: x(51) },
        },
      },
    ],
    '/blocks/0/chart/axis_config/x_label',
  ],
  ['a card with nothing', [{ type: 'card' }], '/blocks/0'],
  ['a card body of 201', [{ type: 'card', body: plain(x(201)) }], '/blocks/0/body/text'],
  [
    'a container of eleven',
    [{ type: 'container', child_blocks: many(11, () => section()) }],
    '/blocks/0/child_blocks',
  ],
  [
    'an empty section in a container',
    [{ type: 'container', child_blocks: [section('')] }],
    '/blocks/0/child_blocks/0/text/text',
  ],
];

test.each(broken)('%s is found', (_, blocks, pointer) => {
  expect(problemsOf(...blocks).map((problem) => problem.pointer)).toContain(pointer);
});

test.each([
  ['no text', ''],
  ['a text of 4,001 bytes', 'é'.repeat(2001)],
])('%s is found', (_, text) => {
  expect(checkBlocks({ text, blocks: [] }).map(({ pointer }) => pointer)).toEqual(['/text']);
});
