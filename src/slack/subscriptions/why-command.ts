import type { DetailedCall } from '../../calls/call.ts';
import type { Subscription } from '../../calls/subscription.ts';
import { explain, type Memory, type Why } from '../../news/explain.ts';
import { findCall } from '../../store/calls/call-lists.ts';
import { findFirstStart } from '../../store/calls/first-start.ts';
import type { Database } from '../../store/engine/database.ts';
import { forgottenBefore } from '../../store/erasing/forget-told.ts';
import { newsOfCall } from '../../store/news/heard.ts';
import { listSubscriptions } from '../../store/settings/subscriptions.ts';
import { renderCallNotFound, renderCandidates, renderWhichCall } from '../calls/call-lookup.ts';
import { may } from '../door/authority.ts';
import type { Answer, Asked, Command, Desk } from '../door/handler.ts';
import { filterContext, renderOptions } from '../door/render-options.ts';
import { renderWhy, type WhyShown } from './why.ts';

/** Which subscriptions told a call, and where; of the others, why not. */
export const why: Command = {
  word: 'why',
  help: {
    also: ['explain'],
    summary: 'who heard of a call, who did not, and why',
    usage: '/revox why <id>',
    examples: [{ typed: '/revox why 8f14e45f', does: 'every subscription here, with a link', tried: null }],
    notes: ['Of other channels you see how many heard of it; admins see all of them.'],
  },

  async answer(asked, desk) {
    if (asked.input === '') return renderWhichCall('why');
    const found = await findCall(desk.db, asked.input, filterContext(desk));
    if (found.kind === 'one') return whyOf(found.call, asked, desk);
    if (found.kind === 'several')
      return renderCandidates('why', asked.input, found.calls, renderOptions(desk));
    return renderCallNotFound(asked.input);
  },
};

/** What other channels ask for is theirs, so only admins see more than a count of them. */
async function whyOf(call: DetailedCall, asked: Asked, desk: Desk): Promise<Answer> {
  const heard = await newsOfCall(desk.db, call.id);
  const memory = await memoryOf(desk.db);
  const isVisible = ({ channel }: { channel: string }) =>
    channel === asked.channelId || may('see-everywhere', asked, desk);
  const subscriptions = (await listSubscriptions(desk.db)).filter(isVisible);
  const explained = await Promise.all(
    subscriptions.map(async (subscription) => ({
      subscription,
      why: await shown(explain(call, subscription, heard, filterContext(desk), memory), subscription, desk),
    })),
  );
  const elsewhere = new Set(heard.filter((it) => !isVisible(it)).map(({ channel }) => channel)).size;
  return renderWhy({ call, subscriptions: explained, elsewhere }, renderOptions(desk));
}

async function memoryOf(db: Database): Promise<Memory | null> {
  const firstStartAt = await findFirstStart(db);
  const before = await forgottenBefore(db);
  return firstStartAt === null || before === null ? null : { firstStartAt, forgottenBefore: before };
}

async function shown(why: Why, subscription: Subscription, desk: Desk): Promise<WhyShown> {
  if (!('ts' in why)) return why;
  return { kind: why.kind, link: await desk.directory.permalink(subscription.channel, why.ts) };
}
