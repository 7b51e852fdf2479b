import { sql } from 'kysely';

import type { Digest } from '../../calls/digest.ts';
import { messageForms } from '../../calls/message-forms.ts';
import { dayMs } from '../../calls/time/durations.ts';
import { dayAfter } from '../../calls/time/local-day.ts';
import type { Store } from '../engine/database.ts';
import type { Message } from '../messages/messages.ts';

const told = messageForms.digest.row;

/**
 * The days between a digest and the one before it, of which none was sent: the bot was down for too long. After a
 * change of the channel's settings nobody can tell what should have been sent, so nothing is said.
 */
export async function unsentBefore(store: Store, message: Message): Promise<Digest['unsent']> {
  if (message.form !== 'digest') return null;
  const own = told.parse(message.subject);
  const before = await digestBefore(store, message, own.filter);
  if (before === null || (await wasChangedSince(store, message, before.createdAt))) return null;
  const date = dayAfter(own.date, -own.days);
  const days = daysFrom(before.told.date, date);
  return days > 0 ? { date, days } : null;
}

const mostLookedAt = 40;

async function digestBefore(store: Store, { id, channel, createdAt }: Message, filter: string) {
  const rows = await store
    .selectFrom('messages')
    .select(['subject', 'created_at as createdAt'])
    // In so many words, for the index.
    .where('kind', '=', sql.lit('digest'))
    // Not one that a person shared.
    .where('form', '=', 'digest')
    .where('channel', '=', channel)
    .where('created_at', '<=', createdAt)
    .where('state', '!=', 'skipped')
    .where('id', '!=', id)
    .orderBy('created_at', 'desc')
    .limit(mostLookedAt)
    .execute();
  const digests = rows.flatMap((row) => {
    const { data } = told.safeParse(JSON.parse(row.subject));
    return data?.filter === filter ? [{ createdAt: row.createdAt, told: data }] : [];
  });
  return digests[0] ?? null;
}

async function wasChangedSince(store: Store, { channel, createdAt }: Message, since: number) {
  const change = await store
    .selectFrom('audit')
    .select('id')
    .where('channel', '=', channel)
    .where('changed_at', '>=', since)
    .where('changed_at', '<=', createdAt)
    .where('setting', 'like', 'subscription:%')
    .limit(1)
    .executeTakeFirst();
  return change !== undefined;
}

function daysFrom(earlier: string, later: string): number {
  return Math.round((Date.parse(later) - Date.parse(earlier)) / dayMs);
}
