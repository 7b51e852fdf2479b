import type { LogLevel, Logger as SlackLogger } from '@slack/bolt';
import type { Logger } from 'pino';

export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>;

/**
 * For a part of Slack's libraries whose troubles we report ourselves. At their own debug level they print whole
 * payloads, so they
 * are never asked for it.
 */
export function quietSdkLog(log: Log): SlackLogger {
  const whisper = (...message: unknown[]) => log.debug(message.map(String).join(' '));
  return {
    debug: () => undefined,
    info: () => undefined,
    warn: whisper,
    error: whisper,
    getLevel: () => 'info' as LogLevel.INFO,
    setLevel: () => undefined,
    setName: () => undefined,
  };
}
