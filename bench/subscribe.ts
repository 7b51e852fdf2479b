import type { Database } from '../src/store/engine/database.ts';

/** What the environment makes on the first day: every call in one channel, what failed in another. */
export async function subscribe(db: Database): Promise<void> {
  await subscribeTo(db, 'calls', ['C0CALLS']);
  await subscribeTo(db, 'errors', ['C0ALERTS']);
}

export async function subscribeTo(
  db: Database,
  topic: 'calls' | 'errors',
  channels: string[],
): Promise<void> {
  const made = { topic, filter: '', options: '{}', made_by: 'environment', made_at: 0 };
  const rows = channels.map((channel) => ({ id: `${topic} in ${channel}`, channel, ...made }));
  await db.insertInto('subscriptions').values(rows).execute();
}

/** So that the next call is the first after quiet, which comes at once. */
export async function forgetPace(db: Database): Promise<void> {
  await db.deleteFrom('state').where('key', 'like', 'pace:%').execute();
}
