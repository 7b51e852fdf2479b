import { randomUUID } from 'node:crypto';
import type { Selectable } from 'kysely';
import type { Instant } from '../../calls/call.ts';
import { type MessageKind, ranks } from '../../calls/message.ts';
import { type FormName, type MetadataKind, type RowToLeave, rankOf } from '../../calls/message-forms.ts';
import type { Store } from '../engine/database.ts';
import type { MessagesTable } from '../engine/tables/messages.ts';

/** One row of the outbox: what to post, and where. */
export interface Message {
  id: string;
  key: string;
  channel: string;
  /** What it is. */
  form: FormName;
  /** As its metadata says. */
  kind: MessageKind;
  /** As it was enqueued; each form knows its own. */
  subject: unknown;
  incidentId: string | null;
  calls: number;
  createdAt: Instant;
  threadTs: string | null;
  /** The message in whose thread it belongs. */
  parentId: string | null;
  /** Slack's id of it, once it is posted. */
  ts: string | null;
  /** When it was posted; null while it is on its way. */
  sentAt: Instant | null;
}

/**
 * - `ready`: to be posted once it is due.
 * - `posting`: claimed. One whose lease ran out is in doubt, since nobody can tell how far its sender came.
 * - `in-doubt`: may or may not be in Slack; looked up there before anything is sent again.
 * - `sent`, `skipped`: done.
 * - `parked`: needs a person.
 * - `follows`: to be posted in the thread of another message, once that is there.
 */
export const messageStates = [
  'ready',
  'posting',
  'in-doubt',
  'sent',
  'parked',
  'skipped',
  'follows',
] as const;
export type MessageState = (typeof messageStates)[number];

/** States in which a message is still on its way. */
export const waitingStates: readonly MessageState[] = ['ready', 'posting', 'in-doubt'];

export interface NewMessage<Form extends FormName = FormName> {
  id?: string;
  key: string;
  channel: string;
  form: Form;
  kind: MetadataKind<Form>;
  subject: RowToLeave<Form>;
  calls: number;
  incidentId?: string | null;
  threadTs?: string | null;
  /** Waits until this message is posted, and belongs in its thread. */
  parentId?: string;
  /** Recorded as not to be sent, for this reason. */
  skipped?: string;
}

/** Leaves a message on the table. @returns whether its key is new; a known key is quietly left as it is. */
export async function enqueueMessage<Form extends FormName>(
  tx: Store,
  message: NewMessage<Form>,
  now: Instant,
): Promise<boolean> {
  const { skipped = null, parentId = null } = message;
  const state: MessageState = parentId === null ? 'ready' : 'follows';
  const added = await tx
    .insertInto('messages')
    .values({
      id: message.id ?? randomUUID(),
      key: message.key,
      channel: message.channel,
      form: message.form,
      kind: message.kind,
      rank: ranks[rankOf(message.form, message.kind)],
      subject: JSON.stringify(message.subject),
      incident_id: message.incidentId ?? null,
      calls: message.calls,
      state: skipped === null ? state : 'skipped',
      reason: skipped,
      thread_ts: message.threadTs ?? null,
      parent_id: parentId,
      created_at: now,
      due_at: now,
    })
    .onConflict((it) => it.column('key').doNothing())
    .returning('id')
    .executeTakeFirst();
  return added !== undefined;
}

/** Those of these keys under which something was enqueued before. */
export async function knownKeys(store: Store, keys: string[]): Promise<Set<string>> {
  const rows = await store.selectFrom('messages').select('key').where('key', 'in', keys).execute();
  return new Set(rows.map(({ key }) => key));
}

export async function findByKey(
  store: Store,
  key: string,
): Promise<{ id: string; state: MessageState } | null> {
  const found = store.selectFrom('messages').select(['id', 'state']).where('key', '=', key);
  const row = await found.executeTakeFirst();
  return row === undefined ? null : { id: row.id, state: row.state as MessageState };
}

export async function findMessage(store: Store, id: string): Promise<Message | null> {
  const row = await store.selectFrom('messages').selectAll().where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : toMessage(row);
}

/** By its place in Slack. */
export async function findPostedMessage(store: Store, channel: string, ts: string): Promise<Message | null> {
  const posted = store.selectFrom('messages').selectAll().where('ts', '=', ts).where('channel', '=', channel);
  const row = await posted.executeTakeFirst();
  return row === undefined ? null : toMessage(row);
}

export function toMessage(row: Selectable<MessagesTable>): Message {
  return {
    id: row.id,
    key: row.key,
    channel: row.channel,
    form: row.form as FormName,
    kind: row.kind as MessageKind,
    subject: JSON.parse(row.subject),
    incidentId: row.incident_id,
    calls: row.calls,
    createdAt: row.created_at,
    threadTs: row.thread_ts,
    parentId: row.parent_id,
    ts: row.ts,
    sentAt: row.sent_at,
  };
}
