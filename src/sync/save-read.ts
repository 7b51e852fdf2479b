import type { DetailedCall, Instant } from '../calls/call.ts';
import { workingHours } from '../calls/follow-ups/due-time.ts';
import type { NewsItem } from '../calls/news.ts';
import type { Subscription } from '../calls/subscription.ts';
import { newsAbout } from '../news/news-about.ts';
import { type Changes, noChanges, saveCalls } from '../store/calls/calls.ts';
import { setAside, takeBack } from '../store/calls/set-aside.ts';
import type { Store } from '../store/engine/database.ts';
import { closeFollowUps } from '../store/follow-ups/close-follow-ups.ts';
import { withoutFollowUp } from '../store/follow-ups/follow-ups.ts';
import { type FollowUpContext, makeFollowUps } from '../store/follow-ups/make-follow-ups.ts';
import { spikeCards } from '../store/incidents/incident-cards.ts';
import { alreadyNews, enqueueEdits, enqueueNews } from '../store/news/news.ts';
import { mutesInForce } from '../store/settings/mutes.ts';
import { listSubscriptions } from '../store/settings/subscriptions.ts';
import type { ReadRows } from './read-list.ts';

export interface SaveRules {
  now: Instant;
  /** With ours behind, calls that end now would seem to end in the future. */
  revoxNow?: Instant | null;
  firstStartAt: Instant;
  importing: boolean;
  /** Version of the reader that set rows aside. */
  reader: number;
  /** Of the bot: follow-ups go by it in channels that set no other. */
  timezone?: string;
}

export interface Saved extends Changes {
  /** Pieces of news: one for each call and channel. */
  news: number;
}

/** Puts calls and their news on the table together. */
export async function saveRead(
  tx: Store,
  { calls, setAside: aside }: Pick<ReadRows, 'calls' | 'setAside'>,
  rules: SaveRules,
): Promise<Saved> {
  // As most polls find, and then nothing of this is asked.
  if (calls.length + aside.length === 0) return { ...noChanges(), news: 0 };
  const { now, reader } = rules;
  await setAside(tx, aside, { reader, now });
  const ids = calls.map((it) => it.call.id);
  await takeBack(tx, ids);
  const changes = await saveCalls(tx, calls, rules);
  const subscriptions = await listSubscriptions(tx);
  const scene = { mutes: await mutesInForce(tx, now), cards: await spikeCards(tx) };
  const newsOf = (some: DetailedCall[]) => newsAbout(some, subscriptions, { now, timezone: 'UTC' }, scene);
  const news = newsOf(changes.ended);
  await enqueueNews(tx, news, now);
  const late = await alreadyNews(tx, newsOf(changes.askingLate));
  await followUp(tx, changes, { news, late }, { now, hoursOf: hoursIn(subscriptions, rules) });
  await enqueueEdits(tx, changes.shownAnew, now);
  return { ...changes, news: news.length };
}

/**
 * Before cards are edited: what closes may be on some of them.
 *
 * @param late What was news before, of calls that ask for a call-back only now.
 */
async function followUp(
  tx: Store,
  { ended, askingLate, askingEdited: edited, closing }: Changes,
  { news, late }: { news: NewsItem[]; late: NewsItem[] },
  context: FollowUpContext,
): Promise<void> {
  const ids = late.map(({ callId }) => callId);
  const bare = await withoutFollowUp(tx, ids);
  const asking = [...news, ...late.filter(({ callId }) => bare.has(callId))];
  const made = await makeFollowUps(tx, [...ended, ...askingLate], asking, context);
  const having = new Set(made);
  const all = [...closing, ...[...ended, ...askingLate].filter(({ id }) => having.has(id))];
  const once = [...new Map(all.map((call) => [call.id, call])).values()];
  await closeFollowUps(tx, { made, closing: once, edited }, context);
}

function hoursIn(subscriptions: Subscription[], { timezone = 'UTC' }: SaveRules): FollowUpContext['hoursOf'] {
  return (id) => workingHours(subscriptions.find((it) => it.id === id)?.options ?? {}, timezone);
}
