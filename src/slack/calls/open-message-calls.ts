import { z } from 'zod';
import { everything, formatFilter } from '../../calls/filter.ts';
import { metadataEventType } from '../../calls/message.ts';
import { findCallById, listCalls } from '../../store/calls/call-lists.ts';
import type { Database } from '../../store/engine/database.ts';
import { findMessage, findPostedMessage, type Message } from '../../store/messages/messages.ts';
import { messageTooOld, renderProblem } from '../blocks/problem.ts';
import type { Answer, Asked, Desk, Handler } from '../door/handler.ts';
import { withCounted } from '../door/number-look-ups.ts';
import { filterContext } from '../door/render-options.ts';
import { messageKinds } from '../message-kinds.ts';
import { showCall } from './show-call.ts';
import { openList, showPage } from './show-list.ts';

/** *Browse*: exactly the calls of one message in a channel. */
export const browseMessage: Handler = {
  async answer(asked, desk) {
    const message = await findMessage(desk.db, asked.input);
    return message === null ? renderProblem(messageTooOld) : showMessageCalls(message, asked, desk);
  },
};

/** The calls of any message of ours. */
export const openMessageCalls: Handler = {
  async answer(asked, desk) {
    const { ts, metadata } = picked.parse(JSON.parse(asked.input));
    const message = await messageOf(metadata?.event_payload.id, ts, asked.channelId, desk.db);
    if (message !== null) return showMessageCalls(message, asked, desk);
    return metadata === undefined ? notOurs : renderProblem(messageTooOld);
  },
};

const metadata = z.object({
  event_type: z.literal(metadataEventType),
  event_payload: z.object({ id: z.string() }),
});
const picked = z.object({ ts: z.string(), metadata: metadata.optional().catch(undefined) });

/** By the id that the message carries, or by its place where Slack leaves that out. */
async function messageOf(id: string | undefined, ts: string, channel: string | null, db: Database) {
  const known = id === undefined ? null : await findMessage(db, id);
  if (known !== null || channel === null) return known;
  return findPostedMessage(db, channel, ts);
}

const notOurs = renderProblem({
  what: 'I know of no calls in this message.',
  next: 'I can look up calls from messages that I posted. To search all calls:',
  commands: ['/revox calls', '/revox help filters'],
});

/** The calls of one message of ours, whatever it is. */
async function showMessageCalls(message: Message, asked: Asked, desk: Desk): Promise<Answer> {
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
