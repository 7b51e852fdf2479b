import type { WebClient } from '@slack/web-api';

import type { UserGroup } from '../../calls/options/mention.ts';
import { canonicalTimezone } from '../../calls/time/timezone.ts';
import { apiFailureOf } from '../line/api-failure.ts';
import { channelDirectory } from '../line/channel-directory.ts';
import { missingScopes } from '../line/scopes.ts';

/** How the bot stands in a channel. */
export type Standing =
  | { kind: 'member'; isShared: boolean }
  | { kind: 'not-member' | 'archived' | 'direct' | 'not-told' };

/** What Slack knows about channels and people, asked when somebody sets something. */
export function directoryThrough(client: WebClient) {
  return {
    standingIn: (channelId: string) => standingIn(client, channelId),
    /** Whether somebody is in a channel where the bot is; null when Slack does not tell. */
    isIn: (channelId: string, userId: string) => isIn(client, channelId, userId),
    /** The id of a channel given as `#name`; null where the bot sees none, or Slack does not tell. */
    channelNamed: async (named: string) =>
      (await channelDirectory(client).resolve([named])).ids.get(named) ?? null,
    /** @param named `@oncall`, or an id. */
    userGroup: (named: string) => findUserGroup(client, named),
    /** The zone of the person's Slack profile; null when Slack does not tell. */
    timezoneOf: (userId: string) => timezoneOf(client, userId),
    /** Whether the person administers the workspace; not where Slack does not tell. */
    isWorkspaceAdmin: (userId: string) => isWorkspaceAdmin(client, userId),
    /** Scopes of the manifest that the app was not given; none when Slack does not tell. */
    missingScopes: () => askScopes(client),
    /** Null when Slack does not tell. */
    permalink: (channelId: string, ts: string) => permalink(client, channelId, ts),
  };
}

export type Directory = ReturnType<typeof directoryThrough>;

/** https://docs.slack.dev/reference/methods/conversations.info */
async function standingIn(client: WebClient, channelId: string): Promise<Standing> {
  if (channelId.startsWith('D')) return { kind: 'direct' };
  try {
    const { channel } = await client.conversations.info({ channel: channelId });
    if (channel === undefined) return { kind: 'not-told' };
    if (channel.is_im || channel.is_mpim) return { kind: 'direct' };
    if (channel.is_archived) return { kind: 'archived' };
    if (!channel.is_member) return { kind: 'not-member' };
    return { kind: 'member', isShared: Boolean(channel.is_ext_shared ?? channel.is_pending_ext_shared) };
  } catch (error) {
    return { kind: withoutUs(error) ? 'not-member' : 'not-told' };
  }
}

/** A private channel does not exist for those who are not in it. */
function withoutUs(error: unknown): boolean {
  const failure = apiFailureOf(error);
  return failure.kind === 'refused' && failure.code === 'channel_not_found';
}

/** A channel of more than 10,000 members is as good as public. */
const mostPages = 10;

/** https://docs.slack.dev/reference/methods/conversations.members */
function isIn(client: WebClient, channel: string, userId: string): Promise<boolean | null> {
  return told(null, async () => {
    let cursor = '';
    for (let page = 0; page < mostPages; page += 1) {
      const found = await client.conversations.members({ channel, limit: 1_000, ...(cursor && { cursor }) });
      if (found.members?.includes(userId)) return true;
      cursor = found.response_metadata?.next_cursor ?? '';
      if (cursor === '') return false;
    }
    return null;
  });
}

/** https://docs.slack.dev/reference/methods/usergroups.list */
function findUserGroup(client: WebClient, named: string): Promise<UserGroup | 'no-such-group' | 'not-told'> {
  return told('not-told', async () => {
    const { usergroups = [] } = await client.usergroups.list({ include_disabled: false });
    const group = usergroups.find(({ id, handle }) => id === named || `@${handle?.toLowerCase()}` === named);
    return group?.id === undefined ? 'no-such-group' : { id: group.id, handle: group.handle ?? group.id };
  });
}

/** https://docs.slack.dev/reference/methods/users.info */
function timezoneOf(client: WebClient, userId: string): Promise<string | null> {
  return told(null, async () =>
    canonicalTimezone((await client.users.info({ user: userId })).user?.tz ?? ''),
  );
}

function isWorkspaceAdmin(client: WebClient, userId: string): Promise<boolean> {
  return told(false, async () => {
    const { user } = await client.users.info({ user: userId });
    return user?.is_admin === true || user?.is_owner === true;
  });
}

/** In the head of each answer: https://docs.slack.dev/reference/methods/auth.test */
function askScopes(client: WebClient): Promise<string[]> {
  return told([], async () => missingScopes((await client.auth.test()).response_metadata?.scopes));
}

/** https://docs.slack.dev/reference/methods/chat.getPermalink */
function permalink(client: WebClient, channel: string, ts: string): Promise<string | null> {
  return told(null, async () => {
    return (await client.chat.getPermalink({ channel, message_ts: ts })).permalink ?? null;
  });
}

/** What Slack says, or this where it does not tell. */
async function told<Said, Otherwise>(
  otherwise: Otherwise,
  ask: () => Promise<Said>,
): Promise<Said | Otherwise> {
  try {
    return await ask();
  } catch {
    return otherwise;
  }
}
