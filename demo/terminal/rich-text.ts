import type { RichTextBlock, RichTextBlockElement, RichTextElement } from '@slack/types';

import { slackDate } from '../slack/dates.ts';
import { emojiPicture } from './emoji.ts';
import type { NameOf } from './mrkdwn.ts';
import { type Line, type Span, type Style, span } from './spans.ts';
import { wrap } from './width.ts';

/** Lists and quotes keep their mark, or its room, at the head of every line. */
export function richText(block: RichTextBlock, nameOf: NameOf, width: number): Line[] {
  return block.elements.flatMap((element) => elementLines(element, nameOf, width));
}

function elementLines(element: RichTextBlockElement, nameOf: NameOf, width: number): Line[] {
  switch (element.type) {
    case 'rich_text_section':
      return wrap(inline(element.elements, nameOf), width);
    case 'rich_text_quote': {
      const edge = span('▏ ', 'dim');
      return hanging(edge, edge, inline(element.elements, nameOf), width);
    }
    case 'rich_text_preformatted':
      return wrap(inline(element.elements, nameOf).map(asCode), width);
    case 'rich_text_list':
      return element.elements.flatMap((item, index) => {
        const mark = element.style === 'ordered' ? `${index + 1}. ` : '• ';
        const first = span('  '.repeat(element.indent ?? 0) + mark);
        const rest = span(' '.repeat(first.text.length));
        return hanging(first, rest, inline(item.elements, nameOf), width);
      });
  }
}

function hanging(first: Span, rest: Span, body: Line, width: number): Line[] {
  return wrap(body, width - first.text.length).map((line, index) => [index === 0 ? first : rest, ...line]);
}

function asCode(one: Span): Span {
  return { ...one, styles: [...one.styles, 'cyan'] };
}

function inline(elements: RichTextElement[], nameOf: NameOf): Line {
  return elements.map((element) => inlineSpan(element, nameOf));
}

function inlineSpan(element: RichTextElement, nameOf: NameOf): Span {
  const styles = stylesOf(element);
  switch (element.type) {
    case 'text':
      return span(element.text, ...styles);
    case 'link':
      return span(element.text ?? element.url, ...styles, 'underline');
    case 'emoji':
      return span(emojiPicture(element.name));
    case 'date':
      return span(slackDate(element.timestamp, element.format), ...styles);
    case 'user':
      return span(`@${nameOf(element.user_id) ?? element.user_id}`, ...styles, 'blue');
    case 'channel':
      return span(`#${nameOf(element.channel_id) ?? element.channel_id}`, ...styles, 'blue');
    case 'broadcast':
      return span(`@${element.range}`, ...styles, 'blue');
    default:
      return span(`[${element.type}]`, 'dim');
  }
}

function stylesOf(element: RichTextElement): Style[] {
  const style: { bold?: boolean; italic?: boolean; strike?: boolean; code?: boolean } =
    'style' in element ? (element.style ?? {}) : {};
  return [
    ...(style.bold ? (['bold'] as const) : []),
    ...(style.italic ? (['italic'] as const) : []),
    ...(style.strike ? (['strikethrough'] as const) : []),
    ...(style.code ? (['cyan'] as const) : []),
  ];
}
