import { type Logger, LogLevel } from '@slack/web-api';

/** For clients of tests that provoke trouble on purpose. */
export const silentSdkLog: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  getLevel: () => LogLevel.ERROR,
  setLevel: () => undefined,
  setName: () => undefined,
};
