import type { Instant } from '../calls/call.ts';
import { newsAbout } from '../news/news-about.ts';
import { type Changes, saveCalls } from '../store/calls/calls.ts';
import { setAside, takeBack } from '../store/calls/set-aside.ts';
import type { Store } from '../store/engine/database.ts';
import { spikeCards } from '../store/incidents/incident-cards.ts';
import { enqueueEdits, enqueueNews } from '../store/news/news.ts';
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
  const { now, reader } = rules;
  await setAside(tx, aside, { reader, now });
  await takeBack(
    tx,
    calls.map((it) => it.call.id),
  );
  const changes = await saveCalls(tx, calls, rules);
  const news = newsAbout(
    changes.ended,
    await listSubscriptions(tx),
    { now, timezone: 'UTC' },
    { mutes: await mutesInForce(tx, now), cards: await spikeCards(tx) },
  );
  await enqueueNews(tx, news, now);
  await enqueueEdits(tx, changes.edited, now);
  return { ...changes, news: news.length };
}
