import { leaveWelcome } from '../../store/messages/notices.ts';
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
