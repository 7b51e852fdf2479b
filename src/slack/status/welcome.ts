import { leaveWelcome } from '../../store/messages/notices.ts';
import { commandButton } from '../blocks/command-button.ts';
import { hello } from '../blocks/hello.ts';
import type { Rendered } from '../blocks/rendered.ts';
import { actions, bold, bullets, code, paragraph, words } from '../blocks/rich.ts';
import type { Handler } from '../door/handler.ts';
import { noteMessagesTab } from '../line/tab-refusals.ts';

/** Somebody opens the Messages tab. However often they do, and Slack says so, one welcome is left for the outbox. */
export const welcome: Handler = {
  async answer({ userId, channelId }, { db, now }) {
    await noteMessagesTab(db, false, now());
    if (channelId !== null) await leaveWelcome(db, { userId, channel: channelId }, now());
    return null;
  },
};

/** The first thing a person reads in the Messages tab: what the bot does, and three things to try. */
export function renderWelcome(): Rendered {
  return {
    text: `${hello} Try /revox calls today, /revox stats 7d, or /revox subscribe in a channel.`,
    blocks: [
      ...paragraph([bold(hello)], [words('Three things to try:')]),
      ...bullets(
        [code('/revox calls today'), words(' lists today’s calls, newest first')],
        [code('/revox stats 7d'), words(' shows how the last 7 days went')],
        [code('/revox subscribe'), words(' in a channel posts new calls there')],
      ),
      ...actions(
        commandButton('Today’s calls', 'calls today', 1),
        commandButton('Last 7 days', 'stats 7d', 2),
        commandButton('Help', 'help', 3),
      ),
      ...paragraph([words('Only I write here: files that you export, and results that you asked for.')]),
    ],
  };
}
