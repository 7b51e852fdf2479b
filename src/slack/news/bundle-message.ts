import type { ToldCalls } from '../../calls/bundle.ts';
import type { Instant } from '../../calls/call.ts';
import { messageForms } from '../../calls/message-forms.ts';
import { meaningOf } from '../../calls/outcome.ts';
import type { CallTopic } from '../../calls/topics/index.ts';
import type { Store } from '../../store/engine/database.ts';
import { snoozedErrors } from '../../store/incidents/incident-cards.ts';
import { findMessage, type Message } from '../../store/messages/messages.ts';
import { bundleOf } from '../../store/news/bundles.ts';
import { findMute } from '../../store/settings/mutes.ts';
import { kindOf } from '../blocks/kind-of.ts';
import { renderBundle, withMention } from './bundle.ts';
import { renderDaily } from './daily.ts';

const ofCalls = {
  render: renderBundle,
  unmasked: withMention,
  happenedAt: ({ bundle }: ToldCalls) => bundle.from,
  calls: ({ message }: { message: Message }) => ({ messageId: tellerOf(message) }),
};

export const bundleMessage = kindOf('bundle', {
  ...ofCalls,
  async find(store, { row, message }, now) {
    const told = await toldCalls(store, message, row);
    return told && row.mention && (await isSnoozed(store, told, now))
      ? { ...told, mention: undefined }
      : told;
  },
});

export const detailMessage = kindOf('detail', {
  ...ofCalls,
  find: async (store, { message }) =>
    toldCalls(store, message, { headline: await headlineOf(store, message) }),
});

export const dailyMessage = kindOf('daily', {
  async find(store, { row, message }) {
    const bundle = await bundleOf(store, message.id, message.createdAt);
    return bundle && { date: row.date, bundle };
  },
  render: renderDaily,
  happenedAt: ({ bundle }) => bundle.from,
  calls: ({ message }) => ({ messageId: message.id }),
});

export const mutedMessage = kindOf('muted', {
  ...ofCalls,
  find: async (store, { row, message }) =>
    toldCalls(store, message, { mute: await findMute(store, row.mute), headline: row.headline }),
});

export const retoldMessage = kindOf('retold', {
  ...ofCalls,
  find: async (store, { message }) => {
    const bundle = await bundleOf(store, message.id, message.createdAt);
    return bundle && { kind: 'calls' as const, bundle, isReplay: true as const };
  },
  happenedAt: () => null,
  calls: ({ message }) => ({ messageId: message.id }),
});

async function toldCalls(store: Store, message: Message, how: Partial<ToldCalls> = {}) {
  const bundle = await bundleOf(store, tellerOf(message), message.createdAt);
  return bundle && { ...how, kind: message.kind as CallTopic, bundle };
}

/** What is in the thread of a message has its headlines. */
async function headlineOf(store: Store, { parentId }: Message): Promise<ToldCalls['headline']> {
  const parent = parentId === null ? null : await findMessage(store, parentId);
  return parent?.form === 'bundle' ? messageForms.bundle.row.parse(parent.subject).headline : undefined;
}

/** All that is severe in it belongs to incidents that somebody snoozed, so nobody is mentioned. */
async function isSnoozed(store: Store, { bundle }: ToldCalls, now: Instant): Promise<boolean> {
  const severe = bundle.dialErrors.filter(({ word }) => meaningOf(word).severity === 'high');
  const snoozed = await snoozedErrors(store, now);
  return severe.every(({ word }) => snoozed.includes(word));
}

/** What is in the thread of a message is of the same calls. */
function tellerOf({ id, parentId }: Message): string {
  return parentId ?? id;
}
