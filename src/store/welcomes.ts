import type { Instant } from '../calls/call.ts';
import type { Database } from './database.ts';
import { enqueueMessage, type Message } from './messages.ts';

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
    await enqueueMessage(tx, { key, channel, kind: 'notice', subject: { welcome: true }, calls: 0 }, now);
  });
}

export function isWelcome({ kind, subject }: Pick<Message, 'kind' | 'subject'>): boolean {
  return kind === 'notice' && typeof subject === 'object' && subject !== null && 'welcome' in subject;
}
