import { parseMute } from '../../calls/mute-words.ts';
import { renderUnknownWords } from '../blocks/problem.ts';
import type { Command } from '../door/handler.ts';
import { muteCalls, unmuteCalls } from './mute-calls.ts';
import { muteChannel, personsContext } from './muting.ts';

/** `busy 2h`: what this channel does not want to hear for a while. */
export const mute: Command = {
  word: 'mute',
  help: {
    also: ['unmute', 'silence', 'snooze'],
    summary: 'not to hear of some calls here for a while',
    usage: '/revox mute [filter…] 2h, /revox unmute',
    examples: [
      { typed: '/revox mute busy 2h', does: 'no busy lines for two hours', tried: null },
      { typed: '/revox mute until tomorrow', does: 'no calls at all until 08:00', tried: null },
      { typed: '/revox unmute', does: 'all of it again', tried: null },
    ],
    notes: ['Nothing is lost: what was muted is counted, and told in one message when the mute ends.'],
  },
  buttons: { mute_calls: muteCalls, unmute_calls: unmuteCalls },

  changes: true,
  async answer(asked, desk) {
    const { request, problems } = parseMute(asked.input, await personsContext(asked, desk));
    if (request === null) return renderUnknownWords(problems, `/revox mute ${asked.input}`);
    return muteChannel(request, asked, desk);
  },
};
