import { liveCalls } from '../../store/live-calls.ts';
import type { Answer, Asked, Desk, Handler } from '../handler.ts';
import { ignoredWords } from '../messages/ignored-words.ts';
import { renderLive } from '../messages/live.ts';
import { renderOptions } from '../render-options.ts';

const mostCalls = 20;

export const live: Handler = { answer: showLive };

/** The same a moment later, in the place of what was shown. */
export const refreshLive: Handler = {
  answer: async (asked, desk) => ({ ...(await showLive(asked, desk)), replaces: true }),
};

async function showLive({ input }: Pick<Asked, 'input'>, desk: Desk): Promise<Answer> {
  const shown = renderLive(await liveCalls(desk.db, mostCalls, desk.now()), renderOptions(desk));
  return { ...shown, blocks: [...shown.blocks, ...ignoredWords('live', input)] };
}
