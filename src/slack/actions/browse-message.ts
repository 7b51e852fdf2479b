import { findMessage } from '../../store/messages.ts';
import type { Handler } from '../handler.ts';
import { renderProblem } from '../messages/problem.ts';
import { openList } from '../show-list.ts';

/** Exactly the calls that one message in a channel tells of. */
export const browseMessage: Handler = {
  async answer({ input }, desk) {
    if ((await findMessage(desk.db, input)) === null) return renderProblem(messageGone);
    return openList({ filter: '', messageId: input }, desk);
  },
};

const messageGone = {
  what: 'I no longer know which calls this message told of.',
  next: 'Look for them by when they ended:',
  commands: ['/revox calls since:24h', '/revox help filters'],
};
