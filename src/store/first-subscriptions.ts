import type { Instant } from '../calls/call.ts';
import type { WantedSubscription } from '../calls/subscription.ts';
import type { Database, Store } from './database.ts';
import { subscribe, unsubscribe } from './subscriptions.ts';

/** What the environment asked for at the last start, and which subscription it became. */
type Made = Record<string, { id: string; options: string }>;

const stateKey = 'first-subscriptions';

/**
 * Makes what the environment asks for. What it asked for before is left to the people in Slack: a subscription
 * that they removed does not come back with the next start, only a change of the environment is carried out.
 */
export async function makeFirstSubscriptions(
  db: Database,
  wanted: WantedSubscription[],
  now: Instant,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const before = await readMade(tx);
    const made: Made = {};
    for (const each of wanted) {
      const key = `${each.topic}:${each.channel}`;
      const known = before[key];
      const options = JSON.stringify(each.options);
      const id = known?.id ?? (await subscribe(tx, each, 'environment', now));
      if (known !== undefined && known.options !== options) await changeOptions(tx, id, options);
      made[key] = { id, options };
    }
    for (const [key, { id }] of Object.entries(before)) {
      if (made[key] === undefined) await unsubscribe(tx, id);
    }
    await writeMade(tx, made, now);
  });
}

async function changeOptions(tx: Store, id: string, options: string): Promise<void> {
  await tx.updateTable('subscriptions').set({ options }).where('id', '=', id).execute();
}

async function readMade(tx: Store): Promise<Made> {
  const row = await tx.selectFrom('state').select('value').where('key', '=', stateKey).executeTakeFirst();
  return row === undefined ? {} : (JSON.parse(row.value) as Made);
}

async function writeMade(tx: Store, made: Made, now: Instant): Promise<void> {
  const value = JSON.stringify(made);
  await tx
    .insertInto('state')
    .values({ key: stateKey, value, updated_at: now })
    .onConflict((it) => it.column('key').doUpdateSet({ value, updated_at: now }))
    .execute();
}
