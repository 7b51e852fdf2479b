import type { ActionsBlockElement, Confirm, PlainTextOption } from '@slack/types';
import type { ReactNode } from 'react';

import type { UsedControl } from '../slack/gestures.ts';
import { h } from './h.ts';

/** Buttons and menus beside each other. */
export function controlsView(elements: object[], blockId: string, context: { idPrefix: string }): ReactNode {
  return (elements as ActionsBlockElement[]).map((element, index) =>
    controlView(element, blockId, context, index),
  );
}

/** The parts of buttons and menus that are looked at here. */
interface Control {
  type: string;
  action_id?: string;
  text?: { type: string; text: string };
  value?: string;
  url?: string;
  style?: string;
  accessibility_label?: string;
  placeholder?: { text: string };
  options?: PlainTextOption[];
  option_groups?: { label: { text: string }; options: PlainTextOption[] }[];
  initial_option?: PlainTextOption;
  confirm?: Confirm;
}

export function controlView(
  element: object,
  blockId: string,
  { idPrefix }: { idPrefix: string },
  index = 0,
): ReactNode {
  const control = element as Control;
  const actionId = control.action_id ?? `action-${index}`;
  const used = { type: control.type, action_id: actionId, block_id: blockId };
  switch (control.type) {
    case 'button':
      return buttonView(control, used);
    case 'static_select':
    case 'overflow':
      return menuView(control, used, `${idPrefix}-${blockId}-${actionId}`);
    default:
      return h('span', { key: actionId, className: 'not-drawn' }, `${control.type}: see it in Slack`);
  }
}

function buttonView({ text, value, url, style = 'plain', confirm, ...rest }: Control, used: UsedControl) {
  const label = text?.text ?? 'Button';
  const className = `button ${style}`;
  if (url !== undefined)
    return h('a', { key: used.action_id, className, href: url, target: '_blank', rel: 'noreferrer' }, label);
  const control: UsedControl = { ...used, ...(value === undefined ? {} : { value }), ...(text && { text }) };
  return h(
    'button',
    {
      key: used.action_id,
      type: 'button',
      className,
      'aria-label': rest.accessibility_label,
      ...asData(control, confirm),
    },
    label,
  );
}

/** One that opens to a list of buttons: choosing is pressing, with a mouse as with keys. */
function menuView(element: Control, used: UsedControl, id: string): ReactNode {
  const isOverflow = element.type === 'overflow';
  const label = isOverflow ? 'More actions' : (element.placeholder?.text ?? 'Choose');
  const chosen = element.initial_option?.text.text;
  return h(
    'span',
    { key: used.action_id, className: 'menu' },
    h(
      'button',
      {
        type: 'button',
        className: isOverflow ? 'button overflow' : 'button select',
        popoverTarget: id,
        'aria-haspopup': 'menu',
        'aria-label': chosen === undefined ? label : `${label} ${chosen}`,
      },
      isOverflow ? '⋯' : (chosen ?? label),
    ),
    h(
      'div',
      { id, className: 'options', role: 'menu', 'aria-label': label, popover: 'auto' },
      entries(element, used),
    ),
  );
}

function entries(element: Control, used: UsedControl): ReactNode {
  const option = (one: PlainTextOption, index: number) =>
    h(
      'button',
      {
        key: `${one.value}-${index}`,
        type: 'button',
        role: 'menuitem',
        tabIndex: -1,
        ...asData({ ...used, selected_option: one }, element.confirm),
      },
      one.text.text,
    );
  if (element.option_groups === undefined) return (element.options ?? []).map(option);
  return element.option_groups.map(({ label, options }) =>
    h(
      'div',
      { key: label.text, role: 'group', 'aria-label': label.text },
      h('p', { className: 'group', 'aria-hidden': true }, label.text),
      options.map(option),
    ),
  );
}

/** What the page sends when it is pressed, and what it asks first. */
function asData(control: UsedControl, confirm: Confirm | undefined) {
  return {
    'data-control': JSON.stringify(control),
    'data-confirm': confirm === undefined ? undefined : JSON.stringify(confirm),
  };
}
