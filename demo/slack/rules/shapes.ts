import type { LimitId } from './limits.ts';

/** What a property may hold. */
export type Field = Kind & { optional?: true };

type Kind =
  | { is: 'text'; limit: LimitId; pattern?: RegExp; spaces?: true }
  | { is: 'address'; limit: LimitId }
  | { is: 'words'; limit: LimitId; plain: boolean }
  | { is: 'list'; limit: LimitId; items: Field }
  /** One of these kinds, distinguished by their `type`. */
  | { is: 'one of'; types: string[] }
  | { is: 'thing'; shape: string }
  | { is: 'number'; from?: number; to?: number; whole?: true; above?: number }
  | { is: 'choice'; of: unknown[] };

export type Shape = Record<string, Field>;

const text = (limit: LimitId, pattern?: RegExp): Field => ({
  is: 'text',
  limit,
  ...(pattern && { pattern }),
});
const address = (limit: LimitId): Field => ({ is: 'address', limit });
const plain = (limit: LimitId): Field => ({ is: 'words', limit, plain: true });
const words = (limit: LimitId): Field => ({ is: 'words', limit, plain: false });
const list = (limit: LimitId, items: Field): Field => ({ is: 'list', limit, items });
const oneOf = (...types: string[]): Field => ({ is: 'one of', types });
const thing = (shape: string): Field => ({ is: 'thing', shape });
const choice = (...of: unknown[]): Field => ({ is: 'choice', of });
const whole = (from: number, to = Number.MAX_SAFE_INTEGER): Field => ({
  is: 'number',
  from,
  to,
  whole: true,
});
const optional = (field: Field): Field => ({ ...field, optional: true });

const flag = optional(choice(true, false));
const border = optional(choice(0, 1));
const style = optional(thing('text style'));
const clickable = { action_id: optional(text('action_id')), confirm: optional(thing('confirm')) };
const inBlocks = { block_id: optional(text('block_id')) };
const placeholder = { placeholder: optional(plain('placeholder')), focus_on_load: flag };
const inline = list('rich_text.elements', oneOf('text', 'link', 'emoji', 'user', 'channel', 'date'));
const menu = {
  ...clickable,
  ...placeholder,
  options: optional(list('select.options', thing('menu option'))),
  option_groups: optional(list('select.option_groups', thing('option group'))),
};
const choices = [
  'static_select',
  'multi_static_select',
  'checkboxes',
  'radio_buttons',
  'conversations_select',
  'datepicker',
  'timepicker',
];
const view = {
  private_metadata: optional(text('view.private_metadata')),
  callback_id: optional(text('view.callback_id')),
  external_id: optional(text('view.external_id')),
};
const ofOption = {
  value: text('option.value'),
  description: optional(plain('option.description')),
};

export const blockShapes: Record<string, Shape> = {
  actions: { elements: list('actions.elements', oneOf('button', ...choices)) },
  context: { elements: list('context.elements', words('text-object')) },
  data_visualization: { title: text('chart.title'), chart: oneOf('pie', 'bar') },
  divider: {},
  header: { text: plain('header.text') },
  input: {
    label: plain('input.label'),
    hint: optional(plain('input.hint')),
    optional: flag,
    dispatch_action: flag,
    element: oneOf('plain_text_input', ...choices),
  },
  rich_text: {
    elements: list(
      'rich_text.elements',
      oneOf('rich_text_section', 'rich_text_list', 'rich_text_quote', 'rich_text_preformatted'),
    ),
  },
  section: {
    text: optional(words('section.text')),
    fields: optional(list('section.fields', words('section.field'))),
    accessory: optional(oneOf('button', ...choices)),
    expand: flag,
  },
  table: {
    rows: list('table.rows', list('table.cells', oneOf('raw_text', 'rich_text'))),
    column_settings: optional(list('table.column_settings', thing('column'))),
  },
};

/**
 * What Slack takes of everything that this product sends, property by property. What it never sends has no shape here
 * and is refused: anyone who begins to send it writes down its rules first.
 */
