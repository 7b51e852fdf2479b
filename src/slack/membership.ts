import type { WebClient } from '@slack/web-api';

import type { Instant } from '../calls/call.ts';
import { apiFailureOf } from './api-failure.ts';

/** What somebody is in the workspace that the bot belongs to. `not-told`: Slack did not answer, and never has. */
export type Membership = 'member' | 'guest' | 'bot' | 'deactivated' | 'stranger' | 'not-told';

export type MembershipOf = (userId: string, ourTeam: string) => Promise<Membership>;

/** Who leaves, or becomes a guest, is one to us within this time. */
const freshMs = 5 * 60_000;
/** While Slack does not answer, people are what they were. */
const usableMs = 24 * 60 * 60_000;
const mostRemembered = 10_000;

/** Asks Slack about people, and remembers for a while. */
export function createMemberships(client: WebClient, now: () => Instant): MembershipOf {
  const known = new Map<string, { membership: Membership; at: Instant }>();
  return async (userId, ourTeam) => {
    const last = known.get(userId);
    if (last !== undefined && now() - last.at < freshMs) return last.membership;
    const membership = await askMembership(client, userId, ourTeam);
    if (membership === 'not-told') return last && now() - last.at < usableMs ? last.membership : 'not-told';
    known.delete(userId);
    known.set(userId, { membership, at: now() });
    if (known.size > mostRemembered) known.delete(known.keys().next().value as string);
    return membership;
  };
}

/** https://docs.slack.dev/reference/methods/users.info */
async function askMembership(client: WebClient, userId: string, ourTeam: string): Promise<Membership> {
  try {
    const { user } = await client.users.info({ user: userId });
    return user === undefined ? 'not-told' : membershipOf(user, ourTeam);
  } catch (error) {
    const failure = apiFailureOf(error);
    return failure.kind === 'refused' && isUnknown(failure.code) ? 'stranger' : 'not-told';
  }
}

function isUnknown(code: string): boolean {
  return code === 'user_not_found' || code === 'user_not_visible';
}

/** Slack's `user`, as far as it says what somebody is. https://docs.slack.dev/reference/objects/user-object */
export interface SlackUser {
  team_id?: string;
  /** In an Enterprise organisation, somebody may belong to several workspaces. */
  enterprise_user?: { teams?: string[] };
  is_stranger?: boolean;
  deleted?: boolean;
  is_bot?: boolean;
  is_restricted?: boolean;
  is_ultra_restricted?: boolean;
}

export function membershipOf(user: SlackUser, ourTeam: string): Membership {
  if (user.is_stranger || !isOfTeam(user, ourTeam)) return 'stranger';
  if (user.deleted) return 'deactivated';
  if (user.is_bot) return 'bot';
  return user.is_restricted || user.is_ultra_restricted ? 'guest' : 'member';
}

function isOfTeam({ team_id: teamId, enterprise_user: enterprise }: SlackUser, ourTeam: string): boolean {
  return teamId === ourTeam || (enterprise?.teams?.includes(ourTeam) ?? false);
}
