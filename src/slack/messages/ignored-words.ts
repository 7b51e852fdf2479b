import type { MessageBlock } from './rendered.ts';
import { footnote } from './rich.ts';

/** Under the answer to a command that takes nothing: what was typed after it changed nothing. */
export function ignoredWords(command: string, typed: string): MessageBlock[] {
  return typed === ''
    ? []
    : footnote(`What you typed after /revox ${command} was ignored: it takes no words.`);
}
