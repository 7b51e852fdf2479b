import type { Instant } from '../../calls/call.ts';
import { type Filter, storedFilter } from '../../calls/filter.ts';
import type { Shown } from '../../calls/message-form.ts';
import { type FormName, formsThatSayMore, saidBy } from '../../calls/message-forms.ts';
import { reversedDigits } from '../../calls/numbers/phone.ts';
import { type Person, quotesPerson } from '../../calls/numbers/quoted-person.ts';
import type { Store } from '../engine/database.ts';
import type { MessageState } from '../messages/messages.ts';
import { callsOf } from '../messages/shared-lists.ts';
import type { Quotes } from './quotes.ts';

/** A message that shows, or is about to show, something of the calls to a number. */
export interface ShowingMessage {
  id: string;
  channel: string;
  state: MessageState;
  /** It can be written again from what is left; else nothing of it is left. */
  isRetold: boolean;
}

/** The states in which a message is in Slack, or may be. */
export const saidStates: readonly MessageState[] = ['sent', 'posting', 'in-doubt'];

export async function messagesShowing(
  store: Store,
  person: Person,
  quotes: Quotes,
): Promise<ShowingMessage[]> {
  const found = [
    ...(await tellingCalls(store, idsOf(store, person.phoneNumber))),
    ...(quotes.followUps.length === 0 ? [] : await tellingCalls(store, quotes.followUps)),
    ...(await sayingMore(store, person, quotes)),
  ];
  // What is found twice is written again only if it can be in every respect.
  const retold = (id: string) => found.every((it) => it.id !== id || it.isRetold);
  const byId = new Map(found.map((message) => [message.id, message]));
  return [...byId.values()].map((message) => ({ ...message, isRetold: retold(message.id) }));
}

type Row = { id: string; channel: string; state: string };

function showing({ id, channel, state }: Row, isRetold: boolean): ShowingMessage {
  return { id, channel, state: state as MessageState, isRetold };
}

export function callsTo(store: Store, phoneNumber: string) {
  return store.selectFrom('calls').where('phone_reversed', '=', reversedDigits(phoneNumber));
}

function idsOf(store: Store, phoneNumber: string) {
  return callsTo(store, phoneNumber).select('id');
}

/** Cards, bundles and replays, and what is in their threads. */
async function tellingCalls(store: Store, calls: string[] | ReturnType<typeof idsOf>) {
  const told = store
    .selectFrom('news')
    .select('message_id')
    .where('call_id', 'in', calls)
    .where('message_id', 'is not', null);
  const messages = store.selectFrom('messages').select(['id', 'channel', 'state']);
  const itself = await messages.where('id', 'in', told as never).execute();
  const inThread = await messages.where('parent_id', 'in', told as never).execute();
  return [...itself, ...inThread].map((row) => showing(row, true));
}

/** What is said of the person beside the calls that the news names: by the words of a row, and by what it shows. */
async function sayingMore(store: Store, person: Person, quotes: Quotes): Promise<ShowingMessage[]> {
  const rows = await store
    .selectFrom('messages')
    .select(['id', 'channel', 'state', 'form', 'subject'])
    .where('form', 'in', formsThatSayMore)
    .execute();
  const ended = callsTo(store, person.phoneNumber).select('ended_at as at').where('ended_at', 'is not', null);
  const ends = (await ended.execute()).map(({ at }) => at as Instant);
  const found: ShowingMessage[] = [];
  for (const row of rows) {
    const said = saidBy(row.form as FormName, JSON.parse(row.subject));
    if (said.quotes.some((words) => quotesPerson(words, person))) found.push(showing(row, false));
    else if (said.shows !== null && (await isOf(store, said.shows, { ...person, ends, quotes })))
      found.push(showing(row, !isChosenByData(said.shows)));
  }
  return found;
}

interface Theirs extends Person {
  /** When their calls ended. */
  ends: Instant[];
  quotes: Quotes;
}

async function isOf(store: Store, shown: Shown, { phoneNumber, ends, quotes }: Theirs): Promise<boolean> {
  switch (shown.kind) {
    case 'days':
      return ends.some((at) => at >= shown.from && at < shown.to);
    case 'calls':
      return (
        (await callsTo(store, phoneNumber).select('id').where('id', 'in', shown.ids).execute()).length > 0
      );
    case 'page':
      return (await callsOf(store, shown.page)).some(
        (call) => reversedDigits(call.phoneNumber) === reversedDigits(phoneNumber),
      );
    case 'changes':
      return shown.ids.some((id) => quotes.changes.includes(id));
    case 'mute':
      return quotes.mutes.some(({ id }) => id === shown.id);
  }
}

/** A list that is chosen by what is erased would show other calls than those that somebody shared. */
function isChosenByData(shown: Shown): boolean {
  if (shown.kind !== 'page') return false;
  const { terms } = storedFilter(shown.page.filter);
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
