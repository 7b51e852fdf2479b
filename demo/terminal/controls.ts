import type { Option } from '@slack/types';

import type { UsedControl } from '../slack/gestures.ts';
import { type Line, type Span, span } from './spans.ts';
import { wrap } from './width.ts';

export interface ControlContext {
  width: number;
  /** Puts something to press on offer and says under which name. */
  offer(control: UsedControl): string;
}

/** Buttons and menus, each with the name to type for it. */
export function controlLines(
  elements: object[],
  blockId: string | undefined,
  context: ControlContext,
): Line[] {
  const lines = (elements as Control[]).flatMap((element) =>
    linesOfControl(element, { action_id: element.action_id ?? '', block_id: blockId ?? 'block' }, context),
  );
  return lines.reduce(joinShort(context.width), []);
}

/** The parts of buttons and menus that are looked at here. */
interface Control {
  type: string;
  action_id?: string;
  text?: { type: string; text: string };
  value?: string;
  url?: string;
  style?: string;
  placeholder?: { text: string };
  options?: Option[];
}

function linesOfControl(element: Control, used: Used, context: ControlContext): Line[] {
  switch (element.type) {
    case 'button':
      return [buttonLine(element, used, context)];
    case 'static_select':
    case 'overflow':
      return optionLines(element, used, context);
    default:
      return [[span(`[${element.type}: see it in Slack]`, 'dim')]];
  }
}

type Used = Pick<UsedControl, 'action_id' | 'block_id'>;

function buttonLine({ text, value, url, style }: Control, used: Used, { offer }: ControlContext): Line {
  const label = text?.text ?? 'Button';
  if (url !== undefined) return [span(`${label}: `, 'dim'), span(url, 'underline')];
  const name = offer({
    type: 'button',
    ...used,
    ...(value === undefined ? {} : { value }),
    ...(text === undefined ? {} : { text }),
  });
  return [solid(span(`[${name}] `, 'cyan')), solid(span(label, style === 'danger' ? 'red' : 'bold'))];
}

function optionLines(element: Control, used: Used, context: ControlContext): Line[] {
  const type = element.type as 'static_select' | 'overflow';
  const title = element.placeholder?.text ?? '';
  const options = (element.options ?? []).map((option) => ({
    name: context.offer({ type, ...used, selected_option: option }),
    label: option.text.text,
  }));
  if (options.length > mostInFull) return [menuLine(title, options, context.width)];
  const each = options.map(
    ({ name, label }): Line => [solid(span(`[${name}] `, 'cyan')), solid(span(label))],
  );
  return title === '' ? each : [[span(title, 'dim')], ...each];
}

/** Longer menus would bury what they are about, and take one line. */
const mostInFull = 5;

/** “[4–9] Other results: Any result, Human, Voice…” */
function menuLine(title: string, options: { name: string; label: string }[], width: number): Line {
  const names = `[${options[0]?.name}–${options.at(-1)?.name}] `;
  const labels = options.map(({ label }) => label).join(', ');
  const room = Math.max(10, width - names.length - title.length - 6);
  const shown = labels.length > room ? `${labels.slice(0, room - 1)}…` : labels;
  return [solid(span(names, 'cyan')), span(`${title}: `, 'dim'), span(shown)];
}

function solid(one: Span): Span {
  return { ...one, solid: true };
}

/** Buttons stand beside each other as long as they fit. */
function joinShort(width: number) {
  return (lines: Line[], line: Line): Line[] => {
    const last = lines.at(-1);
    const joined = last === undefined ? line : [...last, span('   '), ...line];
    const fits = last !== undefined && wrap(joined, width).length === 1;
    return fits ? [...lines.slice(0, -1), joined] : [...lines, line];
  };
}
