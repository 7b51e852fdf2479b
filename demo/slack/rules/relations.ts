import { isRecord, type Problem, records, type Thing, unique, unless } from './problem.ts';

type Relation = (pointer: string, thing: Thing) => Problem[];

/** What must hold between the properties of one thing. */
export const relations: Record<string, Relation> = {
  actions: (at, { elements }) => unique('id.unique', `${at}/elements`, records(elements), 'action_id'),
  bar: checkBar,
  checkboxes: checkOptions,
  modal: checkModal,
  home: (at, { blocks }) => unique('id.unique', `${at}/blocks`, records(blocks), 'block_id'),
  multi_static_select: checkMenu,
  pie: (at, { segments }) => unique('chart.labels', `${at}/segments`, records(segments), 'label'),
  plain_text_input: checkInitialValue,
  radio_buttons: checkOptions,
  section: (at, { text, fields }) =>
    unless(text !== undefined || fields !== undefined, 'section.content', at, 'a section has text or fields'),
  static_select: checkMenu,
  table: checkWidths,
};

function checkModal(at: string, { blocks, submit }: Thing): Problem[] {
  const toFillIn = records(blocks).some(({ type }) => type === 'input');
  return [
    ...unique('id.unique', `${at}/blocks`, records(blocks), 'block_id'),
    ...unless(!toFillIn || submit !== undefined, 'input.submit', `${at}/submit`, 'nothing sends the inputs'),
  ];
}

function checkMenu(at: string, menu: Thing): Problem[] {
  const either = (menu.options === undefined) !== (menu.option_groups === undefined);
  return [
    ...unless(either, 'select.either', `${at}/options`, 'a menu has options or groups of them'),
    ...checkOptions(at, menu),
  ];
}

/** Slack sends back a value, and shows what begins chosen: both must name one option. */
function checkOptions(
  at: string,
  { options, option_groups, initial_option, initial_options }: Thing,
): Problem[] {
  const all = [...records(options), ...records(option_groups).flatMap((group) => records(group.options))];
  return [
    ...unique('option.unique', `${at}/options`, all, 'value'),
    ...records([initial_option]).flatMap((chosen) => isAmong(`${at}/initial_option`, chosen, all)),
    ...records(initial_options).flatMap((chosen, index) =>
      isAmong(`${at}/initial_options/${index}`, chosen, all),
    ),
  ];
}

/** Slack compares the whole option, its words too. */
function isAmong(at: string, chosen: Thing, options: Thing[]): Problem[] {
  const same = options.some((option) => option.value === chosen.value && saidBy(option) === saidBy(chosen));
  return unless(same, 'option.initial', at, 'is not among the options');
}

function saidBy({ text }: Thing): unknown {
  return isRecord(text) ? text.text : text;
}

function checkInitialValue(
  at: string,
  { initial_value, min_length = 0, max_length = 3000 }: Thing,
): Problem[] {
  if (typeof initial_value !== 'string') return [];
  const fits = initial_value.length >= Number(min_length) && initial_value.length <= Number(max_length);
  const said = `${initial_value.length} characters, where ${min_length} to ${max_length} may be typed`;
  return unless(fits, 'input.initial', `${at}/initial_value`, said);
}

function checkWidths(at: string, { rows }: Thing): Problem[] {
  const widths = (Array.isArray(rows) ? rows : []).map((row) => (Array.isArray(row) ? row.length : 0));
  return widths.flatMap((width, index) =>
    unless(
      width === widths[0],
      'table.width',
      `${at}/rows/${index}`,
      `${width} cells under ${widths[0]} columns`,
    ),
  );
}

function checkBar(at: string, { series, axis_config }: Thing): Problem[] {
  const categories =
    isRecord(axis_config) && Array.isArray(axis_config.categories) ? axis_config.categories : [];
  return [
    ...unique('chart.labels', `${at}/series`, records(series), 'name'),
    ...records(series).flatMap(({ data }, index) =>
      checkLabels(`${at}/series/${index}/data`, data, categories),
    ),
  ];
}

function checkLabels(at: string, data: unknown, categories: unknown[]): Problem[] {
  const labels = records(data).map(({ label }) => label);
  const matching =
    labels.length === categories.length && labels.every((label, index) => label === categories[index]);
  return [
    ...unique('chart.labels', at, records(data), 'label'),
    ...unless(matching, 'chart.labels', at, 'labels are not the categories'),
  ];
}
