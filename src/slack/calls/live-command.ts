import { liveCalls } from '../../store/calls/live-calls.ts';
import { ignoredWords } from '../blocks/problem.ts';
import type { Answer, Asked, Command, Desk } from '../door/handler.ts';
import { renderOptions } from '../door/render-options.ts';
import { renderLive } from './live.ts';

const mostCalls = 20;

export const live: Command = {
  word: 'live',
  help: {
    also: ['now', 'ringing', 'ongoing'],
    group: 'Look up',
    summary: 'calls in progress',
    usage: '/revox live',
    examples: [{ typed: '/revox live', does: 'who is in conversation, and for how long' }],
    notes: ['It shows what Revox said when it was last read; Refresh updates it in place.'],
  },
  answer: showLive,
  // The same a moment later, in the place of what was shown.
  buttons: {
    live_refresh: {
      answer: async (asked, desk) => ({ ...(await showLive(asked, desk)), replaces: true }),
    },
  },
};

async function showLive({ input }: Pick<Asked, 'input'>, desk: Desk): Promise<Answer> {
  const shown = renderLive(await liveCalls(desk.db, mostCalls, desk.now()), renderOptions(desk));
  return { ...shown, blocks: [...shown.blocks, ...ignoredWords('live', input)] };
}
