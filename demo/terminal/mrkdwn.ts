import { slackDate } from '../slack/dates.ts';
import { emojiPicture } from './emoji.ts';
import { type Line, type Style, span } from './spans.ts';

/** Names for the ids in mentions. */
export type NameOf = (id: string) => string | null;

const marks: Record<string, Style> = { '*': 'bold', _: 'italic', '~': 'strikethrough' };
const token = /<([^<>]+)>|`([^`\n]+)`|:([a-z0-9_+-]+):|([*_~])(\S(?:.*?\S)?)\4(?![\p{L}\p{N}])/gu;

/** Slack's mark-up, as spans. https://docs.slack.dev/messaging/formatting-message-text */
export function mrkdwn(text: string, nameOf: NameOf, styles: Style[] = []): Line {
  const line: Line = [];
  let from = 0;
  for (const match of text.matchAll(token)) {
    line.push(span(unescaped(text.slice(from, match.index)), ...styles));
    line.push(...spansOf(match, nameOf, styles));
    from = match.index + match[0].length;
  }
  line.push(span(unescaped(text.slice(from)), ...styles));
  return line.filter((one) => one.text !== '');
}

function spansOf(match: RegExpMatchArray, nameOf: NameOf, styles: Style[]): Line {
  const [, reference, code, emoji, mark, marked] = match;
  if (reference !== undefined) return [referenced(reference, nameOf, styles)];
  if (code !== undefined) return [span(unescaped(code), ...styles, 'cyan')];
  if (emoji !== undefined) return [span(emojiPicture(emoji), ...styles)];
  const style = marks[mark ?? ''];
  return mrkdwn(marked ?? '', nameOf, style === undefined ? styles : [...styles, style]);
}

/** `<@U1>`, `<#C1|calls>`, `<!date^…|…>`, `<https://…|words>` */
function referenced(reference: string, nameOf: NameOf, styles: Style[]) {
  const [target = '', label] = reference.split('|');
  if (target.startsWith('@'))
    return span(`@${nameOf(target.slice(1)) ?? label ?? target}`, ...styles, 'blue');
  if (target.startsWith('#'))
    return span(`#${nameOf(target.slice(1)) ?? label ?? target}`, ...styles, 'blue');
  if (target.startsWith('!date^')) {
    const [, timestamp, format = ''] = target.split('^');
    return span(slackDate(Number(timestamp), format), ...styles);
  }
  if (target.startsWith('!')) return span(`@${label ?? target.slice(1)}`, ...styles, 'blue');
  return span(unescaped(label ?? target), ...styles, 'underline');
}

function unescaped(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
