import type { Button } from '@slack/types';

import type { FollowUp } from '../../calls/follow-ups/follow-up.ts';
import { copyButton } from '../calls/call-buttons.ts';
import { startOfCall } from '../calls/call-place.ts';
import { type Allowed, mayUnmask } from '../calls/reveal.ts';

/** *Copy number*, for those who may see full numbers where they are masked. It is recorded that they did. */
export function numberButton(about: Pick<FollowUp, 'callId'>, userId: string, desk: Allowed): Button | null {
  return mayUnmask(userId, desk) ? copyButton(startOfCall(about.callId)) : null;
}
