import type { DetailedCall } from '../calls/call.ts';
import { attemptsTo } from '../store/call-lists.ts';
import { recordReveal } from '../store/reveals.ts';
import type { Answer, Asked, Desk } from './handler.ts';
import { renderCall } from './messages/call.ts';
import { renderOptions } from './render-options.ts';
import { mayReveal, privateParts } from './reveal.ts';

/** One call, as far as this person may see it. What is private is recorded before it is shown. */
export async function showCall(call: DetailedCall, asked: Asked, desk: Desk): Promise<Answer> {
  const { userId, key } = asked;
  const shown = privateParts(call, userId, desk);
  if (shown.length > 0) {
    await recordReveal(desk.db, { request: key, userId, callId: call.id, shown, at: desk.now() });
  }
  return renderCall(call, {
    ...renderOptions(desk),
    ...(shown.includes('number') && { phoneNumbers: 'full' }),
    mayReveal: mayReveal(userId, desk),
    attempt: await attemptOf(call, desk),
  });
}

const attemptWindowMs = 7 * 24 * 60 * 60 * 1_000;

/** 3 for the third attempt to the number within seven days. */
async function attemptOf({ phoneNumber, endedAt }: DetailedCall, { db }: Desk): Promise<number | null> {
  if (phoneNumber === null || endedAt === null) return null;
  return attemptsTo(db, phoneNumber, { since: endedAt - attemptWindowMs, until: endedAt });
}
