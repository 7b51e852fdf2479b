import { randomUUID } from 'node:crypto';
import type { Selectable } from 'kysely';

import type { Instant } from '../../calls/call.ts';
import { kindAbout } from '../../calls/message.ts';
import { channelOf, idOf, type Setting, type SettingChange, type WantedChange } from '../../calls/setting.ts';
import type { Subscription } from '../../calls/subscription.ts';
import { reversed, type Undoing, undoingOf } from '../../calls/undoing.ts';
import type { Store } from '../engine/database.ts';
import type { AuditTable } from '../engine/tables.ts';
import { enqueueMessage } from '../messages/messages.ts';
import { findMute, writeMute } from './mutes.ts';
import {
  findSameSubscription,
  findSubscription,
  removeSubscription,
  writeSubscription,
} from './subscriptions.ts';

/** Carries out what a person asked for, remembers who, and leaves a line about it for the channel. */
export async function changeSetting(
  tx: Store,
  { before, after }: WantedChange,
  by: string,
  now: Instant,
  undoOf: string | null = null,
): Promise<string> {
  const id = randomUUID();
  const setting = (after ?? before) as Setting;
  await writeSetting(tx, setting, after);
  await tx
    .insertInto('audit')
    .values({
      id,
      changed_at: now,
      changed_by: by,
      channel: channelOf(setting),
      setting: `${setting.kind}:${idOf(setting)}`,
      before: before && JSON.stringify(before),
      after: after && JSON.stringify(after),
      undo_of: undoOf,
    })
    .execute();
  await announce(tx, id, setting, now);
  return id;
}

/** Null for none, before or after. */
export function changeSubscription(
  tx: Store,
  before: Subscription | null,
  after: Subscription | null,
  by: string,
  now: Instant,
): Promise<string> {
  const asSetting = (subscription: Subscription | null): Setting | null =>
    subscription && { kind: 'subscription', subscription };
  return changeSetting(tx, { before: asSetting(before), after: asSetting(after) } as WantedChange, by, now);
}

async function writeSetting(tx: Store, setting: Setting, after: Setting | null): Promise<void> {
  if (after?.kind === 'mute') return writeMute(tx, after.mute);
  if (after?.kind === 'subscription') return writeSubscription(tx, after.subscription);
  return removeSubscription(tx, idOf(setting));
}

/** What is said about a setting is of the kind of news that it is about, with no calls in it. */
async function announce(tx: Store, change: string, setting: Setting, now: Instant): Promise<void> {
  const kind = setting.kind === 'mute' ? 'calls' : kindAbout(setting.subscription.topic);
  const place = { key: `change:${change}`, channel: channelOf(setting) };
  await enqueueMessage(tx, { ...place, form: 'change', kind, subject: { change }, calls: 0 }, now);
}

/** Puts back exactly what was there, as long as nobody has changed it since. */
export async function undoChange(
  tx: Store,
  change: SettingChange,
  by: string,
  now: Instant,
): Promise<Undoing> {
  const changed = change.after ?? change.before;
  const setNow = {
    current: changed && (await currentSetting(tx, changed)),
    isTaken: await isTaken(tx, change.before),
  };
  const undoing = undoingOf(change, setNow, now);
  if (undoing !== 'undone') return undoing;
  await changeSetting(tx, reversed(change, now), by, now, change.id);
  await editAnnouncement(tx, change.id, now);
  return 'undone';
}

function currentSetting(tx: Store, setting: Setting): Promise<Setting | null> {
  return setting.kind === 'mute' ? asMute(tx, setting.mute.id) : asSubscription(tx, setting.subscription.id);
}

async function asMute(tx: Store, id: string): Promise<Setting | null> {
  const mute = await findMute(tx, id);
  return mute && { kind: 'mute', mute };
}

async function asSubscription(tx: Store, id: string): Promise<Setting | null> {
  const subscription = await findSubscription(tx, id);
  return subscription && { kind: 'subscription', subscription };
}

/** Somebody made the same subscription again. */
async function isTaken(tx: Store, before: Setting | null): Promise<boolean> {
  if (before?.kind !== 'subscription') return false;
  const same = await findSameSubscription(tx, before.subscription);
  return same !== null && same.id !== before.subscription.id;
}

/** Its *Undo* goes. */
async function editAnnouncement(tx: Store, change: string, now: Instant): Promise<void> {
  await tx.updateTable('messages').set({ edit_due_at: now }).where('key', '=', `change:${change}`).execute();
}

export async function findChange(store: Store, id: string): Promise<SettingChange | null> {
  const row = await store
    .selectFrom('audit')
    .leftJoin('audit as undoing', 'undoing.undo_of', 'audit.id')
    .selectAll('audit')
    .select('undoing.id as undoing_id')
    .where('audit.id', '=', id)
    // What was done about an incident is recorded here too, and has no way back.
    .where('audit.setting', 'not like', 'incident:%')
    .executeTakeFirst();
  return row === undefined ? null : toChange(row);
}

function toChange(row: Selectable<AuditTable> & { undoing_id: string | null }): SettingChange {
  return {
    id: row.id,
    at: row.changed_at,
    by: row.changed_by,
    channel: row.channel,
    before: row.before === null ? null : (JSON.parse(row.before) as Setting),
    after: row.after === null ? null : (JSON.parse(row.after) as Setting),
    isUndo: row.undo_of !== null,
    isUndone: row.undoing_id !== null,
  };
}
