import type { Instant } from '../../calls/call.ts';
import type { Digest } from '../../calls/digest.ts';
import type { Database } from '../../store/engine/database.ts';
import { digestOf } from '../../store/figures/digests.ts';
import { followUpFigures } from '../../store/follow-ups/follow-up-figures.ts';

/** A day so far, and how far its follow-ups are. */
export async function soFarWithFollowUps(
  db: Database,
  day: Pick<Digest, 'date' | 'timezone' | 'filter'> & { now: Instant },
): Promise<Digest> {
  const soFar = await digestOf(db, { ...day, slotAt: null });
  return { ...soFar, followUps: await followUpFigures(db, { ...soFar, at: day.now }) };
}
