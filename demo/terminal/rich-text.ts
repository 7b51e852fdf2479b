import type { RichTextBlock, RichTextBlockElement, RichTextElement } from '@slack/types';

import { slackDate } from './dates.ts';
import { emojiPicture } from './emoji.ts';
import type { NameOf } from './mrkdwn.ts';
import { type Line, type Span, type Style, span } from './spans.ts';

export function richText(block: RichTextBlock, nameOf: NameOf): Line[] {
  return block.elements.flatMap((element) => elementLines(element, nameOf));
}

function elementLines(element: RichTextBlockElement, nameOf: NameOf): Line[] {
  switch (element.type) {
    case 'rich_text_section':
      return [inline(element.elements, nameOf)];
    case 'rich_text_quote':
      return [[span('▏ ', 'dim'), ...inline(element.elements, nameOf)]];
    case 'rich_text_preformatted':
      return [inline(element.elements, nameOf).map((one) => ({ ...one, styles: [...one.styles, 'cyan'] }))];
    case 'rich_text_list':
      return element.elements.map((item, index) => {
        const mark = element.style === 'ordered' ? `${index + 1}. ` : '• ';
        return [span('  '.repeat(element.indent ?? 0) + mark), ...inline(item.elements, nameOf)];
      });
  }
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
