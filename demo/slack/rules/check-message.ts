import { checkTyped } from './check-shape.ts';
import { broken, isRecord, type Problem, records, type Thing, unique, unless, within } from './problem.ts';
import type { Doubts, Surface } from './row.ts';
import { blockShapes } from './shapes.ts';
import { countedCharacters } from './size.ts';
import { checkWellFormed } from './well-formed.ts';

export type { Problem } from './problem.ts';

interface Message {
  text?: unknown;
  blocks?: unknown;
  metadata?: unknown;
}

interface Where {
  surface: Exclude<Surface, 'modal' | 'home'>;
  doubts: Doubts;
}

/**
 * What Slack refuses of a message. `certain` separates what is known from what is doubted; doubts are left out where they
 * are taken. https://docs.slack.dev/reference/block-kit
 */
export function checkMessage(
  { text, blocks = [], metadata }: Message,
  { surface, doubts }: Where,
): Problem[] {
  const problems = [
    ...checkText(text, blocks),
    ...(Array.isArray(blocks)
      ? checkBlocks(blocks, surface)
      : [broken('property.form', '/blocks', 'must be a list')]),
    ...(metadata === undefined ? [] : checkMetadata(metadata)),
    ...checkWellFormed('', { text, blocks, metadata }),
  ];
  return problems
    .filter(({ certain }) => certain || doubts === 'refused')
    .map((problem) => ({ ...problem, error: problem.error ?? 'invalid_blocks' }));
}

function checkText(text: unknown, blocks: unknown): Problem[] {
  const says = typeof text === 'string' && text.trim() !== '';
  if (!says)
    return unless(Array.isArray(blocks) && blocks.length > 0, 'message.empty', '/text', 'text is missing');
  return within('message.text', '/text', Buffer.byteLength(text));
}

function checkBlocks(blocks: unknown[], surface: Surface): Problem[] {
  const all = records(blocks);
  return [
    ...(blocks.length === 0 ? [] : within('message.blocks', '/blocks', blocks.length)),
    ...within('message.characters', '/blocks', countedCharacters(all)),
    ...within('message.charts', '/blocks', countOf(all, 'data_visualization')),
    ...checkTables(all),
    ...unique('id.unique', '/blocks', all, 'block_id'),
    ...blocks.flatMap((block, index) =>
      checkTyped(`/blocks/${index}`, block, Object.keys(blockShapes), surface),
    ),
  ];
}

/** Slack adds up the tables of a message. */
function checkTables(blocks: Thing[]): Problem[] {
  const tables = blocks.filter(({ type }) => type === 'table' || type === 'data_table');
  const alone = countOf(blocks, 'table') === 0 || countOf(blocks, 'data_table') === 0;
  return [
    ...within('message.tables', '/blocks', countOf(blocks, 'table')),
    ...within('message.table-characters', '/blocks', countedCharacters(tables)),
    ...unless(alone, 'table.beside-data_table', '/blocks', 'only_one_table_allowed'),
  ];
}

function countOf(blocks: Thing[], wanted: string): number {
  return blocks.filter(({ type }) => type === wanted).length;
}

/** Slack only warns of these, drops the metadata and posts without: such a message cannot be read back. */
export function checkMetadata(metadata: unknown): Problem[] {
  const { event_type, event_payload } = isRecord(metadata) ? metadata : {};
  const names = [event_type, ...Object.keys(isRecord(event_payload) ? event_payload : {})];
  return names.flatMap((name) =>
    unless(
      typeof name === 'string' && /^[\w-]+$/.test(name),
      'metadata.names',
      name === event_type ? '/metadata/event_type' : `/metadata/event_payload/${name}`,
      'only letters, digits, _ and -',
    ),
  );
}
