import { WebAPIPlatformError, WebAPIRateLimitedError } from '@slack/web-api';
import { describe, expect, it } from 'vitest';

import { reconnectDelayMs, refusalOf } from '../../../src/slack/line/reconnect.ts';

describe('the wait before connecting again', () => {
  // failures in a row, chance → delay
  const waits: [number, number, number][] = [
    [1, 0, 500],
    [1, 1, 1_000],
    [2, 1, 2_000],
    [4, 0, 4_000],
    [4, 1, 8_000],
    [5, 1, 15_000],
    // Two hours without Slack: still four tries a minute.
    [500, 1, 15_000],
  ];
  it.each(waits)('after %i failures with chance %d is %i ms', (failures, chance, delayMs) => {
    expect(reconnectDelayMs(failures, new Error('unreachable'), chance)).toBe(delayMs);
  });

  it('is at least what Slack asks for', () => {
    expect(reconnectDelayMs(1, new WebAPIRateLimitedError(30), 0)).toBe(30_000);
  });
});

describe('an answer to opening a connection', () => {
  const said = (error: string) => new WebAPIPlatformError({ ok: false, error });

  it.each(['invalid_auth', 'token_revoked', 'account_inactive'])('%s refuses for good', (error) => {
    expect(refusalOf(said(error))).toBe(error);
  });

  it.each(['internal_error', 'ratelimited', 'some_new_word'])('%s may be different next time', (error) => {
    expect(refusalOf(said(error))).toBeNull();
  });

  it('that never came may come next time', () => {
    expect(refusalOf(new TypeError('fetch failed'))).toBeNull();
  });
});
