import { mutesInForce } from '../../store/mutes.ts';
import { listSubscriptions } from '../../store/subscriptions.ts';
import { may } from '../authority.ts';
import type { Answer, Asked, Desk, Handler } from '../handler.ts';
import { renderProblem } from '../messages/problem.ts';
import { renderSubscriptions } from '../messages/subscription-list.ts';
import { renderOptions } from '../render-options.ts';

/** What this channel hears of; `everywhere` for admins. */
export const subscriptions: Handler = {
  async answer(asked, desk) {
    const [, everywhere, skipped = '0'] = /^(everywhere|all)?\s*(\d{1,6})?$/i.exec(asked.input) ?? [];
    if (everywhere === undefined) return showSubscriptions(asked, desk, Number(skipped));
    if (!may('see-everywhere', asked, desk)) return renderProblem(adminsOnly);
    return showSubscriptions(asked, desk, Number(skipped), null);
  },
};

/** @param channel Null for every channel. */
export async function showSubscriptions(
  asked: Asked,
  desk: Desk,
  skipped: number,
  channel: string | null = asked.channelId ?? '',
): Promise<Answer> {
  const isListed = (one: { channel: string }) => channel === null || one.channel === channel;
  const subscriptions = (await listSubscriptions(desk.db)).filter(isListed);
  const mutes = (await mutesInForce(desk.db, desk.now())).filter(isListed);
  const list = { channel, subscriptions, mutes, skipped, isAdmin: may('see-everywhere', asked, desk) };
  return renderSubscriptions(list, renderOptions(desk));
}

const adminsOnly = {
  what: 'Only admins of the bot see the subscriptions of every channel.',
  next: 'SLACK_ADMINS names them. Those of this channel:',
  commands: ['/revox subscriptions'],
};
