import { parseFilter } from '../../calls/filter.ts';
import { shareList as leaveForChannel } from '../../store/messages/shared-lists.ts';
import { counted } from '../blocks/numbers.ts';
import { listTooOld, renderProblem } from '../blocks/problem.ts';
import type { Answer, Asked, Desk, Handler } from '../door/handler.ts';
import { limitOf } from '../door/limits.ts';
import { filterContext } from '../door/render-options.ts';
import { sentence } from '../door/sentence.ts';
import { decodeChoice } from './list-choice.ts';
import { decodeCursor, type ListCursor } from './list-cursor.ts';
import { openList, showPage } from './show-list.ts';

/** A button or menu of any message or view that lists some calls. */
export const listSome: Handler = { answer: opening(decodeChoice, openList) };

/** The same list with another filter, as it is now, in the place of the old one. */
export const filterList = inPlace(opening(decodeChoice, openList));

/** Newer and Older: another page in the place of this one. */
export const turnList = inPlace(opening(decodeCursor, showPage));

/** The same list as it is now, in the place of the old one. */
export const refreshList = inPlace(opening(decodeCursor, openList));

type Open = (asked: Asked, desk: Desk) => Promise<Answer>;

function opening<Carried>(
  read: (value: string) => Carried | null,
  open: (what: Carried, asked: Asked, desk: Desk) => Promise<Answer>,
): Open {
  return async (asked, desk) => {
    const what = read(asked.input);
    return what === null ? renderProblem(listTooOld) : open(what, asked, desk);
  };
}

function inPlace(open: Open): Handler {
  return { answer: async (asked, desk) => ({ ...(await open(asked, desk)), replaces: true }) };
}

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
