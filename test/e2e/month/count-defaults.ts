import type { DetailedCall } from '../../../src/calls/call.ts';
import { firstSubscriptions } from '../../../src/news/first-subscriptions.ts';
import type { Posting } from '../../../src/outbox/posting.ts';
import type { Pass } from '../../../src/process/schedule.ts';
import type { Database } from '../../../src/store/engine/database.ts';
import { makeFirstSubscriptions } from '../../../src/store/upkeep/first-subscriptions.ts';
import { MemoryList } from '../../support/memory-list.ts';
import { month, type RowChange, rowChanges } from './calls-of-a-month.ts';
import { callsTold, learn, longestWait, passesOf } from './tell-month.ts';
import { isDuring } from './troubles.ts';

const minute = 60_000;

/** One message that a channel got. */
export interface CountedPost {
  id: string;
  channel: string;
  kind: string;
  at: number;
}

export interface CountedMonth {
  posts: CountedPost[];
  /** How many calls the messages say that they are about, as they are in the end, by channel. */
  said: Map<string, number>;
  /** Ids of the calls that messages in each channel tell, or count. */
  told: Map<string, string[]>;
  /** All that ended in the month. */
  calls: DetailedCall[];
}

/**
 * What the three channels of the settings get in the same month where nobody set anything else, by a bot that looks
 * every minute. This is counted, not read, so nothing is put into words here.
 */
export async function countDefaults(
  db: Database,
  seed: number,
  setTime: (now: number) => unknown,
  { to, told }: Pick<typeof month, 'to' | 'told'>,
): Promise<CountedMonth> {
  const changes = rowChanges(seed).filter(({ at }) => at < to);
  await learn(db, changes);
  const channels = { calls: 'calls', alerts: 'alerts', digest: 'digest' };
  const settings = { digest: { time: '09:00' }, timezone: 'UTC' };
  await makeFirstSubscriptions(db, firstSubscriptions(channels, settings), month.from);
  const list = new MemoryList();
  const look = looksOf(passesOf(db, list, noSlack));
  const ofTheMonth = changes.filter(({ at }) => at >= month.from);
  const posts: CountedPost[] = [];
  let next = 0;
  for (let now = month.from; now < told; now += minute) {
    setTime(now);
    const news: RowChange[] = [];
    for (; (ofTheMonth[next]?.at ?? Number.POSITIVE_INFINITY) <= now; next += 1)
      news.push(ofTheMonth[next] as RowChange);
    list.put(...news.map(({ call }) => call));
    if (isDuring(now, 'bot down')) continue;
    if (await look(now, news)) posts.push(...(await postAll(db, now)));
  }
  const calls = ofTheMonth.filter(({ ended }) => ended).map(({ call }) => call);
  return { posts, said: await callsSaid(db), told: await callsTold(db), calls };
}

/**
 * Of each look only what may have something to do then: most minutes of a month are nights and weekends.
 * @returns whether there may be something to post.
 */
function looksOf(passes: Pass[]) {
  const never = new AbortController().signal;
  const run = (name: string) => (passes.find((it) => it.name === name) as Pass).run(never);
  let bundleAt = 0;
  return async (now: number, news: RowChange[]): Promise<boolean> => {
    const isTime = now % longestWait(now) === 0;
    const ended = news.filter((change) => change.ended);
    if (isTime) await run('import');
    if (isTime || ended.length > 0) await run('sync');
    if (isTime || ended.some(({ call }) => call.dialError !== null)) await run('incidents');
    if (isTime) await run('digests');
    if (isTime) await run('follow-ups');
    if (!isTime && ended.length === 0 && bundleAt > now) return false;
    const due = await run('bundle');
    bundleAt = due === null ? Number.POSITIVE_INFINITY : (due ?? now);
    return true;
  };
}

/** Never asked: what is due is taken for posted. */
const noSlack = {
  slack: {} as Posting,
  slackClock: { reading: () => null, measure: async () => undefined },
};

/** Whatever waits is in Slack a moment later, unless that is out of order. */
async function postAll(db: Database, now: number): Promise<CountedPost[]> {
  if (isDuring(now, 'slack down')) return [];
  const posted = await db
    .updateTable('messages')
    .set((it) => ({ state: 'sent', ts: it.ref('id'), sent_at: now }))
    .where('state', '=', 'ready')
    .where('due_at', '<=', now)
    .returning(['id', 'channel', 'kind'])
    .execute();
  return posted.map((message) => ({ ...message, at: now }));
}

async function callsSaid(db: Database): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('messages')
    .select((it) => ['channel', it.fn.sum<number>('calls').as('calls')])
    .where('state', '=', 'sent')
    .groupBy('channel')
    .execute();
  return new Map(rows.map(({ channel, calls }) => [channel, Number(calls)]));
}
