import type { Handler } from '../handler.ts';
import { renderProblem } from '../messages/problem.ts';
import { browseMessage } from './browse-message.ts';
import { openCall } from './open-call.ts';
import { retryParked } from './retry-parked.ts';
import { refreshList, turnList } from './turn-list.ts';

/** Every button and menu of ours, by its action id. */
const actions: Record<string, Handler> = {
  list_newer: turnList,
  list_older: turnList,
  list_refresh: refreshList,
  browse_message: browseMessage,
  open_call: openCall,
  retry_parked: retryParked,
};

/** Buttons stay in channels for years, so one may be clicked that no version knows any more. */
export function actionHandler(actionId: string): Handler {
  return Object.hasOwn(actions, actionId)
    ? (actions[actionId] as Handler)
    : { answer: async () => unknownButton };
}

const unknownButton = renderProblem({
  what: 'I no longer know this button.',
  next: 'It is from another version of me. Ask again with a command:',
  commands: ['/revox help'],
});
