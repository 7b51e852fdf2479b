import { z } from 'zod';

import { metadataEventType } from '../../calls/message.ts';
import type { Database } from '../../store/engine/database.ts';
import { findMessage, findPostedMessage } from '../../store/messages/messages.ts';
import { messageTooOld, renderProblem } from '../blocks/problem.ts';
import type { Handler } from '../door/handler.ts';
import { showMessageCalls } from './show-message-calls.ts';

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
