import type { Held } from '../../calls/held.ts';
import { nearNumbers } from '../calls/near-numbers.ts';
import { countRows } from '../engine/count-rows.ts';
import type { Store } from '../engine/database.ts';
import { readState } from '../engine/state.ts';
import { personOf } from './person.ts';
import { quotesOf } from './quotes.ts';
import { settingsResembling } from './resembling.ts';
import { callsTo, messagesShowing, saidStates } from './showing-messages.ts';

/** What there is about a number, wherever it is kept: what `forgetBatch` erases. */
export async function heldAbout(store: Store, phoneNumber: string): Promise<Held> {
  const person = await personOf(store, phoneNumber);
  const quotes = await quotesOf(store, person);
  const messages = await messagesShowing(store, person, quotes);
  const said = messages.filter(({ state }) => saidStates.includes(state));
  return {
    phoneNumber,
    near: await nearNumbers(store, phoneNumber),
    ...(await callsHeld(store, phoneNumber)),
    messages: countByChannel(said),
    subscriptions: quotes.subscriptions.length,
    mutes: quotes.mutes.length,
    changes: quotes.changes.length,
    searches: quotes.searches.length,
    exports: quotes.exports.length,
    setAside: quotes.setAside.length,
    followUps: quotes.followUps.length + (await countFollowUps(store, phoneNumber)),
    resembling: (await settingsResembling(store, person)).length,
    shownTo: await countShownTo(store, phoneNumber),
    isImporting: await isImporting(store),
  };
}

async function callsHeld(store: Store, phoneNumber: string) {
  const row = await callsTo(store, phoneNumber)
    .leftJoin('call_details', 'call_details.serial', 'calls.serial')
    .select((it) => [
      it.fn.count<number>('calls.serial').as('calls'),
      it.fn.count<number>('calls.ended_at').as('ended'),
      it.fn.min('calls.ended_at').as('firstAt'),
      it.fn.max('calls.ended_at').as('lastAt'),
      it.fn.count<number>('recording_url').as('recordings'),
      it.fn.count<number>('transcript').as('transcripts'),
      it.fn.count<number>(it.fn.coalesce('structured_output', 'unknown_fields')).as('extracted'),
    ])
    .executeTakeFirstOrThrow();
  return {
    calls: Number(row.calls),
    open: Number(row.calls) - Number(row.ended),
    firstAt: row.firstAt,
    lastAt: row.lastAt,
    recordings: Number(row.recordings),
    transcripts: Number(row.transcripts),
    extracted: Number(row.extracted),
  };
}

function countByChannel(messages: { channel: string }[]): Held['messages'] {
  const byChannel = Map.groupBy(messages, ({ channel }) => channel);
  return [...byChannel]
    .map(([channel, all]) => ({ channel, count: all.length }))
    .sort((one, other) => other.count - one.count || (one.channel < other.channel ? -1 : 1));
}

async function countFollowUps(store: Store, phoneNumber: string): Promise<number> {
  const ofCalls = store
    .selectFrom('follow_ups')
    .where('call_id', 'in', callsTo(store, phoneNumber).select('id'));
  return countRows(ofCalls);
}

async function countShownTo(store: Store, phoneNumber: string): Promise<number> {
  const row = await store
    .selectFrom('reveals')
    .where('call_id', 'in', callsTo(store, phoneNumber).select('id'))
    .select((it) => it.fn.count<number>('user_id').distinct().as('people'))
    .executeTakeFirstOrThrow();
  return Number(row.people);
}

async function isImporting(store: Store): Promise<boolean> {
  const progress = (await readState(store, 'import')) as { done?: unknown } | null;
  return progress !== null && progress.done !== true;
}
