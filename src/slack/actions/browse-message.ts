import { findMessage } from '../../store/messages.ts';
import type { Handler } from '../handler.ts';
import { renderProblem } from '../messages/problem.ts';
import { showMessageCalls } from '../show-message-calls.ts';

/** Exactly the calls that one message in a channel tells of. */
export const browseMessage: Handler = {
  async answer(asked, desk) {
    const message = await findMessage(desk.db, asked.input);
    return message === null ? renderProblem(messageGone) : showMessageCalls(message, asked, desk);
  },
};

const messageGone = {
  what: 'I no longer know which calls this message told of.',
  next: 'Look for them by when they ended:',
  commands: ['/revox calls since:24h', '/revox help filters'],
};
