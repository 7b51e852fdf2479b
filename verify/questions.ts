import type { KnownBlock } from '@slack/types';

import type { Row as Rule } from '../demo/slack/rules/row.ts';
import type { ChartPoint, MessageBlock } from '../src/slack/blocks/rendered.ts';
import type { FragileKind } from '../src/slack/blocks/simpler.ts';
import { digestRestMessage } from '../src/slack/digests/digest-message.ts';
import { bundleMessage } from '../src/slack/news/bundle-message.ts';
import { digest, manyCalls, options } from './samples/nouns.ts';

/** How to learn whether something that nobody is sure of is so. */
export type Question =
  /** Blocks to show in this place. `answer` and `modal` need a click. */
  | { place: 'message' | 'ephemeral' | 'answer' | 'modal' | 'home'; blocks: KnownBlock[]; does: string }
  /** Nothing here asks it. */
  | { place: null; how: string; does: string };

/** What each uncertain rule of Slack comes down to, for this product. */
export function questionOf({ id, source }: Rule): Question {
  const [, type = '', place = ''] = /^block\/(\w+)\/(message|ephemeral|answer|modal|home)$/.exec(id) ?? [];
  const block = sampleBlocks[type];
  if (block !== undefined) return { place: place as 'message', blocks: [block], does: thenOf(type, place) };
  const message = sampleMessages[id];
  if (message !== undefined) return { place: 'message', ...message };
  return { place: null, how: `try by hand what ${source} says`, does: 'goes by what is refused' };
}

function thenOf(type: string, place: string): string {
  if (!(['data_visualization', 'table'] satisfies FragileKind[] as string[]).includes(type))
    return 'sends none';
  return place === 'home' || place === 'modal'
    ? 'shows its numbers as lines there in any case'
    : 'where it is refused, sends its numbers as lines, for a day at once';
}

const chart = blockOf('data_visualization', digestRestMessage.words(digest, options).blocks);
const table = blockOf('table', bundleMessage.words({ kind: 'calls', bundle: manyCalls }, options).blocks);

function blockOf(type: string, blocks: MessageBlock[]): KnownBlock {
  const found = blocks.find((block) => block.type === type);
  if (found === undefined) throw new Error(`no sample has a block ${type}`);
  return found as KnownBlock;
}

const dataTable = {
  type: 'data_table',
  caption: 'Calls by result',
  rows: [
    [raw('Result'), raw('Calls')],
    [raw('Human'), raw('512')],
  ],
} as KnownBlock;

const card = {
  type: 'card',
  title: { type: 'mrkdwn', text: 'Human', verbatim: true },
  body: { type: 'mrkdwn', text: '512 calls', verbatim: true },
} as KnownBlock;

/** One of each kind that is doubted somewhere. */
const sampleBlocks: Record<string, KnownBlock> = {
  card,
  data_table: dataTable,
  data_visualization: chart,
  table,
};

const sampleMessages: Record<string, { blocks: KnownBlock[]; does: string }> = {
  'message.characters': {
    blocks: Array.from({ length: 5 }, () => section('word '.repeat(480))),
    does: 'plans its messages for less',
  },
  'chart.segments': {
    blocks: [visual('Twelve segments', { type: 'pie', segments: points(12) })],
    does: 'draws six segments at most',
  },
  'chart.series': {
    blocks: [
      visual('Twelve series', { type: 'bar', series: series(12), axis_config: { categories: ['a'] } }),
    ],
    does: 'draws two series at most: calls, and those that failed',
  },
  'table.beside-data_table': { blocks: [table, dataTable], does: 'sends no data_table' },
  'url.characters': {
    blocks: [linkButton('https://www.getrevox.com/?q=a|b[c]^d%')],
    does: 'encodes these signs in every link',
  },
};

function raw(text: string) {
  return { type: 'raw_text', text };
}

function section(text: string): KnownBlock {
  return { type: 'section', text: { type: 'plain_text', text: text.trim(), emoji: false } };
}

function points(count: number): ChartPoint[] {
  return Array.from({ length: count }, (_, index) => ({ label: `Result ${index + 1}`, value: index + 1 }));
}

function series(count: number) {
  return Array.from({ length: count }, (_, index) => ({
    name: `Series ${index + 1}`,
    data: [{ label: 'a', value: index + 1 }],
  }));
}

function visual(title: string, drawn: object): KnownBlock {
  return { type: 'data_visualization', title, chart: drawn } as unknown as KnownBlock;
}

function linkButton(url: string): KnownBlock {
  const text = { type: 'plain_text', text: 'A link', emoji: false } as const;
  return { type: 'actions', elements: [{ type: 'button', action_id: 'verify_link', text, url }] };
}
