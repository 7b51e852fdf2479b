import { type Call, isOpen, talkMs, wasAnswered } from '../../calls/call.ts';
import { calledKind, fullNumber, maskedNumber } from '../../calls/numbers/phone.ts';
import { endReasonLabel, humanise, outcomeLabel } from '../../calls/outcome.ts';
import { lowerFirst } from '../blocks/counts.ts';
import { ordinal } from '../blocks/numbers.ts';
import type { RenderOptions } from '../blocks/rendered.ts';
import type { Line } from '../blocks/rich.ts';
import { spoken } from '../blocks/safe-text.ts';
import { duration, isShowable, timeElement } from '../blocks/times.ts';

export function endedAt(call: Call, options: RenderOptions): Line | null {
  return isShowable(call.endedAt) ? [timeElement(call.endedAt, options)] : null;
}

/** An open call has no outcome yet: it says what it is doing. */
export function outcomeOf(call: Call): string {
  if (wasAnswered(call)) return 'Answered';
  return (isOpen(call) ? humanise(call.status) : outcomeLabel(call)) || 'Unknown';
}

export function numberOf(call: Call, options: RenderOptions): string {
  if (call.isErased) return 'number erased';
  return options.phoneNumbers === 'full' ? fullNumber(call.phoneNumber) : maskedNumber(call.phoneNumber);
}

const endsInDigits = /•••• \d+$/;

/** Bullets are for the eye; a screen reader says “the number ending in 5678”. */
export function spokenNumber(call: Call, options: RenderOptions): string {
  if (call.isErased) return 'an erased number';
  const kind = calledKind(call.phoneNumber);
  if (kind === 'withheld') return 'a withheld number';
  if (options.phoneNumbers === 'full') return spoken(fullNumber(call.phoneNumber), 40);
  const masked = maskedNumber(call.phoneNumber);
  if (kind === 'name' && !endsInDigits.test(masked)) return 'a hidden name';
  return kind === 'sip' && !endsInDigits.test(masked)
    ? `a SIP address at ${spoken(masked.split('@')[1] ?? 'a hidden place', 40)}`
    : `the number ending in ${masked.split(' ').at(-1)}`;
}

export function talkTime(call: Call): string | null {
  const ms = talkMs(call);
  return ms === null || !Number.isFinite(ms) ? null : duration(ms);
}

/** “The agent hung up: conversation finished”; null when nobody says who or why. */
export function endingOf(call: Call): string | null {
  const reason = call.endReason ? lowerFirst(endReasonLabel(call.endReason)) : '';
  if (!call.endedBy) return reason === '' ? null : `Ended: ${reason}`;
  return reason === '' ? whoEnded(call.endedBy) : `${whoEnded(call.endedBy)}: ${reason}`;
}

const endings: Record<string, string> = {
  agent: 'The agent hung up',
  user: 'The person hung up',
  system: 'The system ended the call',
};

function whoEnded(endedBy: string): string {
  return Object.hasOwn(endings, endedBy) ? `${endings[endedBy]}` : `Ended by ${humanise(endedBy)}`;
}

/** The first attempt is nothing to tell. */
export function attemptOf(attempt: number | null): string | null {
  return attempt === null || attempt < 2 ? null : `${ordinal(attempt)} attempt to this number in 7 days`;
}
