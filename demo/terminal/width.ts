import { type Line, plainText, type Span } from './spans.ts';

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
const wide =
  /^[\u{1100}-\u{115f}\u{2e80}-\u{a4cf}\u{ac00}-\u{d7a3}\u{f900}-\u{faff}\u{fe30}-\u{fe6f}\u{ff00}-\u{ff60}\u{ffe0}-\u{ffe6}]/u;

/** Columns that text takes in a terminal: emoji and East Asian characters take two, combining marks none. */
export function widthOf(text: string): number {
  let width = 0;
  for (const { segment } of graphemes.segment(text)) width += graphemeWidth(segment);
  return width;
}

function graphemeWidth(grapheme: string): number {
  if (/^\p{Mark}|^[\u200b-\u200d\ufeff]/u.test(grapheme)) return 0;
  return /\p{Emoji_Presentation}|\ufe0f/u.test(grapheme) || wide.test(grapheme) ? 2 : 1;
}

export function lineWidth(line: Line): number {
  return widthOf(plainText(line));
}

/** Cuts a line to a width, with an ellipsis where something is missing. */
export function cut(line: Line, width: number): Line {
  if (lineWidth(line) <= width) return line;
  const kept: Line = [];
  let left = width - 1;
  for (const one of line) {
    const text = headOf(one.text, left);
    kept.push({ ...one, text });
    left -= widthOf(text);
    if (text !== one.text) break;
  }
  return [...kept, { text: '…', styles: [] }];
}

function headOf(text: string, width: number): string {
  let head = '';
  let left = width;
  for (const { segment } of graphemes.segment(text)) {
    left -= graphemeWidth(segment);
    if (left < 0) return head;
    head += segment;
  }
  return head;
}

/** Breaks a line at its spaces. A word wider than the line is left to the terminal. */
export function wrap(line: Line, width: number): Line[] {
  const lines: Line[] = [[]];
  let used = 0;
  for (const word of line.flatMap(wordsOf)) {
    const wordWidth = widthOf(word.text.trimEnd());
    if (word.text === '\n') {
      lines.push([]);
      used = 0;
    } else {
      if (used > 0 && used + wordWidth > width) {
        lines.push([]);
        used = 0;
      }
      lines.at(-1)?.push(word);
      used += widthOf(word.text);
    }
  }
  return lines.map(withoutTrailingSpace);
}

function withoutTrailingSpace(line: Line): Line {
  const last = line.at(-1);
  return last === undefined || last.solid
    ? line
    : [...line.slice(0, -1), { ...last, text: last.text.trimEnd() }];
}

/** Words with the spaces that follow them, and line breaks. */
function wordsOf(one: Span): Span[] {
  if (one.solid) return [one];
  const words = one.text.match(/\n| +|[^ \n]+ */g) ?? [];
  return words.map((text) => ({ ...one, text }));
}
