import { type Logger, WebClient } from '@slack/web-api';

import type { SlackClock } from './slack-clock.ts';
import { fetchFromSlack } from './slack-fetch.ts';

interface OutboxClientOptions {
  token: string;
  slackApiUrl: string;
  logger: Logger;
  /** Must be well below the lease of a message. */
  timeoutMs?: number;
  clock?: SlackClock;
  /** Where somebody listens to what goes to Slack and comes back. */
  fetch?: typeof fetch;
}

/**
 * A client for what must not happen twice. By default the SDK posts again up to ten times when an answer is lost, and
 * waits out rate limits for all methods together; this one makes one request and says what came of it.
 */
export function outboxClient({
  token,
  slackApiUrl,
  logger,
  timeoutMs = 10_000,
  clock,
  fetch = fetchFromSlack(slackApiUrl, clock),
}: OutboxClientOptions): WebClient {
  return new WebClient(token, {
    slackApiUrl,
    logger,
    timeout: timeoutMs,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    allowAbsoluteUrls: false,
    fetch,
  });
}
