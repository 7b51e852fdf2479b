import { isPostgres } from '../store/engine/database.ts';
import { endClaims } from '../store/messages/message-claims.ts';
import { type DeliverDeps, timingsOf } from './deliver-deps.ts';

/**
 * Takes over what the process before held when it was killed. Only one process works on a SQLite file, so nobody has
 * to wait for its leases to run out; on Postgres another replica may be at work on them.
 */
export async function takeOver(deps: TakeOverDeps): Promise<void> {
  if (isPostgres(deps.db)) return;
  const now = deps.now();
  const inDoubt = await endClaims(deps.db, { now, lookUpAt: now + timingsOf(deps).graceMs });
  if (inDoubt > 0) deps.log.info({ count: inDoubt }, 'messages that were being sent when the process ended');
}

export type TakeOverDeps = Pick<DeliverDeps, 'db' | 'now' | 'log' | 'timings'>;
