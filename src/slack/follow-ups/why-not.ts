import { type FollowUp, isUnfinished } from '../../calls/follow-ups/follow-up.ts';
import { person } from '../blocks/person.ts';
import type { RenderOptions, Shown } from '../blocks/rendered.ts';
import { type Line, paragraph, words } from '../blocks/rich.ts';
import { timeAfter } from '../blocks/times.ts';

/** Why nothing has changed: who has it, or how it ended. @param userId Who pressed. */
export function renderWhyNot(followUp: FollowUp, userId: string, options: RenderOptions): Shown {
  return { blocks: paragraph(whyNot(followUp, userId, options)) };
}

function whyNot(followUp: FollowUp, userId: string, options: RenderOptions): Line {
  const { owner, takenAt } = followUp;
  if (!isUnfinished(followUp)) return ended(followUp, options);
  if (owner === null) return [words('Nobody has it yet. Press Take it first.')];
  const since = timeAfter(' since ', takenAt, options);
  if (owner === userId) return [words('You have it'), ...since, words('.')];
  return [...person(owner), words(' has it'), ...since, words('. You can take it once it’s given back.')];
}

function ended({ state, endedBy, endedAt }: FollowUp, options: RenderOptions): Line {
  const when = timeAfter(' ', endedAt, options);
  if (state === 'settled') return [words('A later call settled it'), ...when, words('.')];
  if (endedBy === null)
    return [words('The call no longer asks for it: it was changed in Revox'), ...when, words('.')];
  const what = state === 'done' ? ' marked it as done' : ' marked it as not needed';
  return [...person(endedBy), words(what), ...when, words('.')];
}
