import { digestFilter } from '../../calls/digest-filter.ts';
import type { SettingChange } from '../../calls/setting.ts';
import { countMadeBy } from '../../store/follow-ups/follow-ups.ts';
import { sharedListOf } from '../../store/messages/shared-lists.ts';
import { changesOf } from '../../store/settings/change-setting.ts';
import { managedChannels } from '../../store/settings/configuration.ts';
import { kindOf, noCalls } from '../blocks/kind-of.ts';
import { renderSharedList } from '../calls/shared-list.ts';
import { renderReplay } from '../news/replay.ts';
import { renderSettingChanges } from './setting-change.ts';

export const sharedListMessage = kindOf('share', {
  async find(store, { row, message }) {
    const list = await sharedListOf(store, message.id, row);
    return list.calls.length === 0 ? null : list;
  },
  render: renderSharedList,
  happenedAt: () => null,
  calls: ({ row: { page } }) => ({ page }),
});

export const settingMessage = kindOf('change', {
  async find(store, { row: { change, also = [] } }) {
    const changes = await changesOf(store, [change, ...also]);
    if (changes.length === 0) return null;
    const isManaged = Object.hasOwn(await managedChannels(store), changes[0]?.channel ?? '');
    return { changes, isManaged, followUps: await countMadeBy(store, removedBy(changes)) };
  },
  render: ({ changes, ...about }, options) => renderSettingChanges(changes, options, about),
  happenedAt: () => null,
  calls: noCalls,
});

/** The subscriptions that are no longer there. */
function removedBy(changes: SettingChange[]): string[] {
  return changes.flatMap(({ before, after, isUndone }) =>
    after === null && before?.kind === 'subscription' && !isUndone ? [before.subscription.id] : [],
  );
}

export const replayMessage = kindOf('replay', {
  find: async (_, { row }) => row,
  render: renderReplay,
  happenedAt: () => null,
  calls: ({ row }) => ({ filter: digestFilter(row) }),
});
