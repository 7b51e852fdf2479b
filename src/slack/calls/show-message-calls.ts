import { everything, formatFilter } from '../../calls/filter.ts';
import { findCallById, listCalls } from '../../store/calls/call-lists.ts';
import type { Message } from '../../store/messages/messages.ts';
import { renderProblem } from '../blocks/problem.ts';
import type { Answer, Asked, Desk } from '../door/handler.ts';
import { withCounted } from '../door/number-look-ups.ts';
import { filterContext } from '../door/render-options.ts';
import { messageKinds } from '../message-kinds.ts';
import { showCall } from './show-call.ts';
import { openList, showPage } from './show-list.ts';

/** The calls of one message of ours, whatever it is. */
export async function showMessageCalls(message: Message, asked: Asked, desk: Desk): Promise<Answer> {
  const calls = await messageKinds[message.form].callsOf(desk.db, message);
  if ('page' in calls) return showPage(calls.page, asked, withCounted(desk, calls.page.filter));
  if ('messageId' in calls) return showTold(calls.messageId, asked, desk);
  if (calls.filter === null) return renderProblem(noCalls);
  const filter = formatFilter(calls.filter);
  return openList({ filter, messageId: null }, asked, withCounted(desk, filter));
}

/** The only call of a message in full, or exactly its list. */
async function showTold(messageId: string, asked: Asked, desk: Desk): Promise<Answer> {
  const list = {
    filter: everything,
    context: filterContext(desk),
    anchor: Number.MAX_SAFE_INTEGER,
    messageId,
  };
  const { calls } = await listCalls(desk.db, { ...list, limit: 2 });
  const [first, ...others] = calls;
  const call = first === undefined || others.length > 0 ? null : await findCallById(desk.db, first.id);
  return call === null ? openList({ filter: '', messageId }, asked, desk) : showCall(call, asked, desk);
}

const noCalls = {
  what: 'This message isn’t about single calls.',
  next: 'Look for calls by when they ended:',
  commands: ['/revox calls since:24h', '/revox help filters'],
};
