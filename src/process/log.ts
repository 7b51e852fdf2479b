import type { Logger as SlackLogger, LogLevel as SlackLogLevel } from '@slack/bolt';
import pino from 'pino';

import { describeError } from './log-error.ts';
import { scrubber } from './scrub.ts';

/** Short sentences with fields: `log.info({ read, fresh }, 'calls synced')`. */
export type Logger = Pick<pino.Logger, 'fatal' | 'error' | 'warn' | 'info' | 'debug'>;

export interface LogOptions {
  level: string;
  /** Removed wherever they turn up. */
  secrets: string[];
  /** Takes finished lines. */
  out?: { write(line: string): unknown };
}

/**
 * Fields that may be printed: counts, names of our own and error codes. Anything else is left out and its name
 * listed under `omitted`, so that a new field is a decision. An error is `err`, as pino has it.
 */
const allowedFields = new Set(
  `
  version mode setting url host port replica signal pass component method command state topic channel kind messageId
  message attempt attempts failures outcome reason problem detail status code slackError pointer envelope copies
  durationMs delayMs since sinceMs inMs lateMs at until from to
  count total page pages asked rows requests read fresh ended changed edited open news calls setAside imported percent
  erased
  enqueued bundled messages sent ready in-doubt parked skipped released lost givenUp retried subscriptions incidents
  opened closed changes dialect pageBase pageSize encoding order depth sweeps migration
  `
    .trim()
    .split(/\s+/),
);

export function createLog({ level, secrets, out }: LogOptions): Logger {
  // Synchronous, so that the last line before an exit is not lost.
  const lines = out ?? pino.destination({ dest: 1, sync: true });
  const scrub = scrubber(secrets);
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: describeError },
      formatters: { level: (label) => ({ level: label }), log: allowedOnly },
    },
    { write: (line: string) => lines.write(visible(scrub(line))) },
  );
}

/**
 * JSON spells out controls below U+0020 only. What is left could move the cursor of somebody reading the log, or turn a
 * line around; inside a string of JSON, where it stands, its escape means the same.
 */
function visible(line: string): string {
  return line.replaceAll(/[\x7f-\x9f\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu, (hidden) =>
    Array.from(
      { length: hidden.length },
      (_, at) => `\\u${hidden.charCodeAt(at).toString(16).padStart(4, '0')}`,
    ).join(''),
  );
}

function allowedOnly(fields: Record<string, unknown>): Record<string, unknown> {
  const allowed: Record<string, unknown> = {};
  const omitted: string[] = [];
  for (const [name, value] of Object.entries(fields)) {
    if (name === 'err' || value instanceof Error) allowed.err = value;
    else if (allowedFields.has(name) && isPlain(value)) allowed[name] = shortened(value);
    else if (value !== undefined) omitted.push(name);
  }
  return omitted.length === 0 ? allowed : { ...allowed, omitted };
}

/** Objects are left out whole: what is inside them is nobody's decision. */
function isPlain(value: unknown): boolean {
  return value === null || ['string', 'number', 'boolean', 'bigint'].includes(typeof value);
}

function shortened(value: unknown): unknown {
  return typeof value === 'string' && value.length > 500 ? `${value.slice(0, 500)}…` : value;
}

/**
 * The logger handed to Bolt and its clients. At debug level they print whole requests, so debug is silent whatever
 * they ask for, and objects (bodies, payloads) are never printed.
 */
export function slackLogger(log: Logger): SlackLogger {
  let component = 'slack';
  const line = (parts: unknown[]) => [{ component }, parts.map(words).filter(Boolean).join(' ')] as const;
  return {
    debug: () => undefined,
    info: (...parts) => log.info(...line(parts)),
    warn: (...parts) => log.warn(...line(parts)),
    error: (...parts) => log.error(...line(parts)),
    setLevel: () => undefined,
    getLevel: () => 'info' as SlackLogLevel.INFO,
    setName: (name) => {
      component = name;
    },
  };
}

function nameAndMessage(error: Error): string {
  const { name, message } = describeError(error);
  return `${name}: ${message}`;
}

function words(part: unknown): string {
  const text = part instanceof Error ? nameAndMessage(part) : typeof part === 'string' ? part : '';
  const withoutBody = text.replace(/[{[]\s*\\?".*/s, '…');
  return withoutBody.length > 300 ? `${withoutBody.slice(0, 300)}…` : withoutBody;
}
