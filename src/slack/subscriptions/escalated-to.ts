import type { SubscriptionOptions } from '../../calls/options/index.ts';
import { renderProblem } from '../blocks/problem.ts';
import type { Shown } from '../blocks/rendered.ts';
import type { Directory } from '../door/directory.ts';

/**
 * What is escalated can be read in another channel, so who asks for it must be in that channel, and the bot too. From
 * then on it is known by its id.
 */
export async function withEscalationChannel(
  options: SubscriptionOptions,
  userId: string,
  directory: Directory,
): Promise<{ options: SubscriptionOptions } | { refusal: Shown }> {
  if (options.escalate?.to !== 'channel') return { options };
  const named = options.escalate.channel;
  const channel = named.startsWith('#') ? await directory.channelNamed(named) : named;
  if (channel === null) return refused('Slack has no channel of that name that I can see.');
  const standing = await directory.standingIn(channel);
  if (standing.kind !== 'member') return refused('I’m not a member there yet. Invite me first.');
  if (standing.isShared) return refused('It’s shared with another organisation.');
  if (!(await directory.isIn(channel, userId))) return refused('You’re not a member there.');
  return { options: { ...options, escalate: { to: 'channel', channel } } };
}

function refused(why: string): { refusal: Shown } {
  return {
    refusal: renderProblem({
      what: `What stays overdue can’t go to that channel. ${why}`,
      next: 'Name a channel that both of us are in, or a user group such as escalate:@leads.',
    }),
  };
}
