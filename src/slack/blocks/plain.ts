import type { RichTextBlock, RichTextElement, TableBlock } from '@slack/types';
import type { MessageBlock, Rendered, Shown } from './rendered.ts';
import type { Line } from './rich.ts';
import { clip, spoken } from './safe-text.ts';

const mostBytes = 3900;

/** The same message in text alone, for when Slack refuses the blocks. Charts go: their numbers are in the lines. */
export function plainOf({ text = '', blocks }: Shown): Rendered {
  const lines = blocks.flatMap((block) => linesOf(block)).filter((line) => line.trim() !== '');
  return { text: fitting(lines.length === 0 ? [text] : lines), blocks: [] };
}

/** Whole lines as long as they fit: bytes are what Slack counts when a message is edited. */
export function fitting(lines: string[]): string {
  let text = '';
  for (const line of lines) {
    const longer = text === '' ? line : `${text}\n${line}`;
    if (Buffer.byteLength(longer) > mostBytes) return `${text || clip(line, mostBytes / 4)}\n…`;
    text = longer;
  }
  return text;
}

/** Slack refuses an edit with more than this as its text, in UTF-8, and any message may be edited. */
const mostTextBytes = 4_000;

/** The text beside blocks, cut where it is longer than Slack takes: the blocks say it whole. */
export function withinBytes(text: string): string {
  const bytes = Buffer.from(text);
  if (bytes.length <= mostTextBytes) return text;
  // A character cut in two decodes to a replacement character.
  return `${bytes
    .subarray(0, mostTextBytes - 3)
    .toString()
    .replace(/\uFFFD$/, '')}…`;
}

type Say = (element: RichTextElement) => string;

export function linesOf(block: MessageBlock, say: Say = said): string[] {
  switch (block.type) {
    case 'header':
      return [spoken(block.text.text)];
    case 'section':
      return block.text === undefined ? [] : [carried(block.text)];
    case 'rich_text':
      return richLines(block, say);
    case 'context':
      return [block.elements.map((element) => ('text' in element ? carried(element) : '')).join(' ')];
    case 'table':
      return tableLines(block, say);
    default:
      return [];
  }
}

function carried({ type, text }: { type: string; text: string }): string {
  return type === 'mrkdwn' ? text : spoken(text, 300);
}

function richLines({ elements }: RichTextBlock, say: Say): string[] {
  return elements.flatMap((element) => {
    if (element.type === 'rich_text_list')
      return element.elements.map((item) => `• ${inline(item.elements, say)}`);
    return [inline(element.elements, say)];
  });
}

function inline(elements: RichTextElement[], say: Say): string {
  return elements.map(say).join('');
}

export function said(element: RichTextElement): string {
  switch (element.type) {
    case 'text':
      if (element.text === '\n') return '\n';
      return `${element.text.startsWith(' ') ? ' ' : ''}${spoken(element.text, 600)}${/\S.* $/.test(element.text) ? ' ' : ''}`;
    case 'date':
      return `<!date^${element.timestamp}^${element.format}|${element.fallback}>`;
    case 'emoji':
      return `:${element.name}:`;
    case 'link':
      return `<${element.url}|${spoken(element.text ?? 'link')}>`;
    case 'user':
      return `<@${element.user_id}>`;
    case 'channel':
      return `<#${element.channel_id}>`;
    default:
      return '';
  }
}

/** A line of blocks in the text of a message: a time as it is written, and “a, b” for “a · b”. */
export function spokenLine(line: Line): string {
  return inline(line, (element) => {
    if (element.type === 'date') return element.fallback ?? '';
    return element.type === 'text' && element.text === ' · ' ? ', ' : said(element);
  });
}

function tableLines({ rows }: TableBlock, say: Say): string[] {
  return rows.map((row) =>
    row
      .map((cell) => (cell.type === 'rich_text' ? richLines(cell, say).join(' ') : spoken(cell.text, 80)))
      .join(' · '),
  );
}
