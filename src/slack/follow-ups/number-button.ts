import type { Button } from '@slack/types';

import type { FollowUp } from '../../calls/follow-ups/follow-up.ts';
import { copyButton } from '../calls/call-buttons.ts';
import { startOfCall } from '../calls/call-place.ts';
import { mayUnmask } from '../calls/reveal.ts';
import type { Desk } from '../door/handler.ts';

/** *Copy number*, for those who may see full numbers where they are masked. It is recorded that they did. */
export function numberButton(
  { callId }: Pick<FollowUp, 'callId'>,
  userId: string,
  desk: Pick<Desk, 'admins' | 'phoneNumbers'>,
): Button | null {
  return mayUnmask(userId, desk) ? copyButton(startOfCall(callId)) : null;
}
