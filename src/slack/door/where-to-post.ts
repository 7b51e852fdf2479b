import { commandButton } from '../blocks/command-button.ts';
import { renderProblem } from '../blocks/problem.ts';
import type { Shown } from '../blocks/rendered.ts';
import { actions } from '../blocks/rich.ts';
import type { Standing } from './directory.ts';
import type { Desk } from './handler.ts';

/** Why nothing can be posted there; null when something can. */
export async function refusalIn(
  channel: string | null,
  line: string,
  { directory }: Desk,
): Promise<Shown | null> {
  return channel === null ? nowhere : absence(await directory.standingIn(channel), line);
}

/** Where the bot cannot post, what to do about it is said before anything is made. */
export function absence(standing: Standing, line: string): Shown | null {
  if (standing.kind === 'archived') return archived;
  if (standing.kind === 'direct') return nowhere;
  if (standing.kind !== 'not-member') return null;
  const problem = renderProblem({
    what: 'I’m not a member of this channel yet.',
    next: 'Only a member can post here, in private channels too. Invite me, then ask again:',
    commands: ['/invite @Revox', `/revox ${line}`],
  });
  const again = commandButton('I’ve invited it', line, 1);
  return { ...problem, blocks: [...problem.blocks, ...actions(again)] };
}

export const nowhere = renderProblem({
  what: 'I can’t post here.',
  next: 'I post in channels, not in direct messages. If only a few should read it, use a private channel. Type there:',
  commands: ['/invite @Revox', '/revox subscribe errors'],
});

const archived = renderProblem({
  what: 'This channel is archived.',
  next: 'Unarchive it, or subscribe another one.',
});
