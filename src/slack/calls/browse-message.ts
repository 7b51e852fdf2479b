import { findMessage } from '../../store/messages/messages.ts';
import { messageTooOld, renderProblem } from '../blocks/problem.ts';
import type { Handler } from '../door/handler.ts';
import { showMessageCalls } from './show-message-calls.ts';

/** Exactly the calls of one message in a channel. */
export const browseMessage: Handler = {
  async answer(asked, desk) {
    const message = await findMessage(desk.db, asked.input);
    return message === null ? renderProblem(messageTooOld) : showMessageCalls(message, asked, desk);
  },
};
