import type { Instant } from '../../calls/call.ts';
import type { RowToLeave } from '../../calls/message-forms.ts';
import type { Database, Store } from '../engine/database.ts';
import { enqueueMessage, findByKey } from './messages.ts';

/** Leaves the first message to a person. To an admin the one of the first run is that. */
export async function leaveWelcome(
  db: Database,
  { userId, channel }: { userId: string; channel: string },
  now: Instant,
): Promise<void> {
  if (await hasFirstRun(db, userId)) return;
  const subject = { welcome: true } as const;
  await leaveOnce(db, { form: 'welcome', key: `welcome:${userId}`, channel, subject }, now);
}

/** Unless Slack refused it, as where the app has no Messages tab yet. */
async function hasFirstRun(db: Database, userId: string): Promise<boolean> {
  const key = firstRunKey(userId);
  const left = await db.selectFrom('state').select('key').where('key', '=', key).executeTakeFirst();
  if (left === undefined) return false;
  return (await findByKey(db, key))?.state !== 'skipped';
}

function firstRunKey(userId: string): string {
  return `first-run:${userId}`;
}

/** Leaves one message to each admin, who is a channel here by the id of the person. */
export async function leaveFirstRun(db: Database, admins: readonly string[], now: Instant): Promise<void> {
  for (const channel of admins)
    await leaveOnce(db, { form: 'first-run', key: firstRunKey(channel), channel, subject: {} }, now);
}

/** Leaves a message to a channel that the bot was invited to. */
export async function leaveInvited(db: Database, channel: string, now: Instant): Promise<void> {
  await leaveOnce(db, { form: 'invited', key: `invited:${channel}`, channel, subject: {} }, now);
}

/** @param asked Its key is the same however often Slack delivers the click. */
export async function leaveTest(
  db: Database,
  asked: { channel: string; by: string; key: string },
  now: Instant,
): Promise<void> {
  const { channel, by, key } = asked;
  const message = { form: 'test', key: `test:${key}`, channel, kind: 'notice', calls: 0 } as const;
  await enqueueMessage(db, { ...message, subject: { by } }, now);
}

type OnceOnly = 'welcome' | 'first-run' | 'invited';

/** That it was left is remembered for good, while messages are forgotten in time. */
async function leaveOnce<Form extends OnceOnly>(
  db: Database,
  message: { form: Form; key: string; channel: string; subject: RowToLeave<Form> },
  now: Instant,
): Promise<void> {
  const { key } = message;
  await db.transaction().execute(async (tx) => {
    const isNew = await tx
      .insertInto('state')
      .values({ key, value: 'true', updated_at: now })
      .onConflict((it) => it.column('key').doNothing())
      .returning('key')
      .executeTakeFirst();
    if (isNew === undefined) return;
    await enqueueMessage(tx, { ...message, kind: 'notice', calls: 0 } as never, now);
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
