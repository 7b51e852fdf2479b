import type { Instant } from '../../calls/call.ts';
import type { Database, Store } from '../engine/database.ts';
import { enqueueMessage } from './messages.ts';

/** Leaves the first message to a person. That is remembered for good, while messages are forgotten in time. */
export async function leaveWelcome(
  db: Database,
  { userId, channel }: { userId: string; channel: string },
  now: Instant,
): Promise<void> {
  const key = `welcome:${userId}`;
  await db.transaction().execute(async (tx) => {
    const isNew = await tx
      .insertInto('state')
      .values({ key, value: 'true', updated_at: now })
      .onConflict((it) => it.column('key').doNothing())
      .returning('key')
      .executeTakeFirst();
    if (isNew === undefined) return;
    const message = { form: 'welcome', key, channel, kind: 'notice', calls: 0 } as const;
    await enqueueMessage(tx, { ...message, subject: { welcome: true } }, now);
  });
}

/**
 * Leaves a message to each admin about states of calls that are new to this version. The caller knows that they
 * get them for the first time. An admin is a channel here, by the id of the person.
 */
export async function leaveStateNotices(
  tx: Store,
  admins: readonly string[],
  states: string[],
  now: Instant,
): Promise<void> {
  for (const channel of admins) {
    const key = `unknown-state:${states[0]}:${channel}`;
    const message = { form: 'unknown-state', key, channel, kind: 'notice', calls: 0 } as const;
    await enqueueMessage(tx, { ...message, subject: { states } }, now);
  }
}
