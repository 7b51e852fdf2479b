import type { ToldCalls } from '../../calls/telling.ts';
import type { CallTopic } from '../../calls/topics/index.ts';
import type { Store } from '../../store/engine/database.ts';
import type { Message } from '../../store/messages/messages.ts';
import { bundleOf } from '../../store/news/bundles.ts';
import { findMute } from '../../store/settings/mutes.ts';
import { kindOf } from '../blocks/kind-of.ts';
import { renderBundle, withMention } from './bundle.ts';

const ofCalls = {
  render: renderBundle,
  unmasked: withMention,
  happenedAt: ({ bundle }: ToldCalls) => bundle.from,
  calls: ({ message }: { message: Message }) => ({ messageId: tellerOf(message) }),
};

export const bundleMessage = kindOf('bundle', {
  ...ofCalls,
  find: (store, { row, message }) => toldCalls(store, message, row),
});

export const detailMessage = kindOf('detail', {
  ...ofCalls,
  find: (store, { message }) => toldCalls(store, message),
});

export const mutedMessage = kindOf('muted', {
  ...ofCalls,
  find: async (store, { row, message }) =>
    toldCalls(store, message, { mute: await findMute(store, row.mute) }),
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

async function toldCalls(
  store: Store,
  message: Message,
  how: Partial<ToldCalls> = {},
): Promise<ToldCalls | null> {
  const bundle = await bundleOf(store, tellerOf(message), message.createdAt);
  return bundle && { ...how, kind: message.kind as CallTopic, bundle };
}

/** What is in the thread of a message is of the same calls. */
function tellerOf({ id, parentId }: Message): string {
  return parentId ?? id;
}
