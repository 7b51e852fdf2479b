import { digestFilter } from '../../calls/digest-filter.ts';
import { sharedListOf } from '../../store/messages/shared-lists.ts';
import { findChange } from '../../store/settings/settings.ts';
import { kindOf, noCalls } from '../blocks/kind-of.ts';
import { renderSharedList } from '../calls/shared-list.ts';
import { renderReplay } from '../news/replay.ts';
import { renderSettingChange } from './setting-change.ts';

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
  find: (store, { row }) => findChange(store, row.change),
  render: renderSettingChange,
  happenedAt: () => null,
  calls: noCalls,
});

export const replayMessage = kindOf('replay', {
  find: async (_, { row }) => row,
  render: renderReplay,
  happenedAt: () => null,
  calls: ({ row }) => ({ filter: digestFilter(row) }),
});
