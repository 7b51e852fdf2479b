import type { WebClient } from '@slack/web-api';

import type { UserGroup } from '../../calls/options/mention.ts';
import { canonicalTimezone } from '../../calls/time/timezone.ts';
import { apiFailureOf } from '../line/api-failure.ts';
import { missingScopes } from '../line/scopes.ts';

/** What Slack knows about channels and people, asked when somebody sets something. */
export interface Directory {
  standingIn(channelId: string): Promise<Standing>;
  /** @param named `@oncall`, or an id. */
  userGroup(named: string): Promise<UserGroup | 'no-such-group' | 'not-told'>;
  /** The zone of the person's Slack profile; null when Slack does not tell. */
  timezoneOf(userId: string): Promise<string | null>;
  /** Scopes of the manifest that the app was not given; none when Slack does not tell. */
  missingScopes(): Promise<string[]>;
  /** Null when Slack does not tell. */
  permalink(channelId: string, ts: string): Promise<string | null>;
}

/** How the bot stands in a channel. */
export type Standing =
  | { kind: 'member'; isShared: boolean }
  | { kind: 'not-member' | 'archived' | 'direct' | 'not-told' };

export function directoryThrough(client: WebClient): Directory {
  return {
    standingIn: (channelId) => standingIn(client, channelId),
    userGroup: (named) => findUserGroup(client, named),
    timezoneOf: (userId) => timezoneOf(client, userId),
    missingScopes: () => askScopes(client),
    permalink: (channelId, ts) => permalink(client, channelId, ts),
  };
}

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

/** https://docs.slack.dev/reference/methods/usergroups.list */
async function findUserGroup(
  client: WebClient,
  named: string,
): Promise<UserGroup | 'no-such-group' | 'not-told'> {
  try {
    const { usergroups = [] } = await client.usergroups.list({ include_disabled: false });
    const group = usergroups.find(({ id, handle }) => id === named || `@${handle?.toLowerCase()}` === named);
    return group?.id === undefined ? 'no-such-group' : { id: group.id, handle: group.handle ?? group.id };
  } catch {
    return 'not-told';
  }
}

/** https://docs.slack.dev/reference/methods/users.info */
async function timezoneOf(client: WebClient, userId: string): Promise<string | null> {
  try {
    const { user } = await client.users.info({ user: userId });
    return canonicalTimezone(user?.tz ?? '');
  } catch {
    return null;
  }
}

/** In the head of each answer: https://docs.slack.dev/reference/methods/auth.test */
async function askScopes(client: WebClient): Promise<string[]> {
  try {
    const { response_metadata: about } = await client.auth.test();
    return missingScopes(about?.scopes);
  } catch {
    return [];
  }
}

/** https://docs.slack.dev/reference/methods/chat.getPermalink */
async function permalink(client: WebClient, channel: string, ts: string): Promise<string | null> {
  try {
    return (await client.chat.getPermalink({ channel, message_ts: ts })).permalink ?? null;
  } catch {
    return null;
  }
}
