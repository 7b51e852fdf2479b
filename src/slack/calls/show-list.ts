import type { Call } from '../../calls/call.ts';
import {
  contradictionIn,
  type Filter,
  type FilterContext,
  formatFilter,
  notAskable,
  parseFilter,
} from '../../calls/filter.ts';
import {
  type CallKey,
  countNewer,
  currentAnchor,
  listCalls,
  oldestEnd,
} from '../../store/calls/call-lists.ts';
import { countCalls } from '../../store/calls/count-calls.ts';
import type { Database } from '../../store/engine/database.ts';
import { findMessage } from '../../store/messages/messages.ts';
import { listTooOld, messageTooOld, renderProblem } from '../blocks/problem.ts';
import type { Answer, Asked, Desk } from '../door/handler.ts';
import { filterContext, renderOptions } from '../door/render-options.ts';
import { sentence } from '../door/sentence.ts';
import { renderCallList } from './call-list.ts';
import type { ListChoice } from './list-choice.ts';
import { encodeCursor, type ListCursor } from './list-cursor.ts';
import { nearestFilters } from './nearest-filters.ts';
import { searchedSpan } from './searched-span.ts';

/** The first page of a list, which from now on stands still. */
export async function openList(choice: ListChoice, asked: Asked, desk: Desk): Promise<Answer> {
  const { filter, messageId } = choice;
  const anchor = await currentAnchor(desk.db);
  const cursor: ListCursor = {
    filter,
    messageId,
    anchor,
    openedAt: desk.now(),
    beyond: null,
    direction: 'older',
  };
  return show(cursor, 0, asked, desk);
}

export async function showPage(cursor: ListCursor, asked: Asked, desk: Desk): Promise<Answer> {
  return show(cursor, null, asked, desk);
}

/** @param newerCount Of a list that has just been opened; null where it has to be counted. */
async function show(cursor: ListCursor, newerCount: number | null, asked: Asked, desk: Desk) {
  const context = { ...filterContext(desk), now: cursor.openedAt };
  const { filter, problems } = parseFilter(cursor.filter, context);
  const [problem] = problems;
  if (problem?.message === notAskable) return sentence(notAskable);
  if (problem !== undefined) return renderProblem(listTooOld);

  const list = await pageOf(cursor, newerCount, filter, context, desk);
  if (list.isCutOff) return renderProblem(tooManyWords);
  if (list.calls.length === 0 && (await isForgotten(cursor, desk))) return renderProblem(messageTooOld);
  return renderCallList(isShareable(asked) ? list : { ...list, share: null }, renderOptions(desk));
}

async function isForgotten({ messageId }: ListCursor, { db }: Desk): Promise<boolean> {
  return messageId !== null && (await findMessage(db, messageId)) === null;
}

async function pageOf(
  cursor: ListCursor,
  newerCount: number | null,
  filter: Filter,
  context: FilterContext,
  { db }: Desk,
) {
  const query = { ...cursor, ...placeOf(cursor), filter, context };
  const { calls, newer, older } = await listCalls(db, query);
  const beyond = cursor.above ?? 0;
  const above = cursor.direction === 'older' ? beyond : Math.max(0, beyond - calls.length);
  const turned = (direction: ListCursor['direction'], aboveIt: number, call?: Call) =>
    encodeCursor({ ...cursor, direction, beyond: keyOf(call), above: aboveIt });
  const next = older ? turned('older', above + calls.length, calls.at(-1)) : null;
  return {
    filter: formatFilter(filter),
    messageId: cursor.messageId,
    calls,
    newerCount: newerCount ?? (await countNewer(db, query)),
    above,
    total: older || newer ? await countCalls(db, query) : { count: calls.length, isMore: false },
    newer: newer ? turned('newer', above, calls[0]) : null,
    older: next,
    isCutOff: older && next === null,
    refresh: turned('older', 0),
    share: encodeCursor(cursor),
    ...(calls.length > 0 ? foundSome : await searchOf(cursor, filter, context, db)),
  };
}

const foundSome = { searchedFrom: null, searchedUntil: null, nearest: [], contradiction: null };

async function searchOf({ messageId }: ListCursor, filter: Filter, context: FilterContext, db: Database) {
  return {
    ...searchedSpan(filter, context, await oldestEnd(db)),
    nearest: await nearestFilters(db, filter, context, messageId),
    contradiction: contradictionIn(filter, context)?.map((term) => formatFilter({ terms: [term] })) ?? null,
  };
}

/** Between two people there is no place for a bot to post in. */
export function isShareable({ at, channelId }: Asked): boolean {
  return at.kind === 'channel' && channelId !== null && !channelId.startsWith('D');
}

const tooManyWords = {
  what: 'That is more words than I can carry from page to page.',
  next: 'Use fewer of them. What they mean:',
  commands: ['/revox help filters'],
};

function placeOf({ beyond, direction }: ListCursor): { before?: CallKey; after?: CallKey } {
  if (beyond === null) return {};
  return direction === 'older' ? { before: beyond } : { after: beyond };
}

function keyOf(call: Call | undefined): CallKey | null {
  return call === undefined || call.endedAt === null ? null : { endedAt: call.endedAt, id: call.id };
}
