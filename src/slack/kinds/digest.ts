import { daysUpTo } from '../../calls/local-day.ts';
import type { RowOf } from '../../calls/message-forms.ts';
import type { Store } from '../../store/database.ts';
import { digestOf } from '../../store/digests.ts';
import type { Message } from '../../store/messages.ts';
import { unsentBefore } from '../../store/unsent-days.ts';
import { renderDigest } from '../messages/digest.ts';
import { digestFilter } from '../messages/digest-calls.ts';
import type { RenderOptions } from '../messages/rendered.ts';
import { kindOf } from './kind-of.ts';

interface DigestRow {
  row: RowOf<'digest'>;
  message: Message;
}

const ofDays = {
  async find(store: Store, { row, message }: DigestRow, now: number) {
    // It is not late because it is written again.
    const toldAt = message.ts === null ? now : message.createdAt;
    const digest = await digestOf(store, { ...row, now: toldAt });
    return { ...digest, unsent: await unsentBefore(store, message) };
  },
  render: (digest: Parameters<typeof renderDigest>[0], { hiddenFields }: RenderOptions) =>
    renderDigest(digest, hiddenFields),
  happenedAt: (_: unknown, { slotAt }: RowOf<'digest'>) => slotAt,
  calls: ({ row: { filter, date, days, timezone } }: DigestRow) => ({
    filter: digestFilter({ filter, ...daysUpTo(date, days, timezone) }),
  }),
};

export const digestMessage = kindOf('digest', ofDays);
export const sharedDigestMessage = kindOf('digest-shared', ofDays);
