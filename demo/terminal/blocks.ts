import type { KnownBlock, Option } from '@slack/types';

import type { UsedControl } from '../slack/gestures.ts';
import { type ChartBlock, chartLines } from './chart.ts';
import { mrkdwn, type NameOf } from './mrkdwn.ts';
import { richText } from './rich-text.ts';
import { type Line, type Span, span } from './spans.ts';
import { tableLines } from './table.ts';
import { wrap } from './width.ts';

export interface BlockContext {
  width: number;
  nameOf: NameOf;
  /** Puts something to press on offer and says under which name. */
  offer(control: UsedControl): string;
}

/** Block Kit as lines for a terminal. What has no likeness there is named instead of left out. */
export function blockLines(blocks: KnownBlock[], context: BlockContext): Line[] {
  return (blocks as ShownBlock[]).flatMap((block, index) => {
    const before = blocks[index - 1];
    const apart = before !== undefined && (isFigure(block) || isFigure(before));
    return [...(apart ? [[]] : []), ...linesOf(block, context)];
  });
}

function isFigure({ type }: { type: string }): boolean {
  return type === 'table' || type === 'data_visualization';
}

type ShownBlock = KnownBlock | ChartBlock;

function linesOf(block: ShownBlock, context: BlockContext): Line[] {
  const { width, nameOf } = context;
  switch (block.type) {
    case 'header':
      return wrap([span(block.text.text, 'bold')], width);
    case 'divider':
      return [[span('─'.repeat(Math.min(width, 40)), 'dim')]];
    case 'rich_text':
      return richText(block, nameOf).flatMap((line) => wrap(line, width));
    case 'section':
      return sectionLines(block, context);
    case 'context':
      return wrap(contextLine(block.elements, nameOf), width);
    case 'actions':
      return controlLines(block.elements, block.block_id, context);
    case 'table':
      return tableLines(block, nameOf, width);
    case 'data_visualization':
      return chartLines(block, width);
    case 'markdown':
      return wrap([span(block.text)], width);
    case 'image':
      return [[span(`[image: ${block.alt_text}]`, 'dim')]];
    default:
      return [[span(`[${block.type}: see it in Slack]`, 'dim')]];
  }
}

type TextObject = { type: string; text: string };
type Section = Extract<KnownBlock, { type: 'section' }>;

function sectionLines(block: Section, context: BlockContext): Line[] {
  const texts = [...(block.text ? [block.text] : []), ...(block.fields ?? [])];
  return [
    ...texts.flatMap((text) => wrap(textLine(text, context.nameOf), context.width)),
    ...(block.accessory ? controlLines([block.accessory], block.block_id, context) : []),
  ];
}

function textLine({ type, text }: TextObject, nameOf: NameOf): Line {
  return type === 'mrkdwn' ? mrkdwn(text, nameOf) : [span(text)];
}

function contextLine(elements: object[], nameOf: NameOf): Line {
  return elements.flatMap((element, index) => {
    const line = 'text' in element ? textLine(element as TextObject, nameOf) : [];
    const dimmed: Line = line.map((one) => ({ ...one, styles: [...one.styles, 'dim'] }));
    return index === 0 ? dimmed : [span(' '), ...dimmed];
  });
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

function controlLines(elements: object[], blockId: string | undefined, context: BlockContext): Line[] {
  const lines = (elements as Control[]).flatMap((element) =>
    linesOfControl(element, { action_id: element.action_id ?? '', block_id: blockId ?? 'block' }, context),
  );
  return lines.reduce(joinShort(context.width), []);
}

function linesOfControl(element: Control, used: Used, context: BlockContext): Line[] {
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

function buttonLine({ text, value, url, style }: Control, used: Used, { offer }: BlockContext): Line {
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

function optionLines(element: Control, used: Used, context: BlockContext): Line[] {
  const type = element.type as 'static_select' | 'overflow';
  const title = element.placeholder ? [[span(element.placeholder.text, 'dim')]] : [];
  const options = (element.options ?? []).map((option): Line => {
    const name = context.offer({ type, ...used, selected_option: option });
    return [solid(span(`[${name}] `, 'cyan')), solid(span(option.text.text))];
  });
  return [...title, ...options];
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
