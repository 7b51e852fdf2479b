import { leaveInvited } from '../../store/messages/notices.ts';
import { listSubscriptions } from '../../store/settings/subscriptions.ts';
import type { Handler } from '../door/handler.ts';

/** Somebody invited the bot to a channel. If nothing is posted there, it says once what it can do. */
export const joined: Handler = {
  async answer({ channelId }, { db, now }) {
    if (channelId === null) return null;
    const isSubscribed = (await listSubscriptions(db)).some(({ channel }) => channel === channelId);
    if (!isSubscribed) await leaveInvited(db, channelId, now());
    return null;
  },
};
