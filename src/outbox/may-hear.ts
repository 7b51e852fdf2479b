import type { Instant } from '../calls/call.ts';
import type { Reminded } from '../calls/follow-ups/reminders.ts';
import { intoWorkingHours, type WorkingHours } from '../calls/follow-ups/working-hours.ts';
import { dayMs } from '../calls/time/durations.ts';
import type { Store } from '../store/engine/database.ts';
import { editCards } from '../store/follow-ups/change-follow-up.ts';
import { type FollowUpToLookAt, keepReminded } from '../store/follow-ups/reminding.ts';
import { takeAllowanceIn } from '../store/messages/allowances.ts';

/** What one person gets about follow-ups within a day. */
const mostADay = 5;

export interface ToHear {
  look: FollowUpToLookAt;
  owners: string[];
  hours: WorkingHours;
  kept: { reminded: Reminded; nextAt: Instant | null };
}

/**
 * Keeps what is sent, for each that did not change meanwhile and whose owner has not had enough today; that one waits.
 *
 * @returns for each, whether it may be sent.
 */
export async function mayHear(tx: Store, all: ToHear[], key: string, now: Instant): Promise<boolean[]> {
  const usedUp = new Map<string, Instant>();
  for (const owner of new Set(all.flatMap(({ owners }) => owners))) {
    const allowance = { of: `follow-ups:${owner}`, most: mostADay, withinMs: dayMs };
    const used = await takeAllowanceIn(tx, [allowance], { request: key, now });
    if (used !== null) usedUp.set(owner, used.freeAt);
  }
  const may: boolean[] = all.map(() => false);
  // In the order of their keys, as in every transaction that changes several.
  const inOrder = [...all.entries()].toSorted(([, one], [, other]) =>
    one.look.followUp.callId < other.look.followUp.callId ? -1 : 1,
  );
  for (const [index, { look, owners, kept, hours }] of inOrder) {
    const waits = owners.flatMap((owner) => usedUp.get(owner) ?? []);
    const held = { reminded: look.reminded, nextAt: intoWorkingHours(Math.max(now, ...waits), hours) };
    may[index] = (await keepReminded(tx, look, waits.length > 0 ? held : kept)) && waits.length === 0;
  }
  // From then on it is shown as overdue.
  const due = all.flatMap(({ look: { followUp } }, at) =>
    may[at] && followUp.dueAt <= now ? [followUp] : [],
  );
  await editCards(tx, due, now);
  return may;
}
