import type { WebClient } from '@slack/web-api';

import type { ChannelDirectory, ResolvedNames } from '../../outbox/resolve-channels.ts';
import { apiFailureOf } from './api-failure.ts';

const channelsPerPage = 200;
/** Enough for 20,000 channels. */
const mostPages = 100;

export function channelDirectory(client: WebClient): ChannelDirectory {
  return { resolve: (names) => resolveChannelNames(client, names) };
}

/**
 * The ids of channels given by `#name`. Private ones are seen only where the bot is a member.
 * https://docs.slack.dev/reference/methods/conversations.list
 */
async function resolveChannelNames(client: WebClient, names: readonly string[]): Promise<ResolvedNames> {
  const missing = new Set(names);
  const ids = new Map<string, string>();
  let cursor: string | undefined;
  try {
    for (let count = 0; count < mostPages && missing.size > 0; count += 1) {
      const page = await readPage(client, cursor);
      for (const { id, name = '' } of page.channels ?? []) {
        const named = `#${name.toLowerCase().normalize('NFC')}`;
        if (id !== undefined && missing.delete(named)) ids.set(named, id);
      }
      cursor = page.response_metadata?.next_cursor || undefined;
      if (cursor === undefined) return { ids, problem: null };
    }
    return { ids, problem: missing.size === 0 ? null : 'too many channels' };
  } catch (error) {
    const failure = apiFailureOf(error);
    return { ids, problem: failure.kind === 'rate-limited' ? failure.kind : failure.code };
  }
}

function readPage(client: WebClient, cursor: string | undefined) {
  return client.conversations.list({
    exclude_archived: true,
    types: 'public_channel,private_channel',
    limit: channelsPerPage,
    ...(cursor === undefined ? {} : { cursor }),
  });
}
