import { type MuteRequest, parseMute } from '../../calls/mute-words.ts';
import type { Answer, Asked, Desk, Handler } from '../handler.ts';
import { limitOf } from '../limits.ts';
import { renderMuted } from '../messages/muting.ts';
import { renderProblem, renderUnknownWords } from '../messages/problem.ts';
import { hearsOfCalls, muteHere, personsContext } from '../muting.ts';
import { renderOptions } from '../render-options.ts';

/** `busy 2h`: what this channel does not want to hear for a while. */
export const mute: Handler = {
  changes: true,
  async answer(asked, desk) {
    const { request, problems } = parseMute(asked.input, await personsContext(asked, desk));
    if (request === null) return renderUnknownWords(problems, `/revox mute ${asked.input}`);
    return muteChannel(request, asked, desk);
  },
};

export async function muteChannel(request: MuteRequest, asked: Asked, desk: Desk): Promise<Answer> {
  if (!(await hearsOfCalls(asked, desk))) return renderProblem(nothingToMute);
  const limit = await limitOf('setting', asked.channelId, asked, desk);
  if (limit !== null) return limit;
  await muteHere(request, asked, desk);
  return renderMuted(request, renderOptions(desk));
}

const nothingToMute = {
  what: 'This channel hears of no calls, so there is nothing to mute.',
  next: 'Mute where the calls are told. What is told here:',
  commands: ['/revox subscriptions'],
};
