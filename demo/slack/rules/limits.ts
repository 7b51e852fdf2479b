import type { Row } from './row.ts';

export interface Limit extends Row {
  fewest: number;
  most: number;
  /** From here to `most`, some say that Slack refuses it. */
  doubtedAbove?: number;
  unit: 'characters' | 'bytes' | 'items';
  /** The word with which Slack refuses, where it is not the usual one of the method. */
  error?: string;
}

type Numbers = Partial<Omit<Limit, keyof Row>> & { most: number; page?: string; read?: string };

const kit = 'https://docs.slack.dev/reference/block-kit';
const blocks = `${kit}/blocks`;
const elements = `${kit}/block-elements`;
const objects = `${kit}/composition-objects`;
const views = 'https://docs.slack.dev/reference/views';
const charts = `${blocks}/data-visualization-block`;
const items = 'items' as const;

const numbers = {
  'message.blocks': { most: 50, unit: items, page: kit },
  // A refusal at 11,341 was reported; most see about 13,200 taken.
  'message.characters': {
    most: 13_200,
    doubtedAbove: 11_000,
    fewest: 0,
    error: 'msg_blocks_too_long',
    page: 'https://github.com/slackapi/bolt-js/issues/2509',
  },
  // An edit is refused above it; a post is only advised to stay below, but every message may be edited.
  'message.text': {
    most: 4000,
    unit: 'bytes',
    error: 'msg_too_long',
    page: 'https://docs.slack.dev/reference/methods/chat.update',
  },
  'message.tables': {
    most: 1,
    fewest: 0,
    unit: items,
    error: 'invalid_attachments',
    page: `${blocks}/table-block`,
  },
  'message.charts': { most: 2, fewest: 0, unit: items, page: charts },
  'message.table-characters': { most: 10_000, fewest: 0, page: `${blocks}/table-block` },
  'view.bytes': { most: 250_000, unit: 'bytes', error: 'view_too_large', page: `${views}` },
  'view.blocks': { most: 100, unit: items, page: views },
  'view.title': { most: 24, page: views },
  'view.submit': { most: 24, page: views },
  'view.close': { most: 24, page: views },
  'view.private_metadata': { most: 3000, page: views },
  'view.callback_id': { most: 255, page: views },
  'view.external_id': { most: 255, page: views },
  block_id: { most: 255, page: blocks },
  action_id: { most: 255, page: elements },
  'actions.elements': { most: 25, unit: items, page: `${blocks}/actions-block` },
  'button.accessibility_label': { most: 75, page: `${elements}/button-element` },
  'button.text': { most: 75, page: `${elements}/button-element` },
  'button.url': { most: 3000, page: `${elements}/button-element` },
  'button.value': { most: 2000, page: `${elements}/button-element` },
  'chart.axis_label': { most: 50, page: charts },
  'chart.label': { most: 20, page: charts },
  'chart.points': { most: 20, unit: items, page: charts },
  'chart.segments': { most: 12, doubtedAbove: 6, unit: items, page: charts },
  'chart.series': { most: 12, doubtedAbove: 6, unit: items, page: charts },
  'chart.title': { most: 50, page: charts },
  'checkboxes.options': { most: 10, unit: items, page: `${elements}/checkboxes-element` },
  'confirm.confirm': { most: 30, page: `${objects}/confirmation-dialog-object` },
  'confirm.deny': { most: 30, page: `${objects}/confirmation-dialog-object` },
  'confirm.text': { most: 300, page: `${objects}/confirmation-dialog-object` },
  'confirm.title': { most: 100, page: `${objects}/confirmation-dialog-object` },
  'context.elements': { most: 10, unit: items, page: `${blocks}/context-block` },
  'header.text': { most: 150, page: `${blocks}/header-block` },
  'input.hint': { most: 2000, page: `${blocks}/input-block` },
  'input.label': { most: 2000, page: `${blocks}/input-block` },
  'option.description': { most: 75, page: `${objects}/option-object` },
  'option.text': { most: 75, page: `${objects}/option-object` },
  // The page says 150; the comment in @slack/types says 75, as the page once did.
  'option.value': { most: 150, page: `${objects}/option-object` },
  'option_group.label': { most: 75, page: `${objects}/option-group-object` },
  placeholder: { most: 150, page: elements },
  'plain_text_input.initial_value': { most: 3000, page: `${elements}/plain-text-input-element` },
  'radio_buttons.options': { most: 10, unit: items, page: `${elements}/radio-button-group-element` },
  'rich_text.elements': { most: Number.POSITIVE_INFINITY, unit: items, page: `${blocks}/rich-text-block` },
  'rich_text.name': { most: 255, page: `${blocks}/rich-text-block` },
  'rich_text.text': { most: Number.POSITIVE_INFINITY, page: `${blocks}/rich-text-block` },
  'rich_text.url': { most: 3000, page: `${blocks}/rich-text-block` },
  'section.field': { most: 2000, page: `${blocks}/section-block` },
  'section.fields': { most: 10, unit: items, page: `${blocks}/section-block` },
  'section.text': { most: 3000, page: `${blocks}/section-block` },
  'select.option_groups': { most: 100, unit: items, page: `${elements}/select-menu-element` },
  'select.options': { most: 100, unit: items, page: `${elements}/select-menu-element` },
  'table.cells': { most: 20, unit: items, page: `${blocks}/table-block` },
  'table.column_settings': { most: 20, fewest: 0, unit: items, page: `${blocks}/table-block` },
  'table.rows': { most: 100, unit: items, page: `${blocks}/table-block` },
  'table.text': { most: 10_000, page: `${blocks}/table-block` },
  'text-object': { most: 3000, page: `${objects}/text-object` },
} satisfies Record<string, Numbers>;

export type LimitId = keyof typeof numbers;

/** Lengths and counts: everything has at least one character or item where it says nothing else. */
export const limits = Object.fromEntries(
  Object.entries<Numbers>(numbers).map(([id, { page = kit, read = '2026-11', ...own }]) => [
    id,
    {
      id,
      source: page,
      read,
      certain: own.doubtedAbove === undefined,
      fewest: 1,
      unit: 'characters',
      ...own,
    },
  ]),
) as Record<LimitId, Limit>;
