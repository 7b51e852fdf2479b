import type { Instant } from '../../calls/call.ts';
import { lookUpsIn } from '../../calls/filter/number-word.ts';
import { hourMs } from '../../calls/time/durations.ts';
import { recordLookUp } from '../../store/calls/reveals.ts';
import { takeAllowance } from '../../store/messages/allowances.ts';
import type { Shown } from '../blocks/rendered.ts';
import { may } from './authority.ts';
import type { Asked, Desk } from './handler.ts';
import { sentence } from './sentence.ts';

const mostAnHour = 20;

type LookUpDesk = Pick<Desk, 'db' | 'admins' | 'phoneNumbers' | 'now'>;

/** Whether this person may look for any part of a number, or only for what a masked one shows. */
export function numbersFor(
  asked: Pick<Asked, 'userId'>,
  { phoneNumbers, admins }: Pick<Desk, 'admins' | 'phoneNumbers'>,
): 'any' | 'as-shown' {
  return phoneNumbers === 'full' || may('whole-numbers', asked, { admins }) ? 'any' : 'as-shown';
}

/** To go on with words that were let in before: what they look up was counted then. */
export function withCounted(desk: Desk, words: string): Desk {
  return { ...desk, lookedUp: [...(desk.lookedUp ?? []), ...lookUpsIn(words)] };
}

/**
 * People who see numbers and addresses masked may look full ones up, and so show which they mean: it is recorded that
 * they did, and there is an end to it, or all numbers could be tried out. Asking for the same one again costs nothing:
 * which ones these were is nobody's to know, so it is in memory alone.
 * @returns why not; null when they may.
 */
export function createLookUps({ db, admins, phoneNumbers, now }: LookUpDesk) {
  const lately = new Map<string, Map<string, Instant>>();

  return async (asked: Pick<Asked, 'input' | 'userId' | 'key'>): Promise<Shown | null> => {
    if (numbersFor(asked, { admins, phoneNumbers }) === 'any') return null;
    const numbers = lookUpsIn(asked.input);
    if (numbers.length === 0) return null;
    const asks = asksOf(asked.userId);
    const fresh = numbers.filter((number) => !asks.has(number));
    if (fresh.length === 0) return null;
    const taking = { request: asked.key, count: fresh.length, now: now() };
    const allowance = { of: `look-up:${asked.userId}`, most: mostAnHour, withinMs: hourMs };
    if ((await takeAllowance(db, [allowance], taking)) !== null) return tooMany;
    for (const number of fresh) asks.set(number, now());
    await recordLookUp(db, { request: asked.key, userId: asked.userId, count: fresh.length, at: now() });
    return null;
  };

  function asksOf(userId: string): Map<string, Instant> {
    const asks = lately.get(userId) ?? new Map<string, Instant>();
    for (const [number, at] of asks) if (now() - at >= hourMs) asks.delete(number);
    lately.set(userId, asks);
    return asks;
  }
}

const tooMany = sentence(
  `You’ve looked up ${mostAnHour} full numbers and e-mail addresses within an hour, and that’s the limit.`,
  'Try again later, or ask an admin of the bot.',
);
