import type { WebClient } from '@slack/web-api';

import type { Instant } from '../../calls/call.ts';
import { dayMs } from '../../calls/time/durations.ts';
import { apiFailureOf } from '../line/api-failure.ts';
import type { Workspace } from '../line/identity.ts';

/**
 * What somebody is in the workspace that the bot belongs to. `colleague`: of another one of the same organisation.
 * `not-told`: Slack did not answer, and never has.
 */
export type Membership = 'member' | 'guest' | 'bot' | 'deactivated' | 'colleague' | 'stranger' | 'not-told';

export type MembershipOf = (userId: string, ours: Workspace) => Promise<Membership>;

/** Who leaves, or becomes a guest, is one to us within this time. */
const freshMs = 5 * 60_000;
/** While Slack does not answer, people are what they were. */
const usableMs = dayMs;
const mostRemembered = 10_000;

/** Asks Slack about people, and remembers for a while. */
export function createMemberships(client: WebClient, now: () => Instant): MembershipOf {
  const known = new Map<string, { membership: Membership; at: Instant }>();
  return async (userId, ours) => {
    const last = known.get(userId);
    if (last !== undefined && now() - last.at < freshMs) return last.membership;
    const membership = await askMembership(client, userId, ours);
    if (membership === 'not-told') return last && now() - last.at < usableMs ? last.membership : 'not-told';
    known.delete(userId);
    known.set(userId, { membership, at: now() });
    if (known.size > mostRemembered) known.delete(known.keys().next().value as string);
    return membership;
  };
}

/** https://docs.slack.dev/reference/methods/users.info */
async function askMembership(client: WebClient, userId: string, ours: Workspace): Promise<Membership> {
  try {
    const { user } = await client.users.info({ user: userId });
    return user === undefined ? 'not-told' : membershipOf(user, ours);
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
  /** In an Enterprise organisation the person's own workspace, or any of those they are in. */
  team_id?: string;
  /** Only of people in an Enterprise organisation, who may be in several of its workspaces. */
  enterprise_user?: { enterprise_id?: string; teams?: string[] };
  is_stranger?: boolean;
  deleted?: boolean;
  is_bot?: boolean;
  is_restricted?: boolean;
  is_ultra_restricted?: boolean;
}

export function membershipOf(user: SlackUser, ours: Workspace): Membership {
  if (user.is_stranger) return 'stranger';
  if (!isOfTeam(user, ours)) return isOfOrganisation(user, ours) ? 'colleague' : 'stranger';
  if (user.deleted) return 'deactivated';
  if (user.is_bot) return 'bot';
  return user.is_restricted || user.is_ultra_restricted ? 'guest' : 'member';
}

function isOfTeam({ team_id: teamId, enterprise_user: enterprise }: SlackUser, ours: Workspace): boolean {
  return enterprise?.teams === undefined ? teamId === ours.teamId : enterprise.teams.includes(ours.teamId);
}

function isOfOrganisation({ enterprise_user: enterprise }: SlackUser, { enterpriseId }: Workspace): boolean {
  return enterpriseId !== null && enterprise?.enterprise_id === enterpriseId;
}
