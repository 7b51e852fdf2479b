import type { InputBlock, InputBlockElement, PlainTextOption } from '@slack/types';

import { plainText } from './rich.ts';

/** Its id is the name by which the answer is read. */
export function field(name: string, label: string, element: Element, hint?: string): InputBlock {
  return {
    type: 'input',
    block_id: name,
    label: plainText(label),
    element: { ...element, action_id: name } as InputBlockElement,
    ...(hint !== undefined && { hint: plainText(hint) }),
  };
}

type Element = { type: InputBlockElement['type'] } & Record<string, unknown>;

export function optional(block: InputBlock): InputBlock {
  return { ...block, optional: true };
}

/** Slack opens no form in which something longer stands than may be typed. */
export function text(value = '', max_length = 1_000): Element {
  return { type: 'plain_text_input', max_length, ...(value !== '' && { initial_value: value }) };
}

export function time(value: string | undefined): Element {
  return { type: 'timepicker', ...(value !== undefined && { initial_time: value }) };
}

/** Channels that the person can see, private ones that they are in too. */
export function channelMenu(): Element {
  return {
    type: 'conversations_select',
    filter: { include: ['public', 'private'], exclude_bot_users: true },
  };
}

export function chosen(options: PlainTextOption[], values: string[]): { initial_option?: PlainTextOption } {
  const found = options.find(({ value }) => values.includes(value ?? ''));
  return found === undefined ? {} : { initial_option: found };
}
