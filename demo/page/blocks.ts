import type { KnownBlock } from '@slack/types';
import { Fragment, type ReactNode } from 'react';
import { type Block, Message } from 'slack-blocks-to-jsx';

import { slackDate } from '../slack/dates.ts';
import { type ChartBlock, chartNote, chartView } from './chart.ts';
import { controlsView, controlView } from './controls.ts';
import { emojiView } from './emoji.ts';
import { h } from './h.ts';
import { inputView } from './inputs.ts';
import { tableView } from './table.ts';

export interface BlockContext {
  /** Distinguishes the ids of one message from those of all others. */
  idPrefix: string;
  channels: { id: string; name: string }[];
  users: { id: string; name: string }[];
}

/**
 * Block Kit as elements. slack-blocks-to-jsx draws what is looked at; what is pressed, filled in or read by row is
 * drawn here, since its own controls are alive only inside a React application.
 */
export function blocksView(blocks: KnownBlock[], context: BlockContext): ReactNode {
  return blocks.map((block, index) => {
    const blockId = block.block_id ?? `block-${index}`;
    return h('div', { key: blockId, className: `block ${block.type}` }, blockView(block, blockId, context));
  });
}

function blockView(block: KnownBlock | ChartBlock, blockId: string, context: BlockContext): ReactNode {
  switch (block.type) {
    case 'actions':
      return controlsView(block.elements, blockId, context);
    case 'input':
      return inputView(block, blockId, context);
    case 'table':
      return tableView(block, (cell) => drawn(cell, context));
    case 'data_visualization':
      return [
        h(Fragment, { key: 'chart' }, isDrawnHere(block) ? chartView(block) : drawn(block, context)),
        h(Fragment, { key: 'note' }, chartNote()),
      ];
    case 'section': {
      const { accessory, ...rest } = block;
      const aside = accessory === undefined ? null : controlView(accessory, blockId, context);
      return [h('div', { key: 'text' }, drawn(rest, context)), aside];
    }
    default:
      return drawn(block, context);
  }
}

function isDrawnHere({ chart }: ChartBlock): boolean {
  return chart.type === 'pie' || chart.type === 'bar';
}

/** Slack's mark-up, where a message has no blocks. */
export function textView(text: string, context: BlockContext): ReactNode {
  if (text === '') return null;
  return drawn({ type: 'section', text: { type: 'mrkdwn', text } }, context);
}

function drawn(block: object, { channels, users }: BlockContext): ReactNode {
  return h(Message, {
    blocks: [block as Block],
    withoutWrapper: true,
    name: '',
    logo: '',
    data: { channels, users },
    hooks: {
      emoji: ({ name }, parse) => emojiView(name, parse),
      date: ({ timestamp, format }) => timeView(Number(timestamp), format),
    },
  });
}

function timeView(timestamp: number, format: string): ReactNode {
  const dateTime = new Date(timestamp * 1000).toISOString();
  return h('time', { dateTime }, slackDate(timestamp, format));
}
