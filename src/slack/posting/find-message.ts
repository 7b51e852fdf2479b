import type { ConversationsHistoryResponse, WebClient } from '@slack/web-api';

import { metadataEventType } from '../../calls/message.ts';
import type { Finding, Search, Unread } from '../../outbox/posting.ts';
import { apiFailureOf } from '../line/api-failure.ts';

/** The most that Slack gives; an app that is distributed outside its Marketplace gets 15, and one page a minute. */
const messagesPerPage = 999;
const pagesPerLookUp = 10;

/**
 * Looks for a message by the id in its metadata, within the time in which Slack may have accepted it, the newest first.
 * A look-up that is cut short says where it came to, and the next one goes on from there.
 * https://docs.slack.dev/reference/methods/conversations.history
 */
export async function findMessage(client: WebClient, search: Search): Promise<Finding> {
  const found: string[] = [];
  let cursor = search.cursor;
  const end = (unread: Unread | null): Finding => ({
    found: found.sort(),
    unread,
    cursor: unread === null ? null : cursor,
  });
  try {
    for (let count = 0; count < pagesPerLookUp && (count === 0 || mayGoOn(search)); count += 1) {
      const page = await readPage(client, search, cursor);
      if (!Array.isArray(page.messages)) return end(brokenOff('an answer without messages'));
      found.push(...page.messages.filter((it) => isWanted(it, search.id)).map((it) => it.ts ?? ''));
      const next = page.response_metadata?.next_cursor || null;
      if (next === null) return end(page.has_more ? brokenOff('more messages, but no cursor') : null);
      const isTheSame = next === cursor;
      cursor = isTheSame ? null : next;
      if (isTheSame) return end(brokenOff('the same page again'));
    }
    return end(brokenOff('more messages are to be read'));
  } catch (error) {
    const unread = notRead(error);
    // Slack forgets a cursor in time.
    if (unread.reason === 'invalid_cursor') cursor = null;
    return end(unread);
  }
}

function mayGoOn(search: Search): boolean {
  return search.mayGoOn?.() ?? true;
}

function readPage(client: WebClient, { channel, threadTs, from, until }: Search, cursor: string | null) {
  const query = {
    channel,
    oldest: (from / 1_000).toFixed(6),
    latest: (until / 1_000).toFixed(6),
    limit: messagesPerPage,
    // Without it Slack returns the type of the metadata and leaves out the id.
    include_all_metadata: true,
    ...(cursor === null ? {} : { cursor }),
  };
  return threadTs === null
    ? client.conversations.history(query)
    : client.conversations.replies({ ...query, ts: threadTs });
}

type FoundMessage = NonNullable<ConversationsHistoryResponse['messages']>[number];

function isWanted({ ts, metadata }: FoundMessage, id: string): boolean {
  if (ts === undefined || metadata?.event_type !== metadataEventType) return false;
  return (metadata.event_payload as { id?: unknown } | undefined)?.id === id;
}

function brokenOff(reason: string): Unread {
  return { reason, afterMs: null, needsPerson: false };
}

/** Waiting does not give a permission. */
const needsPerson = new Set([
  'account_inactive',
  'channel_not_found',
  'invalid_auth',
  'missing_scope',
  'no_permission',
  'not_authed',
  'not_in_channel',
  'token_expired',
  'token_revoked',
]);

function notRead(error: unknown): Unread {
  const failure = apiFailureOf(error);
  if (failure.kind === 'rate-limited')
    return { reason: 'rate-limited', afterMs: failure.afterMs, needsPerson: false };
  const isForPerson = failure.kind === 'refused' && needsPerson.has(failure.code);
  return { reason: failure.code, afterMs: null, needsPerson: isForPerson };
}
