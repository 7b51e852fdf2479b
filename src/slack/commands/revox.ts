import { nearest } from '../../calls/filter/nearest.ts';
import { parseFilter } from '../../calls/filter.ts';
import type { Answer, Asked, Desk, Handler } from '../handler.ts';
import { renderUnknownCommand } from '../messages/problem.ts';
import { filterContext } from '../render-options.ts';
import { call } from './call.ts';
import { calls } from './calls.ts';
import { digest } from './digest.ts';
import { help } from './help.ts';
import { status } from './status.ts';

const commands: Record<string, Handler> = { calls, call, digest, status, help };

export interface Route {
  /** One of our own words, so that it may be logged. */
  word: string;
  /** What was typed after it. */
  input: string;
  handler: Handler;
}

/** The first word says what is wanted; a bare `/revox` asks for help. */
export function routeCommand(text: string): Route {
  const [, typed = '', input = ''] = /^\s*(\S*)\s*(.*)$/s.exec(text) ?? [];
  const word = typed === '' ? 'help' : typed.toLowerCase();
  if (Object.hasOwn(commands, word)) return { word, input: input.trim(), handler: commands[word] as Handler };
  return { word: 'unknown', input: text.trim(), handler: { answer: unknown } };
}

async function unknown({ input }: Asked, desk: Desk): Promise<Answer> {
  return renderUnknownCommand(input, isFilter(input, desk) ? `calls ${input}` : nearestCommand(input));
}

/** Words of a filter without `calls` before them are the likeliest slip. */
function isFilter(text: string, desk: Desk): boolean {
  return parseFilter(text, filterContext(desk)).problems.length === 0;
}

function nearestCommand(text: string): string | null {
  const [word = ''] = text.toLowerCase().split(/\s/);
  return nearest(word, Object.keys(commands));
}