export const shapes: Record<string, Shape> = {
  ...Object.fromEntries(
    Object.entries(blockShapes).map(([type, shape]) => [type, { ...inBlocks, ...shape }]),
  ),
  modal: {
    ...view,
    title: plain('view.title'),
    submit: optional(plain('view.submit')),
    close: optional(plain('view.close')),
    clear_on_close: flag,
    notify_on_close: flag,
    blocks: list('view.blocks', oneOf(...Object.keys(blockShapes))),
  },
  home: { ...view, blocks: list('view.blocks', oneOf(...Object.keys(blockShapes))) },

  button: {
    ...clickable,
    text: plain('button.text'),
    value: optional(text('button.value')),
    url: optional(address('button.url')),
    style: optional(choice('primary', 'danger')),
    accessibility_label: optional(text('button.accessibility_label')),
  },
  static_select: { ...menu, initial_option: optional(thing('menu option')) },
  multi_static_select: {
    ...menu,
    initial_options: optional(list('select.options', thing('menu option'))),
    max_selected_items: optional(whole(1)),
  },
  checkboxes: {
    ...clickable,
    focus_on_load: flag,
    options: list('checkboxes.options', thing('box option')),
    initial_options: optional(list('checkboxes.options', thing('box option'))),
  },
  radio_buttons: {
    ...clickable,
    focus_on_load: flag,
    options: list('radio_buttons.options', thing('box option')),
    initial_option: optional(thing('box option')),
  },
  conversations_select: {
    ...clickable,
    ...placeholder,
    initial_conversation: optional(text('rich_text.name', /^[CGD][A-Z0-9]+$/)),
    default_to_current_conversation: flag,
    filter: optional(thing('conversation filter')),
  },
  'conversation filter': {
    include: optional(list('select.options', choice('im', 'mpim', 'private', 'public'))),
    exclude_external_shared_channels: flag,
    exclude_bot_users: flag,
  },
  datepicker: {
    ...clickable,
    ...placeholder,
    initial_date: optional(text('text-object', /^\d{4}-\d{2}-\d{2}$/)),
  },
  timepicker: {
    ...clickable,
    ...placeholder,
    initial_time: optional(text('text-object', /^([01]\d|2[0-3]):[0-5]\d$/)),
    timezone: optional(text('text-object')),
  },
  plain_text_input: {
    action_id: optional(text('action_id')),
    ...placeholder,
    initial_value: optional(text('plain_text_input.initial_value')),
    multiline: flag,
    min_length: optional(whole(0, 3000)),
    max_length: optional(whole(1, 3000)),
    dispatch_action_config: optional(thing('dispatching')),
  },
  dispatching: {
    trigger_actions_on: list('context.elements', choice('on_enter_pressed', 'on_character_entered')),
  },
  // Slack formats the words beside a box, and those in a menu never.
  'menu option': { ...ofOption, text: plain('option.text') },
  'box option': { ...ofOption, text: words('option.text') },
  'option group': {
    label: plain('option_group.label'),
    options: list('select.options', thing('menu option')),
  },
  confirm: {
    title: plain('confirm.title'),
    text: words('confirm.text'),
    confirm: optional(plain('confirm.confirm')),
    deny: optional(plain('confirm.deny')),
    style: optional(choice('primary', 'danger')),
  },

  rich_text_section: { elements: inline },
  rich_text_list: {
    style: choice('bullet', 'ordered'),
    indent: optional(whole(0, 8)),
    offset: optional(whole(0)),
    border,
    elements: list('rich_text.elements', oneOf('rich_text_section')),
  },
  rich_text_quote: { border, elements: inline },
  rich_text_preformatted: { border, elements: list('rich_text.elements', oneOf('text', 'link')) },
  // One space between two words is a text of its own, and Slack takes it.
  text: { text: { is: 'text', limit: 'rich_text.text', spaces: true }, style },
  link: { url: address('rich_text.url'), text: optional(text('rich_text.text')), unsafe: flag, style },
  emoji: { name: text('rich_text.name'), unicode: optional(text('rich_text.name')), style },
  user: { user_id: text('rich_text.name', /^[UW][A-Z0-9]+$/), style },
  channel: { channel_id: text('rich_text.name', /^[CG][A-Z0-9]+$/), style },
  date: {
    timestamp: whole(0),
    format: text('rich_text.name'),
    url: optional(address('rich_text.url')),
    fallback: optional(text('rich_text.text')),
    style,
  },
  'text style': { bold: flag, italic: flag, strike: flag, code: flag, underline: flag },

  raw_text: { text: text('table.text') },
  column: { align: optional(choice('left', 'center', 'right')), is_wrapped: flag },

  pie: { segments: list('chart.segments', thing('segment')) },
  bar: { series: list('chart.series', thing('series')), axis_config: thing('axes') },
  segment: { label: text('chart.label'), value: { is: 'number', above: 0 } },
  series: { name: text('chart.label'), data: list('chart.points', thing('point')) },
  point: { label: text('chart.label'), value: { is: 'number' } },
  axes: {
    categories: list('chart.points', text('chart.label')),
    x_label: optional(text('chart.axis_label')),
    y_label: optional(text('chart.axis_label')),
  },
};
