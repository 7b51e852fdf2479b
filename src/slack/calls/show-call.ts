import type { DetailedCall } from '../../calls/call.ts';
import { attemptOf, otherAttempts } from '../../store/calls/attempts.ts';
import { recordReveal } from '../../store/calls/reveals.ts';
import { findFollowUp } from '../../store/follow-ups/follow-ups.ts';
import type { Answer, Asked, Desk } from '../door/handler.ts';
import { renderOptions } from '../door/render-options.ts';
import { renderCall } from './call.ts';
import { renderCallModal } from './call-modal.ts';
import { type CallPlace, startOfCall } from './call-place.ts';
import { mayReveal, mayUnmask, privateParts } from './reveal.ts';

const mostAttempts = 10;

/** One call, as far as this person may see it. What is private is recorded before it is shown. */
export async function showCall(
  call: DetailedCall,
  asked: Asked,
  desk: Desk,
  place: CallPlace = startOfCall(call.id),
): Promise<Answer> {
  const { userId, key } = asked;
  const shown = privateParts(call, userId, desk, place);
  if (shown.length > 0) {
    await recordReveal(desk.db, { request: key, userId, callId: call.id, shown, at: desk.now() });
  }
  const options = {
    ...renderOptions(desk),
    ...(shown.includes('number') && { phoneNumbers: 'full' as const }),
  };
  const content = {
    call,
    attempts: await otherAttempts(desk.db, call, mostAttempts),
    attempt: await attemptOf(desk.db, call),
    followUp: await findFollowUp(desk.db, call.id),
    mayReveal: mayReveal(userId, desk),
    mayUnmask: mayUnmask(userId, desk),
  };
  return {
    ...renderCall(call, { ...options, ...content, place }),
    modal: renderCallModal(content, place, options),
  };
}
