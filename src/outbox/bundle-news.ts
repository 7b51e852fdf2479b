import { randomUUID } from 'node:crypto';

import type { Instant } from '../calls/call.ts';
import { isDeferred } from '../calls/options/index.ts';
import { dialErrorsOf } from '../calls/outcome.ts';
import type { Subscription } from '../calls/subscription.ts';
import { minuteMs } from '../calls/time/durations.ts';
import { type DueBundle, deferredUntil, dueBundles, type Untold } from '../news/due-bundles.ts';
import { type Pace, parsePace } from '../news/pace.ts';
import { type NewsPlan, type NewsScene, type Piece, paceOf, planNews } from '../news/plan-news.ts';
import { type Database, isPostgres, type Store } from '../store/engine/database.ts';
import { readState, writeState } from '../store/engine/state.ts';
import { spikingErrors } from '../store/incidents/incident-cards.ts';
import { recountMessages, seenAmong } from '../store/messages/counting.ts';
import { enqueueMessage } from '../store/messages/messages.ts';
import { giveTo } from '../store/news/give-news.ts';
import { untoldKinds, untoldNews } from '../store/news/news.ts';
import { listSubscriptions } from '../store/settings/subscriptions.ts';
import { countDaily } from './count-daily.ts';

export interface BundleDeps {
  db: Database;
  now(): Instant;
  /**
   * Has incidents judged by the news that came, so that their cards come before what they count. False while another
   * replica judges them.
   */
  judgeIncidents?(): Promise<boolean>;
}

export interface BundlingResult {
  messages: number;
  calls: number;
  /** When there is something to do again; null when only new news brings it, undefined when nobody knows. */
  nextAt: Instant | null | undefined;
}

/** One pass: news that may be posted now becomes messages, or is counted in one that is there. */
export async function bundleNews({ db, now, judgeIncidents }: BundleDeps): Promise<BundlingResult> {
  let untold = await untoldIn(db);
  const spikeSince = judgeIncidents === undefined ? null : await mayBeSpikeSince(db, untold, now());
  if (judgeIncidents !== undefined && spikeSince !== null) {
    const isJudged = await judgeIncidents();
    if (!isJudged && spikeSince > now() - mostWaitMs) return { messages: 0, calls: 0, nextAt: undefined };
    untold = await untoldIn(db);
  }
  const at = now();
  const result: BundlingResult = { messages: 0, calls: 0, nextAt: deferredUntil(untold, at) };
  await byChannel(db, dueBundles(untold, at), async (due) => {
    const done = await db.transaction().execute((tx) => tellDue(tx, due, now()));
    result.messages += done.messages;
    result.calls += done.calls;
    if (due.isBusy) result.nextAt = undefined;
    else result.nextAt = earliest(result.nextAt, done.nextAt);
  });
  return result;
}

/** So many channels at the same time on Postgres: their rows differ, and it has more than one processor. */
const channelsAtOnce = 4;

