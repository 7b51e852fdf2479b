import { randomUUID } from 'node:crypto';
import type { Selectable } from 'kysely';

import type { Instant } from '../../calls/call.ts';
import { kindAbout } from '../../calls/message.ts';
import { messageForms } from '../../calls/message-forms.ts';
import { channelOf, idOf, type Setting, type SettingChange, type WantedChange } from '../../calls/setting.ts';
import type { Subscription } from '../../calls/subscription.ts';
import { reversed, type Undoing, undoingOf } from '../../calls/undoing.ts';
import type { Store } from '../engine/database.ts';
import type { AuditTable } from '../engine/tables/settings.ts';
import { enqueueMessage } from '../messages/messages.ts';
import { findMute, writeMute } from './mutes.ts';
import {
  findSameSubscription,
  findSubscription,
  removeSubscription,
  writeSubscription,
} from './subscriptions.ts';

/** One of the changes that a person asked for at once. */
export type AskedChange = WantedChange & {
  /** Id of the change that it undoes. */
  undoOf?: string;
};

/** Carries out what a person asked for, remembers who, and leaves one line about all of it for the channel. */
export async function changeSettings(
  tx: Store,
  asked: AskedChange[],
  by: string,
  now: Instant,
): Promise<string[]> {
  const ids: string[] = [];
  for (const one of asked) ids.push(await record(tx, one, by, now));
  if (asked[0] !== undefined) await announce(tx, ids, settingOf(asked[0]), now);
  return ids;
}

async function record(tx: Store, change: AskedChange, by: string, now: Instant): Promise<string> {
  const id = randomUUID();
  const { before, after, undoOf = null } = change;
  const setting = settingOf(change);
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
  return id;
}

function settingOf({ before, after }: WantedChange): Setting {
  return (after ?? before) as Setting;
}

/** Null for none, before or after. */
export function subscriptionChange(before: Subscription | null, after: Subscription | null): WantedChange {
  const asSetting = (subscription: Subscription | null): Setting | null =>
    subscription && { kind: 'subscription', subscription };
  return { before: asSetting(before), after: asSetting(after) } as WantedChange;
}

async function writeSetting(tx: Store, setting: Setting, after: Setting | null): Promise<void> {
  if (after?.kind === 'mute') return writeMute(tx, after.mute);
  if (after?.kind === 'subscription') return writeSubscription(tx, after.subscription);
  return removeSubscription(tx, idOf(setting));
}

/** What is said about a setting is of the kind of news that it is about, with no calls in it. */
async function announce(tx: Store, ids: string[], setting: Setting, now: Instant): Promise<void> {
  const kind = setting.kind === 'mute' ? 'calls' : kindAbout(setting.subscription.topic);
  const [change, ...also] = ids as [string, ...string[]];
  const place = { key: keyOf(change), channel: channelOf(setting) };
  const subject = { change, ...(also.length > 0 && { also }) };
  await enqueueMessage(tx, { ...place, form: 'change', kind, subject, calls: 0 }, now);
}

/** Puts back exactly what was there, as far as nobody has changed it since. @param changes What one line is about. */
export async function undoChanges(
  tx: Store,
  changes: SettingChange[],
  by: string,
  now: Instant,
): Promise<Undoing | 'undone-in-part'> {
  const undoings: Undoing[] = [];
  for (const change of changes) undoings.push(await undoingNow(tx, change, now));
  const undone = changes.filter((_, index) => undoings[index] === 'undone');
  if (undone.length === 0) return undoings[0] ?? 'erased';
  const asked = undone.map((change) => ({ ...reversed(change, now), undoOf: change.id }));
  await changeSettings(tx, asked, by, now);
  await editAnnouncement(tx, changes, now);
  return undone.length === changes.length ? 'undone' : 'undone-in-part';
}

async function undoingNow(tx: Store, change: SettingChange, now: Instant): Promise<Undoing> {
  const changed = change.after ?? change.before;
  const setNow = {
    current: changed && (await currentSetting(tx, changed)),
    isTaken: await isTaken(tx, change.before),
  };
  return undoingOf(change, setNow, now);
}

async function currentSetting(tx: Store, setting: Setting): Promise<Setting | null> {
  if (setting.kind === 'mute') {
    const mute = await findMute(tx, setting.mute.id);
    return mute && { kind: 'mute', mute };
  }
  const subscription = await findSubscription(tx, setting.subscription.id);
  return subscription && { kind: 'subscription', subscription };
}

/** Somebody made the same subscription again. */
async function isTaken(tx: Store, before: Setting | null): Promise<boolean> {
  if (before?.kind !== 'subscription') return false;
  const same = await findSameSubscription(tx, before.subscription);
  return same !== null && same.id !== before.subscription.id;
}

/** Its *Undo* goes. */
async function editAnnouncement(tx: Store, [first]: SettingChange[], now: Instant): Promise<void> {
  const line = tx.updateTable('messages').set({ edit_due_at: now });
  await line.where('key', '=', keyOf(first?.id ?? '')).execute();
}

function keyOf(change: string): string {
  return `change:${change}`;
}

/** What one line is about, by the change that it begins with. */
export async function findChanges(store: Store, id: string): Promise<SettingChange[]> {
  const line = store.selectFrom('messages').select('subject').where('key', '=', keyOf(id));
  const subject = (await line.executeTakeFirst())?.subject;
  const { data } = messageForms.change.row.safeParse(JSON.parse(subject ?? 'null'));
  return changesOf(store, [id, ...(data?.also ?? [])]);
}

/** In this order, without those that are not stored any more. */
export async function changesOf(store: Store, ids: string[]): Promise<SettingChange[]> {
  const rows = await store
    .selectFrom('audit')
    .leftJoin('audit as undoing', 'undoing.undo_of', 'audit.id')
    .selectAll('audit')
    .select('undoing.id as undoing_id')
    .where('audit.id', 'in', ids)
    // What was done about an incident or a follow-up is recorded here too, and has no way back.
    .where('audit.setting', 'not like', 'incident:%')
    .where('audit.setting', 'not like', 'follow-up:%')
    .execute();
  return ids.flatMap((id) => rows.filter((row) => row.id === id).map(toChange));
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
