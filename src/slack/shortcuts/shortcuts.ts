import type { Handler } from '../handler.ts';
import { renderProblem } from '../messages/problem.ts';
import { openMessageCalls } from './open-message-calls.ts';

/** Every entry of ours in the menu of a message, by its callback id in the manifest. */
const shortcuts: Record<string, Handler> = { open_message_calls: openMessageCalls };

export function shortcutHandler(callbackId: string): Handler {
  return Object.hasOwn(shortcuts, callbackId)
    ? (shortcuts[callbackId] as Handler)
    : { answer: async () => unknownShortcut };
}

const unknownShortcut = renderProblem({
  what: 'I no longer know this shortcut.',
  next: 'It is from another version of me. Look calls up with a command:',
  commands: ['/revox calls', '/revox help'],
});
