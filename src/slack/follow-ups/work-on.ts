import type { FollowUp } from '../../calls/follow-ups/follow-up.ts';
import type { FollowUpEvent } from '../../calls/follow-ups/state.ts';
import { changeFollowUp } from '../../store/follow-ups/change-follow-up.ts';
import { findFollowUp } from '../../store/follow-ups/follow-ups.ts';
import { isShownIn } from '../../store/follow-ups/shown-in.ts';
import { channel } from '../blocks/person.ts';
import { renderProblem } from '../blocks/problem.ts';
import type { Shown } from '../blocks/rendered.ts';
import { paragraph, words } from '../blocks/rich.ts';
import type { Asked, Desk } from '../door/handler.ts';
import { limitOf } from '../door/limits.ts';

/** How it is now, and whether that is because of this person. */
export type WorkedOn = { followUp: FollowUp; isNew: boolean } | { refusal: Shown };

/** Carries out what somebody pressed, where they may. */
export async function workOn(
  callId: string,
  event: FollowUpEvent,
  asked: Asked,
  desk: Desk,
): Promise<WorkedOn> {
  const { db, now } = desk;
  const followUp = await findFollowUp(db, callId);
  if (followUp === null) return { refusal: gone };
  if (!(await mayWorkOn(followUp, asked, desk))) return { refusal: elsewhere(followUp) };
  const limit = await limitOf('follow-up', asked.channelId, asked, desk);
  if (limit !== null) return { refusal: limit };
  const made = { channel: asked.channelId, now: now() };
  const changed = await db.transaction().execute((tx) => changeFollowUp(tx, callId, event, made));
  return changed ?? { refusal: gone };
}

/** Anyone in a channel where the call was posted, and its owner everywhere. */
export async function mayWorkOn(
  { callId, movedBy, channel: home, owner }: FollowUp,
  { channelId, userId }: Pick<Asked, 'channelId' | 'userId'>,
  { db }: Pick<Desk, 'db'>,
): Promise<boolean> {
  if (owner === userId || home === channelId) return true;
  const showing = movedBy === null ? [callId] : [callId, movedBy];
  return channelId !== null && isShownIn(db, showing, channelId);
}

export const gone = renderProblem({
  what: 'There’s no follow-up for this call any more.',
  next: 'It was erased with its number, or is too old. What’s to be followed up here:',
  commands: ['/revox todo'],
});

function elsewhere({ channel: home }: FollowUp): Shown {
  return {
    blocks: paragraph([
      words('This follow-up belongs to '),
      ...channel(home),
      words('. You can take it there.'),
    ]),
  };
}
