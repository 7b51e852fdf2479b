import { styleText } from 'node:util';

import type { Line } from './spans.ts';

export type Paint = (lines: Line[]) => string;

/** Colour where the stream shows it: not in a pipe, and not where NO_COLOR is set. */
export function paintFor(stream: NodeJS.WriteStream): Paint {
  return (lines) => lines.map((line) => `${painted(line, stream)}\n`).join('');
}

function painted(line: Line, stream: NodeJS.WriteStream): string {
  return line
    .map(({ text, styles }) => (styles.length === 0 ? text : styleText(styles, text, { stream })))
    .join('')
    .trimEnd();
}
