import { z } from 'zod';
import { isInForce } from '../../calls/mute.ts';
import { parseMute } from '../../calls/mute-words.ts';
import { findMute } from '../../store/settings/mutes.ts';
import { notYours, renderProblem } from '../blocks/problem.ts';
import { mayChange } from '../door/authority.ts';
import type { Handler } from '../door/handler.ts';
import { limitOf } from '../door/limits.ts';
import { decodeMuteChoice } from '../news/mute-menu.ts';
import { showSubscriptions } from '../subscriptions/show-subscriptions.ts';
import { endMutesNow, muteChannel, personsContext } from './muting.ts';

/** From the menu of an alert: its kinds of errors, for a while, in the channel of the message. */
export const muteCalls: Handler = {
  changes: true,
  async answer(asked, desk) {
    const choice = decodeMuteChoice(asked.input);
    const typed = choice === null ? '' : `${choice.filter} ${choice.until}`.trim();
    const { request } = parseMute(typed, await personsContext(asked, desk));
    return request === null ? renderProblem(unreadable) : muteChannel(request, asked, desk);
  },
};

const id = z.string().min(1).max(100);

/** From the list of subscriptions, which is shown again in its place. */
export const unmuteCalls: Handler = {
  changes: true,
  async answer(asked, desk) {
    const mute = await findMute(desk.db, id.safeParse(asked.input).data ?? '');
    if (mute === null) return renderProblem(unreadable);
    if (!mayChange(mute.channel, asked, desk)) return renderProblem(notYours);
    const inForce = isInForce(mute, desk.now());
    const limit = inForce ? await limitOf('setting', mute.channel, asked, desk) : null;
    if (limit !== null) return limit;
    if (inForce) await endMutesNow([mute], asked, desk);
    const isElsewhere = mute.channel !== asked.channelId;
    return {
      ...(await showSubscriptions(asked, desk, 0, isElsewhere ? null : mute.channel)),
      replaces: true,
    };
  },
};

const unreadable = {
  what: 'I no longer know what this mutes.',
  next: 'Say it in words:',
  commands: ['/revox mute busy 2h', '/revox unmute'],
};
