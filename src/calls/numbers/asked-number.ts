import { calledKind, canonicalNumber, wholeNumber } from './phone.ts';

/** Nobody is meant by what a mask leaves. */
const isMasked = /•|[·∙●*]{2,}/;

/** Fewer digits are the end of many numbers. */
const fewestDigits = 7;

/**
 * Whose data somebody asks about: a number with its country code in any spelling, or one without it, or a SIP address,
 * as `canonicalNumber` has it. Null for anything else.
 */
export function askedNumber(typed: string): string | null {
  if (isMasked.test(typed)) return null;
  const whole = wholeNumber(typed);
  if (whole !== null) return whole;
  const kind = calledKind(typed);
  const canonical = kind === 'number' || kind === 'sip' ? canonicalNumber(typed) : null;
  return canonical !== null && (kind === 'sip' || canonical.length >= fewestDigits) ? canonical : null;
}
