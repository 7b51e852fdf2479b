import { shareList as leaveForChannel } from '../../store/shared-lists.ts';
import type { Handler } from '../handler.ts';
import { limitOf } from '../limits.ts';
import { counted } from '../messages/numbers.ts';
import { listTooOld, renderProblem } from '../messages/problem.ts';
import { sentence } from '../sentence.ts';
import { decodeCursor } from './list-cursor.ts';

/** Leaves the page for the channel; the outbox takes it from there. */
export const shareList: Handler = {
  changes: true,
  async answer(asked, desk) {
    const { input, channelId: channel, userId: sharedBy, key: request } = asked;
    const { db, now, timezone } = desk;
    const cursor = decodeCursor(input);
    if (cursor === null || channel === null) return renderProblem(listTooOld);
    const limit = await limitOf('share', channel, asked, desk);
    if (limit !== null) return limit;
    const page = { ...cursor, timezone };
    const count = await leaveForChannel(db, { request, channel, sharedBy, page }, now());
    return shared(count);
  },
};

function shared(count: number) {
  return sentence(
    `${counted(count, 'call')} will be in this channel in a moment.`,
    'If nothing comes, I am not a member here: type /invite @Revox and share again.',
  );
}
