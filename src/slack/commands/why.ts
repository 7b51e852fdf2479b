import type { DetailedCall } from '../../calls/call.ts';
import type { Subscription } from '../../calls/subscription.ts';
import { explain, type Heard, type Why } from '../../news/explain.ts';
import { findCall } from '../../store/call-lists.ts';
import { newsOfCall } from '../../store/heard.ts';
import { listSubscriptions } from '../../store/subscriptions.ts';
import { may } from '../authority.ts';
import type { Answer, Asked, Desk, Handler } from '../handler.ts';
import { renderCallNotFound, renderCandidates } from '../messages/call-lookup.ts';
import { renderWhy, type WhyShown } from '../messages/why.ts';
import { filterContext, renderOptions } from '../render-options.ts';

/** Which subscriptions told a call, and where; of the others, why not. */
export const why: Handler = {
  async answer(asked, desk) {
    const found = await findCall(desk.db, asked.input);
    if (found.kind === 'one') return whyOf(found.call, asked, desk);
    if (found.kind === 'several') return renderCandidates(asked.input, found.calls, renderOptions(desk));
    return renderCallNotFound(asked.input);
  },
};

/** What other channels ask for is theirs, so only admins see more than a count of them. */
async function whyOf(call: DetailedCall, asked: Asked, desk: Desk): Promise<Answer> {
  const heard = await newsOfCall(desk.db, call.id);
  const isVisible = ({ channel }: { channel: string }) =>
    channel === asked.channelId || may('see-everywhere', asked, desk);
  const subscriptions = (await listSubscriptions(desk.db)).filter(isVisible);
  const explained = await Promise.all(
    subscriptions.map(async (subscription) => ({
      subscription,
      why: await shown(subscription, call, heard, desk),
    })),
  );
  const elsewhere = new Set(heard.filter((it) => !isVisible(it)).map(({ channel }) => channel)).size;
  return renderWhy({ call, subscriptions: explained, elsewhere }, renderOptions(desk));
}

async function shown(
  subscription: Subscription,
  call: DetailedCall,
  heard: Heard[],
  desk: Desk,
): Promise<WhyShown> {
  const why: Why = explain(call, subscription, heard, filterContext(desk));
  if (why.kind !== 'told') return why;
  return { kind: 'told', link: await desk.directory.permalink(subscription.channel, why.ts) };
}
