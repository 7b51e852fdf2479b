import type { Call } from '../calls/call.ts';
import { formatFilter, parseFilter } from '../calls/filter.ts';
import { type CallKey, currentAnchor, listCalls, oldestEnd } from '../store/call-lists.ts';
import { encodeCursor, type ListCursor } from './actions/list-cursor.ts';
import type { Answer, Desk } from './handler.ts';
import { renderCallList } from './messages/call-list.ts';
import { listTooOld, renderProblem } from './messages/problem.ts';
import { renderOptions } from './render-options.ts';
import { searchedSpan } from './searched-span.ts';

/** The first page of a list, which from now on stands still. */
export async function openList(
  { filter, messageId }: Pick<ListCursor, 'filter' | 'messageId'>,
  desk: Desk,
): Promise<Answer> {
  const anchor = await currentAnchor(desk.db);
  return showPage(
    { filter, messageId, anchor, openedAt: desk.now(), beyond: null, direction: 'older' },
    desk,
  );
}

export async function showPage(cursor: ListCursor, desk: Desk): Promise<Answer> {
  const context = { now: cursor.openedAt, timezone: desk.timezone };
  const { filter, problems } = parseFilter(cursor.filter, context);
  if (problems.length > 0) return renderProblem(listTooOld);

  const { calls, newer, older, newerCount } = await listCalls(desk.db, {
    ...cursor,
    ...placeOf(cursor),
    filter,
    context,
  });
  const turned = (direction: ListCursor['direction'], call?: Call) =>
    encodeCursor({ ...cursor, direction, beyond: keyOf(call) });
  const list = {
    filter: formatFilter(filter),
    calls,
    newerCount,
    newer: newer ? turned('newer', calls[0]) : null,
    older: older ? turned('older', calls.at(-1)) : null,
    refresh: turned('older'),
    ...searchedSpan(filter, context, await oldestEnd(desk.db)),
  };
  if (older && list.older === null) return renderProblem(tooManyWords);
  return renderCallList(list, renderOptions(desk));
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
