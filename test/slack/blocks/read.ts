import type { HomeView, ModalView, RichTextElement } from '@slack/types';
import { expect } from 'vitest';
import { withText } from '../../../src/slack/blocks/aloud.ts';
import type { ChartBlock, MessageBlock, Shown } from '../../../src/slack/blocks/rendered.ts';
import { messageProblems, viewProblems } from '../../support/fits-slack.ts';

/** A modal or a Home tab in the same way. */
export function readView(view: ModalView | HomeView): string {
  expect(viewProblems(view)).toEqual([]);
  return spaced((view.blocks as MessageBlock[]).map(readBlock).join('\n\n'));
}

/**
 * A message as one would read it aloud, whole: the text where it has one of its own, then every block. It must be within
 * Slack's limits.
 */
export function read(shown: Shown): string {
  expect(messageProblems(withText(shown))).toEqual([]);
  const { text, blocks } = shown;
  return spaced([...(text === undefined ? [] : [`text: ${text}`]), ...blocks.map(readBlock)].join('\n\n'));
}

/** Where a line may not break is nothing that one hears. */
function spaced(text: string): string {
  return text.replaceAll('\u00A0', ' ');
}

function readBlock(block: MessageBlock): string {
  switch (block.type) {
    case 'divider':
      return '---';
    case 'header':
      return `# ${block.text.text}`;
    case 'section':
      return [withDots(block.text?.text ?? ''), ...[block.accessory ?? []].flat().map(readAction)].join(' ');
    case 'rich_text':
      return block.elements.map(readRich).join('\n');
    case 'context':
      return block.elements.map((element) => ('text' in element ? `(${element.text})` : '')).join(' ');
    case 'table':
      return block.rows.map((row) => row.map(readCell).join(' | ')).join('\n');
    case 'actions':
      return block.elements.map(readAction).join(' ');
    case 'data_visualization':
      return readChart(block);
    default:
      throw new Error(`no words for ${block.type}`);
  }
}

function readRich(element: { type: string; elements: unknown[] }): string {
  if (element.type === 'rich_text_list') {
    return (element.elements as { elements: RichTextElement[] }[])
      .map((item) => `- ${inline(item.elements)}`)
      .join('\n');
  }
  const lines = inline(element.elements as RichTextElement[]);
  if (element.type === 'rich_text_preformatted') return `    ${lines}`;
  return element.type === 'rich_text_quote' ? lines.replaceAll(/^/gm, '> ') : lines;
}

const dots: Record<string, string> = {
  large_green_circle: 'green',
  white_circle: 'white',
  large_orange_circle: 'orange',
  red_circle: 'red',
};

function withDots(text: string): string {
  return text.replaceAll(/:(\w+):/g, (sign, name) => (dots[name] === undefined ? sign : `(${dots[name]})`));
}

function inline(elements: RichTextElement[]): string {
  return elements.map(readElement).join('');
}

function readElement(element: RichTextElement): string {
  switch (element.type) {
    case 'text':
      return styled(element.text, element.style ?? {});
    case 'emoji':
      return `(${dots[element.name]})`;
    case 'date':
      return styled(`{${element.fallback}}`, element.style ?? {});
    case 'link':
      return `[${element.text}](${element.url})`;
    case 'user':
      return `@${element.user_id}`;
    case 'channel':
      return `#${element.channel_id}`;
    default:
      throw new Error(`no words for ${element.type}`);
  }
}

function styled(text: string, style: { bold?: boolean; code?: boolean; italic?: boolean }): string {
  if (style.code) return `\`${text}\``;
  if (style.italic) return `_${text}_`;
  return style.bold ? `*${text}*` : text;
}

function readCell(cell: { type: string; text?: string; elements?: unknown }): string {
  if (cell.type !== 'rich_text') return String(cell.text);
  return (cell.elements as { type: string; elements: unknown[] }[]).map(readRich).join(' ');
}

function readAction(element: { type: string; action_id?: string }): string {
  if (element.type === 'button') {
    const { text, value } = element as unknown as { text: { text: string }; value?: string };
    return `[${text.text} → ${element.action_id}${value === undefined ? '' : ` ${value}`}]`;
  }
  const { placeholder, options, initial_option } = element as unknown as {
    placeholder: { text: string };
    options: { text: { text: string }; value: string }[];
    initial_option?: { text: { text: string } };
  };
  const choices = options.map((option) => `${option.text.text} → ${option.value}`);
  return `[${initial_option?.text.text ?? placeholder.text} → ${element.action_id}: ${choices.join('; ')}]`;
}

function readChart({ title, chart }: ChartBlock): string {
  const series = chart.type === 'pie' ? [{ name: 'pie', data: chart.segments }] : chart.series;
  const lines = series.map(
    ({ name, data }) => `${name}: ${data.map(({ label, value }) => `${label} ${value}`).join(', ')}`,
  );
  return `[chart: ${title}] ${lines.join('; ')}`;
}
