import { atOnce, type Telling, type ToldCalls } from '../../calls/telling.ts';
import type { CallTopic } from '../../calls/topics/index.ts';
import { bundleOf } from '../../store/bundles.ts';
import type { Store } from '../../store/database.ts';
import type { Message } from '../../store/messages.ts';
import { findMute } from '../../store/mutes.ts';
import { renderBundle, withMention } from '../messages/bundle.ts';
import { kindOf } from './kind-of.ts';

const ofCalls = {
  render: renderBundle,
  unmasked: withMention,
  happenedAt: ({ bundle }: ToldCalls) => bundle.from,
  calls: ({ message }: { message: Message }) => ({ messageId: tellerOf(message) }),
};

export const bundleMessage = kindOf('bundle', {
  ...ofCalls,
  find: (store, { row, message }) =>
    toldCalls(store, message, {
      form: row.cards ?? 'whole',
      mention: row.mention ?? null,
      since: row.since ?? null,
    }),
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
    return bundle && { kind: 'calls' as const, bundle, telling: { ...atOnce, isReplay: true } };
  },
  happenedAt: () => null,
  calls: ({ message }) => ({ messageId: message.id }),
});

async function toldCalls(
  store: Store,
  message: Message,
  telling: Partial<Telling> = {},
): Promise<ToldCalls | null> {
  const bundle = await bundleOf(store, tellerOf(message), message.createdAt);
  return bundle && { kind: message.kind as CallTopic, bundle, telling: { ...atOnce, ...telling } };
}

/** What is in the thread of a message is of the same calls. */
function tellerOf({ id, parentId }: Message): string {
  return parentId ?? id;
}
