import { clearScreenDown, createInterface, cursorTo, type Interface, moveCursor } from 'node:readline';

import { type Paint, paintFor } from './paint.ts';
import type { Line } from './spans.ts';

export interface Screen {
  /** Above the line being typed, which stays as it is. */
  print(lines: Line[]): void;
  /** Lines as they are entered, until the input ends or `close` is called. */
  lines(): AsyncIterable<string>;
  setPrompt(prompt: string): void;
  onInterrupt(interrupted: () => void): void;
  width(): number;
  interactive: boolean;
  close(): void;
}

const narrowest = 40;
const widest = 110;

export function openScreen(input: NodeJS.ReadStream, output: NodeJS.WriteStream): Screen {
  const interactive = input.isTTY === true && output.isTTY === true;
  const readline = createInterface({ input, output, terminal: interactive, prompt: '' });
  // Taken at once: lines that arrive before somebody reads them would be lost otherwise.
  const lines = readline[Symbol.asyncIterator]();
  const paint = paintFor(output);
  return {
    interactive,
    print: (lines) => {
      if (interactive) printAbove(readline, output, paint, lines);
      else output.write(paint(lines));
    },
    lines: () => lines,
    setPrompt: (prompt) => {
      if (!interactive) return;
      readline.setPrompt(prompt);
      readline.prompt(true);
    },
    onInterrupt: (interrupted) => readline.on('SIGINT', interrupted),
    width: () => Math.max(narrowest, Math.min(widest, output.columns ?? widest)),
    close: () => readline.close(),
  };
}

/** What is being typed may already run over several rows; all of them are redrawn below what is printed. */
function printAbove(readline: Interface, output: NodeJS.WriteStream, paint: Paint, lines: Line[]): void {
  moveCursor(output, 0, -readline.getCursorPos().rows);
  cursorTo(output, 0);
  clearScreenDown(output);
  output.write(paint(lines));
  readline.prompt(true);
}
