import { renderProblem } from '../blocks/problem.ts';
import { browseMessage, openMessageCalls } from '../calls/open-message-calls.ts';
import type { Handler } from '../door/handler.ts';
import type { Route } from '../door/route.ts';
import { chooseButtons, sendTest } from '../first-run/first-run-buttons.ts';
import { acknowledge, resolve, snooze } from '../incidents/incident-buttons.ts';
import { home } from '../status/show-home.ts';
import { undo } from '../subscriptions/undo-change.ts';
import { commandButtons, routeCommand } from './commands.ts';

/** Every button and menu of ours, by its action id: of commands, of messages in channels, of the Home tab. */
const actions: Record<string, Handler> = {
  ...commandButtons,
  browse_message: browseMessage,
  acknowledge_incident: acknowledge,
  resolve_incident: resolve,
  snooze_incident: snooze,
  undo_change: undo,
  home_refresh: home,
  ...chooseButtons,
  send_test: sendTest,
};

export const actionIds = Object.keys(actions);

/** A button may stand for a typed command, and then is one in every respect. */
export function routeAction(actionId: string, value: string): Route {
  if (/^run_command_\d+$/.test(actionId)) return routeCommand(value);
  const handler = Object.hasOwn(actions, actionId) ? actions[actionId] : undefined;
  if (handler === undefined) return { word: 'unknown_button', input: value, handler: nobody('button') };
  return { word: actionId, input: value, handler };
}

/** Every entry of ours in the menu of a message, by its callback id in the manifest. */
const shortcuts: Record<string, Handler> = { open_message_calls: openMessageCalls };

export const shortcutIds = Object.keys(shortcuts);

export function routeShortcut(callbackId: string): Pick<Route, 'word' | 'handler'> {
  const handler = Object.hasOwn(shortcuts, callbackId) ? shortcuts[callbackId] : undefined;
  if (handler === undefined) return { word: 'unknown_shortcut', handler: nobody('shortcut') };
  return { word: callbackId, handler };
}

/** Buttons stay in channels for years, so one may be clicked that no version knows any more. */
function nobody(what: 'button' | 'shortcut'): Handler {
  const unknown = renderProblem({
    what: `This ${what} no longer works.`,
    next: 'It comes from an older version of the bot. Ask again with a command:',
    commands: ['/revox help'],
  });
  return { answer: async () => unknown };
}
