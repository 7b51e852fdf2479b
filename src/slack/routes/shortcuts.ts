import { renderProblem } from '../blocks/problem.ts';
import { openMessageCalls } from '../calls/open-message-calls.ts';
import type { Handler } from '../door/handler.ts';

/** Every entry of ours in the menu of a message, by its callback id in the manifest. */
const shortcuts: Record<string, Handler> = { open_message_calls: openMessageCalls };

export const shortcutIds = Object.keys(shortcuts);

/** Its `word` is one of ours, so that it may be logged. */
export function routeShortcut(callbackId: string): { word: string; handler: Handler } {
  const handler = Object.hasOwn(shortcuts, callbackId) ? shortcuts[callbackId] : undefined;
  if (handler === undefined) return { word: 'unknown_shortcut', handler: nobody };
  return { word: callbackId, handler };
}

const unknownShortcut = renderProblem({
  what: 'I no longer know this shortcut.',
  next: 'It is from another version of me. Look calls up with a command:',
  commands: ['/revox calls', '/revox help'],
});

const nobody: Handler = { answer: async () => unknownShortcut };
