import type { styleText } from 'node:util';

export type Style = Exclude<Parameters<typeof styleText>[0], readonly unknown[]>;

/** A piece of text in one style. Lines stay made of these until the very end, so that they can be measured and cut. */
export interface Span {
  text: string;
  styles: Style[];
  /** Never broken over two lines. */
  solid?: boolean;
}

export type Line = Span[];

export function span(text: string, ...styles: Style[]): Span {
  return { text: neutralised(text), styles };
}

export function plainText(line: Line): string {
  return line.map(({ text }) => text).join('');
}

/**
 * What Slack shows comes from callers, and a terminal obeys what it is sent: control characters (escape sequences
 * begin with one) become pictures of themselves, and marks that turn the direction of text are left out.
 */
function neutralised(text: string): string {
  return text
    .replaceAll(/[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]/g, '')
    .replaceAll('\t', '  ')
    .replaceAll(/\p{Cc}/gu, (control) => (control === '\n' ? control : pictureOf(control)));
}

/** U+2400 and on picture the first 32 control characters; the others share one picture. */
function pictureOf(control: string): string {
  const code = control.charCodeAt(0);
  return code < 0x20 ? String.fromCharCode(0x2400 + code) : '\u2421';
}
