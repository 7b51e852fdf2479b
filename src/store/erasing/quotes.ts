import { sql } from 'kysely';

import type { Instant } from '../../calls/call.ts';
import { formatFilter, storedFilter } from '../../calls/filter.ts';
import { reversedDigits } from '../../calls/numbers/phone.ts';
import { quotesNumber, withoutQuotes } from '../../calls/numbers/quoted-number.ts';
import { type Person, quotesPerson } from '../../calls/numbers/quoted-person.ts';
import type { Store } from '../engine/database.ts';
import { finishExport } from '../exports/exports.ts';

/** Where somebody is named by what people set, saved or asked for: by the keys of the rows. */
export interface Quotes {
  subscriptions: Quoting[];
  mutes: Quoting[];
  /** Changes of settings, as they are kept in the audit. */
  changes: string[];
  /** Of any person. */
  searches: { userId: string; name: string }[];
  /** Files that are still being made. */
  exports: string[];
  /** Rows of the API that could not be read. */
  setAside: string[];
  /** Follow-ups of calls to others, by the call: their notes, and what those said of when. */
  followUps: string[];
}

interface Quoting {
  id: string;
  filter: string;
}

export async function quotesOf(store: Store, person: Person): Promise<Quotes> {
  const isQuoting = ({ words }: { words: string }) => quotesPerson(words, person);
  const filters = (table: 'subscriptions' | 'mutes') =>
    store.selectFrom(table).select(['id', 'filter', 'filter as words']).where('filter', '!=', '').execute();
  const changes = await store.selectFrom('audit').select(['id', 'before', 'after']).execute();
  const searches = await store
    .selectFrom('saved_searches')
    .select(['user_id as userId', 'name', 'command'])
    .execute();
  const unfinished = store.selectFrom('exports').select(['id', 'filter as words']);
  const exports = await unfinished.where('finished_at', 'is', null).execute();
  const setAside = await store
    .selectFrom('set_aside')
    .select(['key', 'raw as words'])
    .where('raw', '!=', '')
    .execute();
  const followUps = await notesBesideOthers(store, person.phoneNumber);
  return {
    subscriptions: (await filters('subscriptions')).filter(isQuoting),
    mutes: (await filters('mutes')).filter(isQuoting),
    changes: changes
      .filter(({ before, after }) => isQuoting({ words: `${before ?? ''} ${after ?? ''}` }))
      .map(({ id }) => id),
    searches: searches.filter(({ name, command }) => isQuoting({ words: `${name} = ${command}` })),
    exports: exports.filter(isQuoting).map(({ id }) => id),
    // Another call of theirs has their number in it.
    setAside: setAside.filter(({ words }) => quotesNumber(words, person.phoneNumber)).map(({ key }) => key),
    followUps: followUps.filter(isQuoting).map(({ id }) => id),
  };
}

/** Those of their own calls go with the calls. */
function notesBesideOthers(store: Store, phoneNumber: string) {
  return store
    .selectFrom('follow_ups')
    .select(['call_id as id', sql<string>`coalesce(note, '') || ' ' || coalesce(wish, '')`.as('words')])
    .where((it) => it.or([it('note', 'is not', null), it('wish', 'is not', null)]))
    .where('phone_reversed', 'is distinct from', reversedDigits(phoneNumber))
    .execute();
}

export function countQuotes(quotes: Quotes): number {
  return Object.values(quotes).reduce((sum, { length }) => sum + length, 0);
}

/** Takes the person out of all of them; what says nothing without it goes whole. */
export async function forgetQuotes(tx: Store, quotes: Quotes, person: Person, now: Instant): Promise<void> {
  const { subscriptions, mutes, changes, searches, exports, setAside, followUps } = quotes;
  for (const subscription of subscriptions) await forgetInSubscription(tx, subscription, person, now);
  for (const mute of mutes) await forgetInMute(tx, mute, person, now);
  for (const id of changes)
    await tx.updateTable('audit').set({ before: null, after: null }).where('id', '=', id).execute();
  for (const { userId, name } of searches)
    await tx.deleteFrom('saved_searches').where('user_id', '=', userId).where('name', '=', name).execute();
  for (const id of exports) await finishExport(tx, id, now);
  for (const key of setAside)
    await tx.updateTable('set_aside').set({ raw: '' }).where('key', '=', key).execute();
  for (const id of followUps) {
    const wordless = { note: null, wish: null, wish_field: null };
    await tx.updateTable('follow_ups').set(wordless).where('call_id', '=', id).execute();
  }
}

/** A digest that is posted already under other words is not posted again: it counts as made now. */
async function forgetInSubscription(tx: Store, { id, filter }: Quoting, person: Person, now: Instant) {
  const left = leftOf(filter, person);
  const row = tx.selectFrom('subscriptions').selectAll().where('id', '=', id);
  const { channel, topic, made_at } = await row.executeTakeFirstOrThrow();
  const same = tx
    .selectFrom('subscriptions')
    .select('id')
    .where('filter', '=', left ?? '');
  const isTaken = await same
    .where('channel', '=', channel)
    .where('topic', '=', topic)
    .where('id', '!=', id)
    .executeTakeFirst();
  if (left === null || isTaken !== undefined) {
    await tx.deleteFrom('subscriptions').where('id', '=', id).execute();
    return;
  }
  const madeAt = topic === 'digest' ? now : made_at;
  await tx.updateTable('subscriptions').set({ filter: left, made_at: madeAt }).where('id', '=', id).execute();
}

/** It ends, so that what it held back of others is posted. */
async function forgetInMute(tx: Store, { id, filter }: Quoting, person: Person, now: Instant): Promise<void> {
  const left = leftOf(filter, person);
  const changed = left === null ? { filter: unnamed } : { filter: left };
  await tx.updateTable('mutes').set(changed).where('id', '=', id).execute();
  if (left !== null) return;
  const inForce = tx.updateTable('mutes').set({ ended_at: now }).where('id', '=', id);
  await inForce.where('ended_at', 'is', null).execute();
}

/** What is shown in the place of the words of a mute that is over. */
const unnamed = 'phone:erased';

function leftOf(words: string, person: Person): string | null {
  const left = withoutQuotes(storedFilter(words), (it) => quotesPerson(it, person));
  return left === null ? null : formatFilter(left);
}
