import { z } from 'zod';

import type { Resembling } from '../../calls/held.ts';
import { fieldQuoted, type Person } from '../../calls/numbers/quoted-person.ts';
import type { Store } from '../engine/database.ts';

/**
 * Notes which settings ask for what the person has in common with others: nobody is named by them, so they stay, and
 * who had the person erased is notified. Of the value itself nothing is kept.
 */
export async function noteResembling(tx: Store, erasureId: string, person: Person): Promise<void> {
  const found = await settingsResembling(tx, person);
  if (found.length === 0) return;
  const noted = { resembling: JSON.stringify(found) };
  await tx
    .updateTable('erasures')
    .set(noted)
    .where('id', '=', erasureId)
    .where('resembling', '=', '[]')
    .execute();
}

/** What stays when this person is erased, though it may mean them. */
export async function settingsResembling(tx: Store, { shared }: Person): Promise<Resembling[]> {
  if (shared.length === 0) return [];
  const subscriptions = await tx
    .selectFrom('subscriptions')
    .select(['channel as place', 'filter as words'])
    .execute();
  const mutes = tx.selectFrom('mutes').select(['channel as place', 'filter as words']);
  const inForce = await mutes.where('ended_at', 'is', null).where('told_at', 'is', null).execute();
  const searches = await tx
    .selectFrom('saved_searches')
    .select(['user_id as place', 'command as words'])
    .execute();
  return [
    ...subscriptions.map((row) => ({ ...row, kind: 'subscription' as const })),
    ...inForce.map((row) => ({ ...row, kind: 'mute' as const })),
    ...searches.map((row) => ({ ...row, kind: 'search' as const })),
  ].flatMap(({ kind, place, words }) => {
    const field = fieldQuoted(words, shared);
    return field === null ? [] : [{ kind, place, field: field.name }];
  });
}

const noted = z.array(
  z.object({ kind: z.enum(['subscription', 'mute', 'search']), place: z.string(), field: z.string() }),
);

export function resemblingIn(text: string): Resembling[] {
  return noted.parse(JSON.parse(text));
}
