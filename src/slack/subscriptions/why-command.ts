import type { DetailedCall } from '../../calls/call.ts';
import { explain, type Memory, type Why, whatBecame } from '../../news/explain.ts';
import { findCall } from '../../store/calls/call-lists.ts';
import { findFirstStart } from '../../store/calls/first-start.ts';
import type { Database } from '../../store/engine/database.ts';
import { forgottenBefore } from '../../store/erasing/forget-told.ts';
import { newsOfCall } from '../../store/news/heard.ts';
import { listSubscriptions } from '../../store/settings/subscriptions.ts';
import { renderNearest } from '../blocks/unread-words.ts';
import { renderCallNotFound, renderCandidates, renderWhichCall } from '../calls/call-lookup.ts';
import { may } from '../door/authority.ts';
import type { Answer, Asked, Command, Desk } from '../door/handler.ts';
import { filterContext, renderOptions } from '../door/render-options.ts';
import { type Happened, renderWhy, type WhyShown } from './why.ts';

/** Where a call was posted; and for the other subscriptions, why it wasn’t. */
export const why: Command = {
  word: 'why',
  help: {
    also: ['explain'],
    group: 'Follow',
    summary: 'where a call was posted, and why not elsewhere',
    usage: '/revox why <id>',
    examples: [
      {
        typed: '/revox why 8f14e45f',
        does: 'what was posted here, with a link, and which rules left it out',
        tried: null,
      },
    ],
    notes: ['For other channels you see only how many got it. Admins see all of them.'],
  },

  async answer(asked, desk) {
    if (asked.input === '') return renderWhichCall('why');
    const found = await findCall(desk.db, asked.input, filterContext(desk));
    if (found.kind === 'one') return whyOf(found.call, asked, desk);
    if (found.kind === 'several')
      return renderCandidates('why', asked.input, found.calls, renderOptions(desk));
    return isQuestion(asked.input) ? aboutOneCall : renderCallNotFound(asked.input);
  },
};

/** “did answers fall” is no id, and no part of a number. */
function isQuestion(typed: string): boolean {
  return /\s/.test(typed) && !/\d/.test(typed);
}

/** To see what changed over a week, and what failed. */
const aboutOneCall = renderNearest('Why explains one call, by its id or the last digits of its number.', [
  'stats 7d vs previous',
  'stats errored 7d by error',
]);

/** First what happened, then the rules. Of other channels, only admins see more than a count. */
async function whyOf(call: DetailedCall, asked: Asked, desk: Desk): Promise<Answer> {
  const heard = await newsOfCall(desk.db, call.id);
  const memory = await memoryOf(desk.db);
  const isVisible = ({ channel }: { channel: string }) =>
    channel === asked.channelId || may('see-everywhere', asked, desk);
  const subscriptions = (await listSubscriptions(desk.db)).filter(isVisible);
  const here = heard.filter(isVisible);
  const history = here.map(async (news): Promise<Happened> => {
    const subscription = subscriptions.find(({ id }) => id === news.subscriptionId) ?? null;
    const why = whatBecame(news, subscription ?? { paused: null, options: {} }, desk.now());
    return {
      channel: news.channel,
      topic: news.topic,
      subscription,
      why: await shown(why, news.channel, desk),
    };
  });
  const others = subscriptions.filter(({ id }) => here.every(({ subscriptionId }) => subscriptionId !== id));
  const rules = others.map(async (subscription) => {
    const why = explain(call, subscription, heard, filterContext(desk), memory);
    return { subscription, why: await shown(why, subscription.channel, desk) };
  });
  const elsewhere = new Set(heard.filter((it) => !isVisible(it)).map(({ channel }) => channel)).size;
  const reply = { call, history: await Promise.all(history), rules: await Promise.all(rules), elsewhere };
  return renderWhy(reply, renderOptions(desk));
}

async function memoryOf(db: Database): Promise<Memory | null> {
  const firstStartAt = await findFirstStart(db);
  const before = await forgottenBefore(db);
  return firstStartAt === null || before === null ? null : { firstStartAt, forgottenBefore: before };
}

async function shown(why: Why, channel: string, desk: Desk): Promise<WhyShown> {
  if (!('ts' in why)) return why;
  return { ...why, link: await desk.directory.permalink(channel, why.ts) };
}
