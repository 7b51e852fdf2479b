import { whoseCode } from './whose-code.ts';

/** What is kept of an error: who it is, why, where, and its causes. Its other properties may hold whole requests. */
export interface DescribedError {
  name: string;
  message: string;
  reason?: string;
  code?: string | number;
  stack?: string;
  cause?: DescribedError;
}

const causesKept = 4;

export function describeError(error: unknown, depth = 0): DescribedError {
  if (!(error instanceof Error)) return { name: typeof error, message: 'something thrown that is no error' };
  const { reason, code } = error as { reason?: unknown; code?: unknown };
  const cause = error.cause ?? (error instanceof AggregateError ? error.errors[0] : undefined);
  const places = placesOf(error.stack ?? '');
  return {
    name: isWord(error.name) ? error.name : 'Error',
    message: printable(error, places),
    ...(isWord(reason) && { reason }),
    ...((isWord(code) || typeof code === 'number') && { code }),
    ...(error.stack !== undefined && { stack: places }),
    ...(cause !== undefined && depth < causesKept && { cause: describeError(cause, depth + 1) }),
  };
}

/** One of somebody's own words, such as `ECONNREFUSED` or `not_in_channel`; nothing that a person said. */
function isWord(value: unknown): value is string {
  return typeof value === 'string' && /^[\w.-]{1,60}$/.test(value);
}

/** Where it happened. The head of a stack repeats the message, which may be as long as the answer of a server. */
function placesOf(stack: string): string {
  const places = stack.split('\n').filter((line) => /^\s+at /.test(line));
  return places.slice(0, 15).join('\n');
}

/**
 * Ours are written so that they say nothing of a person. What others quote is left out, and of those whom nobody
 * knows, all of it.
 */
function printable({ name, message }: Error, places: string): string {
  const whose = whoseCode(originOf(places));
  if (whose === 'unknown') return 'left out, since nobody knows what it says';
  return short(whose === 'ours' && !quoting.has(name) ? message : withoutQuotes(withoutAnswer(message)));
}

/** The first place that is a file. */
function originOf(places: string): string {
  const [, place = ''] = /(?:file:\/\/)?((?:node:|\/)[^\s)]+)/.exec(places) ?? [];
  return place;
}

/** `JSON.parse` quotes what it was given, and its error is where we call it. */
const quoting = new Set(['SyntaxError', 'RangeError']);

const quotation = /(["'`])(?:(?!\1).)*\1|“[^”]*”/gs;

function withoutQuotes(message: string): string {
  return message.replaceAll(quotation, (quoted) => (/^.[/.][\w./-]*.$/.test(quoted) ? quoted : '“…”'));
}

/** For a body that is no JSON Slack's client gives the whole body as the error. */
function withoutAnswer(message: string): string {
  return message.replace(/^(An API error occurred: )(.*)$/s, (_, said, word) =>
    isWord(word) ? said + word : `${said}an answer that is none of Slack’s`,
  );
}

function short(text: string): string {
  return text.length > 500 ? `${text.slice(0, 500)}…` : text;
}
