import { z } from 'zod';

import type { Instant } from '../calls/call.ts';
import { type Filter, parseFilter } from '../calls/filter.ts';
import { dayAfter, localDayBounds } from '../calls/local-day.ts';
import { messageForms } from '../calls/message-forms.ts';
import { type Person, quotesPerson } from '../calls/quoted-person.ts';
import { reversedDigits } from '../calls/reversed-digits.ts';
import type { Store } from './database.ts';
import type { MessageState } from './messages.ts';
import type { Quotes } from './quotes.ts';
import { sharedListOf } from './shared-lists.ts';

/** A message that shows, or is about to show, something of the calls to a number. */
export interface ShowingMessage {
  id: string;
  channel: string;
  state: MessageState;
  /** It can be told anew from what is left; else nothing of it is left to tell. */
  isRetold: boolean;
}

/** The states in which a message is in Slack, or may be. */
export const saidStates: readonly MessageState[] = ['sent', 'posting', 'in-doubt'];

export async function messagesShowing(
  store: Store,
  person: Person,
  quotes: Quotes,
): Promise<ShowingMessage[]> {
  const { phoneNumber } = person;
  const found = [
    ...(await tellingCalls(store, phoneNumber)),
    ...(await digestsOver(store, phoneNumber)),
    ...(await sharing(store, phoneNumber)),
    ...(await naming(store, person)),
    ...(await aboutSettings(store, quotes)),
  ];
  // What is found twice is told anew only if it can be in every respect.
  const retold = (id: string) => found.every((it) => it.id !== id || it.isRetold);
  const byId = new Map(found.map((message) => [message.id, message]));
  return [...byId.values()].map((message) => ({ ...message, isRetold: retold(message.id) }));
}

type Row = { id: string; channel: string; state: string };

function showing({ id, channel, state }: Row, isRetold: boolean): ShowingMessage {
  return { id, channel, state: state as MessageState, isRetold };
}

function callsTo(store: Store, phoneNumber: string) {
  return store.selectFrom('calls').where('phone_reversed', '=', reversedDigits(phoneNumber));
}

/** Cards, bundles and replays, and what is in their threads. */
async function tellingCalls(store: Store, phoneNumber: string): Promise<ShowingMessage[]> {
  const told = store
    .selectFrom('news')
    .select('message_id')
    .where('call_id', 'in', callsTo(store, phoneNumber).select('id'))
    .where('message_id', 'is not', null);
  const messages = store.selectFrom('messages').select(['id', 'channel', 'state']);
  const itself = await messages.where('id', 'in', told as never).execute();
  const inThread = await messages.where('parent_id', 'in', told as never).execute();
  return [...itself, ...inThread].map((row) => showing(row, true));
}

const digestSubject = z.object({ date: z.string(), days: z.number().default(1), timezone: z.string() });

/** Digests of the days on which the calls ended: they show what calls yielded. */
async function digestsOver(store: Store, phoneNumber: string): Promise<ShowingMessage[]> {
  const ended = callsTo(store, phoneNumber).select('ended_at').where('ended_at', 'is not', null);
  const ends = (await ended.execute()).map((row) => row.ended_at as Instant);
  if (ends.length === 0) return [];
  const digests = store.selectFrom('messages').select(['id', 'channel', 'state', 'subject']);
  const rows = await digests
    .where('kind', '=', 'digest')
    .where('created_at', '>=', Math.min(...ends))
    .execute();
  return rows.filter(({ subject }) => isOver(subject, ends)).map((row) => showing(row, true));
}

function isOver(subject: string, ends: Instant[]): boolean {
  const { success, data } = digestSubject.safeParse(JSON.parse(subject));
  if (!success) return false;
  const { date, days, timezone } = data;
  const { from } = localDayBounds(dayAfter(date, 1 - days), timezone);
  const { to } = localDayBounds(date, timezone);
  return ends.some((at) => at >= from && at < to);
}

/** A list that is chosen by what is erased would show other calls than those that somebody shared. */
async function sharing(store: Store, phoneNumber: string): Promise<ShowingMessage[]> {
  const rows = await store.selectFrom('messages').selectAll().where('key', 'like', 'share:%').execute();
  const found: ShowingMessage[] = [];
  for (const row of rows) {
    const shared = messageForms.share.row.parse(JSON.parse(row.subject));
    const list = await sharedListOf(store, row.id, shared);
    const shows = list.calls.some((call) => isTo(call.phoneNumber, phoneNumber));
    if (shows) found.push(showing(row, !isChosenByData(shared.page.filter)));
  }
  return found;
}

function isTo(called: string | null, phoneNumber: string): boolean {
  return reversedDigits(called) === reversedDigits(phoneNumber);
}

function isChosenByData(words: string): boolean {
  const { terms }: Filter = parseFilter(words, { now: 0, timezone: 'UTC' }).filter;
  return terms.some(({ kind }) => !outlasting.has(kind));
}

/** What of a call is left when it is erased. */
const outlasting = new Set<Filter['terms'][number]['kind']>([
  'status',
  'result',
  'dial-error',
  'side',
  'ended-by',
  'reason',
  'day',
  'since',
  'until',
]);

/** Digests, lists and replays that were asked for with the number, or with what names the person. */
async function naming(store: Store, person: Person): Promise<ShowingMessage[]> {
  const rows = await store
    .selectFrom('messages')
    .select(['id', 'channel', 'state', 'subject', 'key'])
    .where('subject', 'like', '%"filter":"_%')
    .execute();
  return rows
    .filter(({ subject, key }) => quotesPerson(filterIn(subject), person) || quotesPerson(key, person))
    .map((row) => showing(row, false));
}

const filtered = z.object({
  filter: z.string().optional(),
  page: z.object({ filter: z.string() }).optional(),
});

function filterIn(subject: string): string {
  const { data } = filtered.safeParse(JSON.parse(subject));
  return `${data?.filter ?? ''} ${data?.page?.filter ?? ''}`;
}

/** Who changed what, and what was told at the end of a mute. */
async function aboutSettings(store: Store, { changes, mutes }: Quotes): Promise<ShowingMessage[]> {
  const found: ShowingMessage[] = [];
  const messages = store.selectFrom('messages').select(['id', 'channel', 'state']);
  for (const id of changes) {
    const rows = await messages.where('key', '=', `change:${id}`).execute();
    found.push(...rows.map((row) => showing(row, true)));
  }
  for (const { id } of mutes) {
    const rows = await messages.where('subject', 'like', `%"mute":"${id}"%`).execute();
    found.push(...rows.map((row) => showing(row, true)));
  }
  return found;
}
