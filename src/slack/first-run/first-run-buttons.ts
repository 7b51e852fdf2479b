import { leaveTest } from '../../store/messages/notices.ts';
import type { Handler } from '../door/handler.ts';
import { limitOf } from '../door/limits.ts';
import { sentence } from '../door/sentence.ts';
import { refusalElsewhere, startSubscribing } from '../subscriptions/start-subscribing.ts';
import { type FirstChoice, firstChoices } from './first-words.ts';

/** A click in the message to a channel that the bot was invited to: what one would have typed there. */
export const chooseButtons: Record<string, Handler> = Object.fromEntries(
  (Object.keys(firstChoices) as FirstChoice[]).map((name): [string, Handler] => [
    `choose_${name}`,
    {
      changes: true,
      answer: (asked, desk) =>
        startSubscribing.answer({ ...asked, input: firstChoices[name].typed.join('\n') }, desk),
    },
  ]),
);

/** A line in the channel that was just subscribed, so that it shows that the bot can post there. */
export const sendTest: Handler = {
  changes: true,
  async answer(asked, desk) {
    const { input: channel, userId, key } = asked;
    const there = { ...asked, channelId: channel };
    const refused = await refusalElsewhere(there, desk);
    if (refused !== null) return refused;
    const limit = await limitOf('setting', channel, there, desk);
    if (limit !== null) return limit;
    await leaveTest(desk.db, { channel, by: userId, key }, desk.now());
    return { ...sentence('The test message will be in that channel in a second.'), replaces: true };
  },
};
