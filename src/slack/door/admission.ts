import type { WebClient } from '@slack/web-api';
import type { Shown } from '../blocks/rendered.ts';
import { createIdentity } from '../line/identity.ts';
import type { Asked, Desk } from './handler.ts';
import { createMemberships, type Membership } from './membership.ts';
import { createLookUps } from './number-look-ups.ts';
import { createPacer, usualPace } from './pace.ts';
import { sentence } from './sentence.ts';
import { isOpeningHome } from './show-view.ts';

/** Why this person is not answered; null when they are. Everything that anybody asks comes by here. */
export type Admit = (
  asked: Pick<Asked, 'input' | 'userId' | 'key' | 'at' | 'triggerId'>,
) => Promise<Shown | null>;

type AdmissionDesk = Pick<Desk, 'db' | 'now' | 'guests' | 'pace' | 'admins' | 'phoneNumbers'>;

/** What costs nothing is looked at first: somebody who asks too much must not make us ask Slack. */
export function createAdmission(client: WebClient, desk: AdmissionDesk): Admit {
  const { now, guests = 'refused', pace = usualPace } = desk;
  const lookUp = createLookUps(desk);
  const membershipOf = createStanding(client, now);
  const waitOf = createPacer(pace);

  return async (asked) => {
    const { input, userId } = asked;
    const waitMs = waitOf(userId, now());
    if (waitMs > 0) return isOpeningHome(asked) ? keepsTab : tooFast(waitMs);
    if (input.length > longestInput) return tooLong;
    const membership = await membershipOf(userId);
    if (isAnswered(membership, guests)) return lookUp(asked);
    return refusals[membership as keyof typeof refusals];
  };
}

/** For what is delivered long after it was asked for: the person may have left since. */
export function createStillAdmitted(
  client: WebClient,
  { now, guests = 'refused' }: Pick<AdmissionDesk, 'now' | 'guests'>,
): (userId: string) => Promise<'yes' | 'no' | 'not-told'> {
  const membershipOf = createStanding(client, now);
  return async (userId) => {
    const membership = await membershipOf(userId).catch(() => 'not-told' as const);
    if (membership === 'not-told') return 'not-told';
    return isAnswered(membership, guests) ? 'yes' : 'no';
  };
}

function createStanding(client: WebClient, now: AdmissionDesk['now']) {
  const ourWorkspace = createIdentity(client);
  const membershipOf = createMemberships(client, now);
  return async (userId: string): Promise<Membership> => membershipOf(userId, await ourWorkspace());
}

function isAnswered(membership: Membership, guests: Desk['guests']): boolean {
  return membership === 'member' || (membership === 'guest' && guests === 'allowed');
}

/** Some of what reads it takes time by the square of its length. */
const longestInput = 4_000;

const refusals: Record<Exclude<Membership, 'member'>, Shown> = {
  stranger: sentence('I only answer members of the workspace that installed me.'),
  colleague: sentence(
    'You’re in this organisation, but not in my workspace.',
    'Ask an admin to add you to it, or ask a member there.',
  ),
  guest: sentence('I don’t answer guests of this workspace. A member can ask for you.'),
  bot: sentence('I don’t answer bots.'),
  deactivated: sentence('I only answer active members of this workspace.'),
  'not-told': sentence(
    'Slack didn’t say whether you’re a member of this workspace.',
    'Try again in a minute. If that doesn’t help, the person who runs the bot can run its doctor.',
  ),
};

const tooLong = sentence(`That is too long for me: ${longestInput.toLocaleString('en')} characters at most.`);

function tooFast(waitMs: number): Shown {
  const seconds = Math.ceil(waitMs / 1_000);
  return sentence(
    `That was a lot at once. Ask again in ${seconds === 1 ? 'a second' : `${seconds} seconds`}.`,
  );
}

/** Who opens the Home tab asks nothing: what is on it stays, in place of a refusal. */
export const keepsTab: Shown = { blocks: [] };
