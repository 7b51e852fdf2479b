import type { KnownBlock } from '@slack/types';

import { type ChartBlock, chartLines } from './chart.ts';
import { type ControlContext, controlLines } from './controls.ts';
import { mrkdwn, type NameOf } from './mrkdwn.ts';
import { richText } from './rich-text.ts';
import { type Line, span } from './spans.ts';
import { tableLines } from './table.ts';
import { wrap } from './width.ts';

export interface BlockContext extends ControlContext {
  nameOf: NameOf;
  /** Where forms can be filled in. */
  pageUrl: string;
}

/** Block Kit as lines for a terminal. What has no likeness there is named instead of left out. */
export function blockLines(blocks: KnownBlock[], context: BlockContext): Line[] {
  const form = blocks.findIndex(({ type }) => type === 'input');
  return (blocks as ShownBlock[]).flatMap((block, index) => {
    // The fields of a form are one thing to fill in.
    if (block.type === 'input') return index === form ? [[span('A form: open '), span(context.pageUrl)]] : [];
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
      return richText(block, nameOf, width);
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
