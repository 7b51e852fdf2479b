import type { WebClient } from '@slack/web-api';

import { apiFailureOf } from '../line/api-failure.ts';

const gone = new Set(['file_not_found', 'file_deleted']);
const passing = new Set(['internal_error', 'fatal_error', 'service_unavailable', 'request_timeout']);

/** Slack lets a bot delete its own files. https://docs.slack.dev/reference/methods/files.delete */
export async function deleteFile(client: WebClient, file: string): Promise<Deletion> {
  try {
    await client.files.delete({ file });
    return 'gone';
  } catch (error) {
    const failure = apiFailureOf(error);
    // A rate limit, a network that is down, an answer that got lost, a bad minute of Slack's.
    if (failure.kind === 'rate-limited') return { afterMs: failure.afterMs ?? usualWaitMs };
    if (failure.kind !== 'refused' || passing.has(failure.code)) return { afterMs: usualWaitMs };
    return gone.has(failure.code) ? 'gone' : 'kept';
  }
}

/** With a time, Slack did not say no: it is tried again then. */
export type Deletion = 'gone' | 'kept' | { afterMs: number };

const usualWaitMs = 60_000;
