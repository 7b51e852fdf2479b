import type { Instant } from '../../calls/call.ts';
import type { Filter } from '../../calls/filter.ts';
import { type FormName, messageForms, type RowOf } from '../../calls/message-forms.ts';
import { mayBeRepeat } from '../../calls/restored.ts';
import type { SharedPage } from '../../calls/shared-list.ts';
import type { Store } from '../../store/engine/database.ts';
import type { Message } from '../../store/messages/messages.ts';
import { lastRestored } from '../../store/upkeep/restored.ts';
import { forReaders } from './for-readers.ts';
import type { Rendered, RenderOptions } from './rendered.ts';

/** One kind of message: whatever is done with a message of its form is done by this. */
export interface KindOfMessage<Form extends FormName = FormName, Found = unknown> {
  form: Form;
  /** As things are now; null when nothing is left to tell. */
  say(store: Store, message: Message, now: Instant, options: RenderOptions): Promise<Rendered | null>;
  words(found: Found, options: RenderOptions): Rendered;
  callsOf(store: Store, message: Message): Promise<CallsToShow>;
}

/** What *Look up calls* opens: a page as it was shared, the calls of one message, or a search; null for no calls. */
export type CallsToShow = { page: SharedPage } | { messageId: string } | { filter: Filter | null };

export interface Parts<Row, Found> {
  /** What it is about, as it is now; null when nothing is left of it. */
  find(store: Store, it: { row: Row; message: Message }, now: Instant): Promise<Found | null>;
  render(found: Found, options: RenderOptions): Rendered;
  /** Adds what no mask may touch. */
  unmasked?(rendered: Rendered, found: Found): Rendered;
  /** When the first of what it shows happened, null for what a person asked for: after a restore it may be a repeat. */
  happenedAt: ((found: Found, row: Row) => Instant | null) | 'no news';
  calls(it: { row: Row; message: Message }, store: Store): CallsToShow | Promise<CallsToShow>;
}

export function kindOf<Form extends FormName, Found>(
  form: Form,
  { find, render, unmasked, happenedAt, calls }: Parts<RowOf<Form>, Found>,
): KindOfMessage<Form, Found> {
  const rowOf = ({ subject }: Message) => messageForms[form].row.parse(subject) as RowOf<Form>;
  const words = (found: Found, options: RenderOptions, repeatSince: Instant | null = null) => {
    const rendered = forReaders(render(found, options), options, repeatSince);
    return unmasked?.(rendered, found) ?? rendered;
  };
  return {
    form,
    words,
    async say(store, message, now, options) {
      const row = rowOf(message);
      const found = await find(store, { row, message }, now);
      if (found === null) return null;
      const at = happenedAt === 'no news' ? happenedAt : happenedAt(found, row);
      return words(found, options, await repeatSince(store, message, at));
    },
    callsOf: async (store, message) => calls({ row: rowOf(message), message }, store),
  };
}

/** When the copy was made after which it may have been posted before. */
async function repeatSince(store: Store, message: Message, happenedAt: Instant | null | 'no news') {
  if (happenedAt === 'no news') return null;
  const restored = await lastRestored(store);
  return mayBeRepeat({ ...message, happenedAt }, restored) ? (restored?.copiedAt ?? null) : null;
}

/** Of messages without calls. */
export const noCalls = (): CallsToShow => ({ filter: null });

/** A message about no call, whose row has all that it says. */
export function noticeOf<Form extends FormName>(
  form: Form,
  render: (row: RowOf<Form>) => Rendered,
): KindOfMessage<Form, RowOf<Form>> {
  return kindOf(form, { find: async (_, { row }) => row, render, happenedAt: 'no news', calls: noCalls });
}
