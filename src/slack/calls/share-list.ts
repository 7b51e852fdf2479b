import { parseFilter } from '../../calls/filter.ts';
import { shareList as leaveForChannel } from '../../store/messages/shared-lists.ts';
import { counted } from '../blocks/numbers.ts';
import { listTooOld, renderProblem } from '../blocks/problem.ts';
import type { Desk, Handler } from '../door/handler.ts';
import { limitOf } from '../door/limits.ts';
import { filterContext } from '../door/render-options.ts';
import { sentence } from '../door/sentence.ts';
import { decodeCursor, type ListCursor } from './list-cursor.ts';

/** Leaves the page for the channel; the outbox takes it from there. */
export const shareList: Handler = {
  changes: true,
  async answer(asked, desk) {
    const { input, channelId: channel, userId: sharedBy, key: request } = asked;
    const { db, now, timezone } = desk;
    const cursor = decodeCursor(input);
    if (cursor === null || channel === null || !mayAsk(cursor, desk)) return renderProblem(listTooOld);
    const limit = await limitOf('share', channel, asked, desk);
    if (limit !== null) return limit;
    const page = { ...cursor, timezone };
    const count = await leaveForChannel(db, { request, channel, sharedBy, page }, now());
    return shared(count);
  },
};

/** The number of calls is shown too, and with a value of their own somebody could ask for anything. */
function mayAsk({ filter, openedAt }: ListCursor, desk: Desk): boolean {
  return parseFilter(filter, { ...filterContext(desk), now: openedAt }).problems.length === 0;
}

function shared(count: number) {
  return sentence(
    `${counted(count, 'call')} will be in this channel in a moment.`,
    'If nothing appears, I’m not a member here: type /invite @Revox and share again.',
  );
}
