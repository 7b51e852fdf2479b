import type { Digest } from '../../calls/digest.ts';
import { digestFilter } from '../../calls/digest-filter.ts';
import type { RowOf } from '../../calls/message-forms.ts';
import { daysUpTo } from '../../calls/time/local-day.ts';
import { digestOf } from '../../store/figures/digests.ts';
import { unsentBefore } from '../../store/figures/unsent-days.ts';
import { followUpFigures } from '../../store/follow-ups/follow-up-figures.ts';
import { kindOf, type Parts } from '../blocks/kind-of.ts';
import { renderDigest, renderDigestRest } from './digest.ts';

const ofDays: Parts<RowOf<'digest'>, Digest> = {
  async find(store, { row, message }, now) {
    // It is not late because it is written again.
    const toldAt = message.ts === null ? now : message.createdAt;
    const digest = await digestOf(store, { ...row, now: toldAt });
    const followUps = await followUpFigures(store, { ...row, from: digest.from, at: toldAt });
    return { ...digest, followUps, unsent: await unsentBefore(store, message) };
  },
  render: (digest, { hiddenFields }) => renderDigest(digest, hiddenFields),
  happenedAt: (_, { slotAt }) => slotAt,
  calls: ({ row: { filter, date, days, timezone } }) => ({
    filter: digestFilter({ filter, ...daysUpTo(date, days, timezone) }),
  }),
};

export const digestMessage = kindOf('digest', ofDays);
export const sharedDigestMessage = kindOf('digest-shared', ofDays);

/** Of a day without calls nothing is left to say. */
export const digestRestMessage = kindOf('digest-rest', {
  ...ofDays,
  async find(store, it, now) {
    const digest = await ofDays.find(store, it, now);
    return digest === null || digest.day.calls === 0 ? null : digest;
  },
  render: (digest, { hiddenFields }) => renderDigestRest(digest, hiddenFields),
});
