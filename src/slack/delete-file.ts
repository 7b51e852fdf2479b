import type { WebClient } from '@slack/web-api';

import { apiFailureOf } from './api-failure.ts';

const gone = new Set(['file_not_found', 'file_deleted']);

/** Slack lets a bot delete its own files. https://docs.slack.dev/reference/methods/files.delete */
export async function deleteFile(client: WebClient, file: string): Promise<boolean> {
  try {
    await client.files.delete({ file });
    return true;
  } catch (error) {
    const failure = apiFailureOf(error);
    return failure.kind === 'refused' && gone.has(failure.code);
  }
}
