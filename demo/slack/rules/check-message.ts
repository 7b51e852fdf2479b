import type { Rendered } from '../../../src/slack/messages/rendered.ts';
import { checkBlock } from './blocks.ts';
import { type Problem, records, sameTwice, text } from './problem.ts';
import { countedCharacters } from './size.ts';

export type { Problem } from './problem.ts';

/** Slack takes 50 blocks and about 13,200 characters; the room left is for what it counts and does not say. */
const mostBlocks = 45;
const mostCharacters = 12_000;
const mostTextBytes = 4000;
const mostTableCharacters = 10_000;
const mostPerMessage: Record<string, number> = { table: 1, data_visualization: 2 };

/**
 * What Slack would refuse or cut in a message, by its published limits and by those found out since, each with the
 * JSON pointer of its place. https://docs.slack.dev/reference/block-kit
 */
export function checkBlocks({ text: fallback, blocks }: Rendered): Problem[] {
  const all = records(blocks);
  return [
    ...text('/text', fallback, Number.POSITIVE_INFINITY),
    ...most('/text', Buffer.byteLength(fallback), mostTextBytes, 'bytes'),
    ...most('/blocks', all.length, mostBlocks, 'blocks'),
    ...most('/blocks', countedCharacters(all), mostCharacters, 'characters'),
    ...Object.entries(mostPerMessage).flatMap(([type, limit]) => kinds(all, type, limit)),
    ...tableCharacters(all),
    ...sameTwice('/blocks', all, 'block_id'),
    ...all.flatMap((block, index) => checkBlock(`/blocks/${index}`, block)),
  ];
}

function most(pointer: string, value: number, limit: number, unit: string): Problem[] {
  return value <= limit ? [] : [{ pointer, message: `${value} ${unit}, at most ${limit}` }];
}

function kinds(blocks: Record<string, unknown>[], type: string, limit: number): Problem[] {
  return most('/blocks', blocks.filter((block) => block.type === type).length, limit, `${type} blocks`);
}

/** Slack adds up the tables of a message. */
function tableCharacters(blocks: Record<string, unknown>[]): Problem[] {
  const tables = blocks.filter(({ type }) => type === 'table' || type === 'data_table');
  return most('/blocks', countedCharacters(tables), mostTableCharacters, 'characters in tables');
}
