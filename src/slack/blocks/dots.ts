import type { RichTextElement } from '@slack/types';
import { type Call, wasAnswered } from '../../calls/call.ts';
import { hasFailed, meaningOf, type Severity } from '../../calls/outcome.ts';

/**
 * The only pictures in our messages: one dot at the head of a line, always beside the words it stands for, so that
 * nobody depends on its colour. Green is good, white is as usual, orange wants a look, red wants a person now.
 */
export type Dot = 'green' | 'white' | 'orange' | 'red';

const emoji: Record<Dot, string> = {
  green: 'large_green_circle',
  white: 'white_circle',
  orange: 'large_orange_circle',
  red: 'red_circle',
};

const severityDots: Record<Severity, Dot> = { high: 'red', medium: 'orange', low: 'white' };

export function dot(colour: Dot): RichTextElement[] {
  return [
    { type: 'emoji', name: emoji[colour] },
    { type: 'text', text: ' ' },
  ];
}

/** The same in a line of plain text. */
export function dotSign(colour: Dot): string {
  return `:${emoji[colour]}:`;
}

export function dotOfDialError(dialError: string): Dot {
  return severityDots[meaningOf(dialError).severity];
}

export function dotOfCall(call: Call): Dot {
  if (call.dialError !== null) return dotOfDialError(call.dialError);
  if (hasFailed(call)) return 'orange';
  return wasAnswered(call) ? 'green' : 'white';
}
