import type { CallInBrief } from '../../calls/call.ts';
import type { FollowUp } from '../../calls/follow-ups/follow-up.ts';
import type { MessageBlock, RenderOptions } from '../blocks/rendered.ts';
import { actions, paragraph } from '../blocks/rich.ts';
import { endedButtons, followUpButtons } from './follow-up-buttons.ts';
import { followUpLines } from './follow-up-line.ts';

/** The follow-up of a call where the call is shown in full; nothing where it has none. */
export function followUpOf(
  { call, followUp = null }: { call: CallInBrief; followUp?: FollowUp | null },
  options: RenderOptions,
): MessageBlock[] {
  if (followUp === null) return [];
  return [
    ...paragraph(...followUpLines(followUp, call, options)),
    ...actions(...followUpButtons(followUp, call.id), ...endedButtons(followUp)),
  ];
}
