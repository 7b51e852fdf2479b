import { sql } from 'kysely';

import type { Instant } from '../../calls/call.ts';
import { messagesParked, type ParkedFigures } from '../../calls/incidents/messages-parked.ts';
import { countRows } from '../engine/count-rows.ts';
import { type Database, isPostgres, type Store } from '../engine/database.ts';
import type { Claim } from '../messages/message-claims.ts';
import { settle } from '../messages/settle-message.ts';
import { pauseSubscriptions, resumeSubscriptions } from '../settings/subscriptions.ts';
import { closeIncident, openIncident } from './incidents.ts';

export interface Parking {
  /** For the operator: Slack's own word where there is one. */
  reason: string;
  /** It may be in Slack, and is looked up there before it is ever sent again. */
  inDoubt: boolean;
  /** Nothing can be posted in this channel until a person acts, so nothing more is made for it. */
  pauses: boolean;
  /** For people: what is wrong, and what to do. */
  sentence: string;
  nextStep: string;
}

/** Sets a message aside until a person acts, and says so in an incident. @returns false when the claim was lost. */
export function parkMessage(db: Database, claim: Claim, parking: Parking, now: Instant): Promise<boolean> {
  const { channel } = claim.message;
  return db.transaction().execute(async (tx) => {
    await waitForOthers(tx);
    const { reason, inDoubt, pauses, sentence, nextStep } = parking;
    if (!(await settle(tx, claim, { state: 'parked', reason, inDoubt }, now))) return false;
    // Paused first: the card of the incident must not go to the channel that it is about.
    if (pauses) await pauseSubscriptions(tx, channel, sentence, now);
    const figures = { cause: 'refused', sentence, nextStep } satisfies ParkedFigures;
    const parked = tx.selectFrom('messages').where('channel', '=', channel).where('state', '=', 'parked');
    const facts = { figures, count: await countRows(parked) };
    await openIncident(tx, { kind: messagesParked.kind, about: channel, facts }, now);
    return true;
  });
}

/**
 * On SQLite transactions follow each other anyway. Beside each other, one would close the incident of a message that
 * the other is just parking.
 */
async function waitForOthers(tx: Store): Promise<void> {
  if (isPostgres(tx)) await sql`select pg_advisory_xact_lock(7368)`.execute(tx);
}

/**
 * A person says that the cause is cured: parked messages are tried again, those in doubt by looking them up
 * first; their channels get news again, and the incidents close.
 *
 * @param channel Only this one; null for every channel.
 * @returns how many messages are tried again.
 */
export function retryParked(db: Database, channel: string | null, now: Instant): Promise<number> {
  return db.transaction().execute(async (tx) => {
    await waitForOthers(tx);
    const unparked = await unpark(tx, channel, now);
    const channels = new Set(unparked.map((it) => it.channel));
    for (const each of channel === null ? channels : channels.add(channel)) {
      await resumeSubscriptions(tx, each);
      await closeIncident(tx, 'messages-parked', each, now);
    }
    return unparked.length;
  });
}

/**
 * A person discards what is parked: it is never posted, and the incidents close. The channel stays paused,
 * since Slack refuses it still.
 *
 * @returns how many messages are left out.
 */
export function discardParked(db: Database, by: string, now: Instant): Promise<number> {
  return db.transaction().execute(async (tx) => {
    await waitForOthers(tx);
    const discarded = await tx
      .updateTable('messages')
      .set({ state: 'skipped', reason: `discarded by ${by}`, due_at: now })
      .where('state', '=', 'parked')
      .returning('channel')
      .execute();
    const byChannel = Map.groupBy(discarded, ({ channel }) => channel);
    for (const [channel, messages] of byChannel) await giveUp(tx, channel, messages.length, now);
    return discarded.length;
  });
}

async function giveUp(tx: Store, channel: string, count: number, now: Instant): Promise<void> {
  const figures = { cause: 'discarded' } satisfies ParkedFigures;
  await closeIncident(tx, messagesParked.kind, channel, now, { figures, count, givenUp: 'discarded' });
}

function unpark(tx: Store, channel: string | null, now: Instant): Promise<{ channel: string }[]> {
  return tx
    .updateTable('messages')
    .set({
      state: sql`case when attempted_at is null then 'ready' else 'in-doubt' end`,
      due_at: now,
      attempts: 0,
      reason: null,
    })
    .where('state', '=', 'parked')
    .$if(channel !== null, (it) => it.where('channel', '=', channel))
    .returning('channel')
    .execute();
}
