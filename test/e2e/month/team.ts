import type { FollowUpEvent } from '../../../src/calls/follow-ups/state.ts';
import { intoWorkingHours } from '../../../src/calls/follow-ups/working-hours.ts';
import type { Database } from '../../../src/store/engine/database.ts';
import { changeFollowUp } from '../../../src/store/follow-ups/change-follow-up.ts';
import { listFollowUps } from '../../../src/store/follow-ups/follow-ups.ts';

const minute = 60_000;
const nights = { hours: { from: '19:00', to: '08:00' }, weekends: true };
const hours = { quiet: nights, timezone: 'Europe/Paris' };

/** Three who take what is due next and do it, and David, who takes it and forgets it. */
export const team = { anna: 'U0ANNA', ben: 'U0BEN', chloe: 'U0CHLOE', david: 'U0DAVID' };
const people = Object.values(team);

/** What the colleagues in a channel do when they look at it: every quarter of an hour, at work. */
export async function work(db: Database, channel: string, now: number): Promise<void> {
  if (intoWorkingHours(now, hours) > now) return;
  const press = (callId: string, event: FollowUpEvent) =>
    db.transaction().execute((tx) => changeFollowUp(tx, callId, event, { channel, now }));
  const open = await listFollowUps(db, { channel, limit: 500, dueBefore: now + 45 * minute });
  for (const { callId, state, owner, dueAt } of open) {
    const by = personFor(callId);
    // Some are seen before they are due, and some after somebody was reminded.
    const takenAt = dueAt + (numberOf(callId) % 3 === 0 ? 20 : -40) * minute;
    if (state === 'open' && now >= takenAt) await press(callId, { kind: 'take', by });
    if (state === 'taken' && owner !== null && owner !== team.david && now >= dueAt + patience(callId))
      await press(callId, { kind: 'done', by: owner });
  }
}

/** Now and then somebody is late. */
function patience(callId: string): number {
  return (numberOf(callId) % 7 === 0 ? 75 : 5) * minute;
}

/** David takes one in six. */
function personFor(callId: string): string {
  const number = numberOf(callId) % 6;
  return (number === 5 ? team.david : people[number % 3]) as string;
}

function numberOf(callId: string): number {
  return [...callId].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9_973, 7);
}
