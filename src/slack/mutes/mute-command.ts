import { parseMute } from '../../calls/mute-words.ts';
import { renderProblem } from '../blocks/problem.ts';
import { renderUnknownWords } from '../blocks/unread-words.ts';
import type { Command, Handler } from '../door/handler.ts';
import { decodeMuteChoice } from '../news/mute-menu.ts';
import { muteChannel, personsContext, unreadable } from './muting.ts';

/** From the menu of an alert: its kinds of errors, for a while, in the channel of the message. */
const muteCalls: Handler = {
  filters: true,
  changes: true,
  async answer(asked, desk) {
    const choice = decodeMuteChoice(asked.input);
    const typed = choice === null ? '' : `${choice.filter} ${choice.until}`.trim();
    const { request } = parseMute(typed, await personsContext(asked, desk));
    return request === null ? renderProblem(unreadable) : muteChannel(request, asked, desk);
  },
};

/** `busy 2h`: holds these calls back in this channel for a while. */
export const mute: Command = {
  word: 'mute',
  help: {
    also: ['unmute', 'silence', 'snooze', 'pause'],
    group: 'Quiet',
    summary: 'hold some calls back here for a while',
    usage: '/revox mute [filter…] 2h, /revox unmute',
    examples: [
      { typed: '/revox mute busy 2h', does: 'no busy lines for two hours', tried: null },
      { typed: '/revox mute until tomorrow', does: 'no calls at all until 08:00', tried: null },
      { typed: '/revox unmute', does: 'everything is posted again', tried: null },
    ],
    notes: ['Nothing is lost: you get one summary when the mute ends.'],
  },
  buttons: { mute_calls: muteCalls },

  changes: true,
  async answer(asked, desk) {
    const { request, problems } = parseMute(asked.input, await personsContext(asked, desk));
    if (request === null) return renderUnknownWords(problems, `/revox mute ${asked.input}`);
    return muteChannel(request, asked, desk);
  },
};
