import type { InputBlock, PlainTextOption } from '@slack/types';
import type { ReactNode } from 'react';

import type { BlockContext } from './blocks.ts';
import { h } from './h.ts';

/** The parts of inputs that are looked at here. */
interface Input {
  type: string;
  action_id?: string;
  placeholder?: { text: string };
  multiline?: boolean;
  initial_value?: string;
  initial_option?: PlainTextOption;
  initial_options?: PlainTextOption[];
  initial_date?: string;
  initial_time?: string;
  initial_channel?: string;
  initial_conversation?: string;
  initial_user?: string;
  options?: PlainTextOption[];
  min_length?: number;
  max_length?: number;
  min_value?: string;
  max_value?: string;
}

/** A labelled field of a form, with room for what is wrong with it. */
export function inputView(block: InputBlock, blockId: string, context: BlockContext): ReactNode {
  const input = block.element as unknown as Input;
  const id = `${context.idPrefix}-${blockId}`;
  const asField = {
    'data-input': JSON.stringify({
      type: input.type,
      action_id: input.action_id ?? 'input',
      block_id: blockId,
    }),
    'aria-describedby': `${id}-hint ${id}-error`,
  };
  const optional = block.optional === true;
  const about = [
    h('p', { key: 'hint', id: `${id}-hint`, className: 'hint' }, block.hint?.text),
    h('p', { key: 'error', id: `${id}-error`, className: 'error', 'data-error': blockId, role: 'alert' }),
  ];
  const label = [block.label.text, optional ? h('span', { key: 'optional' }, ' (optional)') : null];
  if (isGroup(input)) return h('fieldset', asField, h('legend', null, label), choicesView(input, id), about);
  const attributes = { ...asField, id, required: !optional };
  return [h('label', { key: 'label', htmlFor: id }, label), fieldView(input, attributes, context), about];
}

function isGroup({ type }: Input): boolean {
  return type === 'checkboxes' || type === 'radio_buttons';
}

function choicesView({ type, options = [], initial_option, initial_options }: Input, id: string): ReactNode {
  const initial = [initial_option, ...(initial_options ?? [])].map((option) => option?.value);
  return options.map((option, index) =>
    h(
      'label',
      { key: `${option.value}-${index}`, className: 'choice' },
      h('input', {
        type: type === 'checkboxes' ? 'checkbox' : 'radio',
        name: id,
        value: JSON.stringify(option),
        defaultChecked: initial.includes(option.value),
      }),
      option.text.text,
      option.description ? h('span', { key: 'about', className: 'about' }, option.description.text) : null,
    ),
  );
}

const inputTypes: Record<string, string> = {
  email_text_input: 'email',
  url_text_input: 'url',
  number_input: 'number',
  datepicker: 'date',
  timepicker: 'time',
};

function fieldView(input: Input, attributes: object, { channels, users }: BlockContext): ReactNode {
  switch (input.type) {
    case 'static_select':
    case 'multi_static_select':
      return selectView(input, attributes, input.options?.map(asChoice) ?? []);
    case 'channels_select':
    case 'conversations_select':
      return selectView(
        input,
        attributes,
        channels.map(({ id, name }) => ({ value: id, label: `#${name}` })),
      );
    case 'users_select':
      return selectView(
        input,
        attributes,
        users.map(({ id, name }) => ({ value: id, label: name })),
      );
    default:
      return textFieldView(input, attributes);
  }
}

function textFieldView(input: Input, attributes: object): ReactNode {
  const shared = {
    key: 'field',
    ...attributes,
    placeholder: input.placeholder?.text,
    defaultValue: input.initial_value ?? input.initial_date ?? input.initial_time,
    minLength: input.min_length,
    maxLength: input.max_length,
    min: input.min_value,
    max: input.max_value,
  };
  if (input.multiline) return h('textarea', { ...shared, rows: 4 });
  return h('input', { ...shared, type: inputTypes[input.type] ?? 'text' });
}

interface Choice {
  value: string;
  label: string;
}

function asChoice(option: PlainTextOption): Choice {
  return { value: JSON.stringify(option), label: option.text.text };
}

function selectView(input: Input, attributes: object, choices: Choice[]): ReactNode {
  const multiple = input.type.startsWith('multi_');
  const initial = input.initial_option ? JSON.stringify(input.initial_option) : undefined;
  const chosen = initial ?? input.initial_channel ?? input.initial_conversation ?? input.initial_user ?? '';
  const chosenMany = (input.initial_options ?? []).map((option) => JSON.stringify(option));
  return h(
    'select',
    { key: 'field', ...attributes, multiple, defaultValue: multiple ? chosenMany : chosen },
    multiple ? null : h('option', { value: '' }, input.placeholder?.text ?? 'Choose…'),
    choices.map(({ value, label }) => h('option', { key: value, value }, label)),
  );
}