/** One after the other within a channel. A failure of one keeps no other from its messages. */
async function byChannel(db: Database, all: DueBundle[], tell: (due: DueBundle) => Promise<void>) {
  const left = Map.groupBy(all, ({ channel }) => channel).values();
  const tellSome = async () => {
    for (const dues of left) for (const due of dues) await tell(due);
  };
  const crew = Array.from({ length: isPostgres(db) ? channelsAtOnce : 1 }, tellSome);
  const failed = (await Promise.allSettled(crew)).find((done) => done.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
}

function earliest(one: Instant | null | undefined, other: Instant | null | undefined) {
  if (one === undefined || other === undefined) return undefined;
  return one === null || other === null ? (one ?? other) : Math.min(one, other);
}

async function untoldIn(db: Database): Promise<Untold[]> {
  const waiting = await untoldNews(db);
  if (waiting.length === 0) return [];
  const subscriptions = new Map((await listSubscriptions(db)).map((it) => [it.id, it]));
  return waiting.flatMap(({ subscriptionId, ...news }) => {
    const subscription = subscriptions.get(subscriptionId);
    return subscription === undefined ? [] : [{ subscription, ...news }];
  });
}

/** So long does news wait for another replica that judges, and may have died. */
const mostWaitMs = 5_000;

/** When the oldest news was found of which there may be a spike; null where there is none. */
async function mayBeSpikeSince(db: Database, untold: Untold[], now: Instant): Promise<Instant | null> {
  const due = dueBundles(untold, now).flatMap(({ subscriptions }) => subscriptions.map(({ id }) => id));
  if (due.length === 0) return null;
  const kinds = await untoldKinds(db, due);
  const ours = kinds.filter(({ dialError }) => dialErrorsOf('ours').includes(dialError ?? ''));
  return ours.length === 0 ? null : Math.min(...ours.map(({ since }) => since));
}

async function tellDue(tx: Store, due: DueBundle, now: Instant): Promise<BundlingResult> {
  const pieces = await piecesOf(tx, due);
  const pace = await paceIn(tx, due);
  const scene: NewsScene = { pace, spikes: await spikingErrors(tx), now };
  const plan = planNews(due, pieces, scene);
  const daily = await countDaily(tx, due.channel, plan.daily, now);
  const counted = await countMore(tx, plan, now);
  const posted: string[] = [];
  let calls = daily.calls + counted;
  for (const { pieces: some } of plan.posted) {
    const id = randomUUID();
    posted.push(id);
    calls += await enqueueBundle(tx, id, due, some, now);
  }
  const after = paceOf(plan, posted, scene);
  if (plan.counted.length + posted.length > 0) await writeState(tx, paceKey(due), after, now);
  return { messages: daily.messages + posted.length, calls, nextAt: plan.restAt };
}

async function piecesOf(tx: Store, { subscriptions }: DueBundle): Promise<Piece[]> {
  const byId = new Map(subscriptions.map((it) => [it.id, it]));
  const kinds = await untoldKinds(tx, [...byId.keys()]);
  return kinds.map(({ subscriptionId, ...kind }) => ({
    ...kind,
    subscription: byId.get(subscriptionId) as Subscription,
  }));
}

function paceKey({ channel, topic }: DueBundle): string {
  return `pace:${channel}:${topic}`;
}

/** Without the messages that nobody can see, which count nothing more. */
async function paceIn(tx: Store, due: DueBundle): Promise<Pace | null> {
  const pace = parsePace(await readState(tx, paceKey(due)));
  if (pace === null) return null;
  const onRuns = Object.values(pace.runs).map(({ messageId }) => messageId);
  const seen = await seenAmong(tx, onRuns);
  const runs = Object.entries(pace.runs).filter(([, { messageId }]) => seen.has(messageId));
  return { ...pace, runs: Object.fromEntries(runs) };
}

async function countMore(tx: Store, { counted }: NewsPlan, now: Instant): Promise<number> {
  let calls = 0;
  for (const { messageId, pieces } of counted) calls += await giveAll(tx, messageId, pieces);
  const ids = counted.map(({ messageId }) => messageId);
  await recountMessages(tx, ids, now);
  return calls;
}

async function giveAll(tx: Store, messageId: string, pieces: Piece[]): Promise<number> {
  let calls = 0;
  for (const [{ id }, kinds] of Map.groupBy(pieces, ({ subscription }) => subscription))
    calls += await giveTo(tx, messageId, { subscriptionId: id, kinds });
  return calls;
}

/** News that was held back for longer than that says since when: what people set, or what went wrong. */
const deferredMs = 2 * minuteMs;
const stuckMs = 10 * minuteMs;

async function enqueueBundle(
  tx: Store,
  id: string,
  { channel, topic: kind, manner }: DueBundle,
  pieces: Piece[],
  now: Instant,
): Promise<number> {
  const calls = await giveAll(tx, id, pieces);
  if (calls === 0) return 0;
  const since = Math.min(...pieces.map((piece) => piece.since));
  const mostMs = pieces.some(({ subscription }) => isDeferred(subscription.options)) ? deferredMs : stuckMs;
  const subject = { ...manner, ...(now - since > mostMs && { since }) };
  const place = { channel, kind };
  await enqueueMessage(tx, { ...place, id, form: 'bundle', key: `bundle:${id}`, subject, calls }, now);
  // What a compact message leaves out, for its thread. Its calls are posted already.
  const detail = { ...place, form: 'detail', key: `detail:${id}`, parentId: id } as const;
  if (manner.cards === 'compact') await enqueueMessage(tx, { ...detail, subject: {}, calls: 0 }, now + 1);
  return calls;
}
