import type { DetailedCall } from '../../calls/call.ts';
import { calledKind } from '../../calls/numbers/phone.ts';
import type { Private } from '../../store/calls/reveals.ts';
import { may } from '../door/authority.ts';
import type { Desk } from '../door/handler.ts';
import type { CallPlace } from './call-place.ts';
import { hasTranscript } from './call-said.ts';

/** Who may see what. */
export type Allowed = Pick<Desk, 'admins' | 'phoneNumbers'>;

/**
 * What this person is shown of a call beyond what a channel shows. What was said comes with the call; the full number
 * only when asked for.
 */
export function privateParts(
  call: DetailedCall,
  userId: string,
  desk: Allowed,
  { part, number }: Pick<CallPlace, 'part' | 'number'>,
): Private[] {
  const parts: Private[] = [];
  if (number && mayUnmask(userId, desk) && calledKind(call.phoneNumber) !== 'withheld') parts.push('number');
  if (!mayReveal(userId, desk)) return parts;
  if (part !== 'transcript' && call.recordingUrl !== null) parts.push('recording');
  if (part !== 'recording' && hasTranscript(call)) parts.push('transcript');
  return parts;
}

/** Where numbers are shown in full anyway, there is nothing to reveal. */
export function mayUnmask(userId: string, { admins, phoneNumbers }: Allowed): boolean {
  return phoneNumbers === 'masked' && may('whole-numbers', { userId }, { admins });
}

/** Recordings and transcripts are for everyone in the workspace, until it names admins. */
export function mayReveal(userId: string, { admins }: Pick<Desk, 'admins'>): boolean {
  return admins.length === 0 || may('private-parts', { userId }, { admins });
}
