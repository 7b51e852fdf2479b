import { tmpdir } from 'node:os';
import type { DetailedCall } from '../../../src/calls/call.ts';
import type { FollowUp } from '../../../src/calls/follow-ups/follow-up.ts';
import type { SubscriptionOptions } from '../../../src/calls/options/index.ts';
import { dialErrorsOf } from '../../../src/calls/outcome.ts';
import type { Topic } from '../../../src/calls/topics/index.ts';
import type { DeliverDeps } from '../../../src/outbox/deliver-deps.ts';
import type { PassDeps } from '../../../src/passes.ts';
import type { Pass } from '../../../src/process/schedule.ts';
import { outboxClient } from '../../../src/slack/line/outbox-client.ts';
import { rememberedRefusals } from '../../../src/slack/line/refusals.ts';
import { createSlackClock } from '../../../src/slack/line/slack-clock.ts';
import { sayFrom } from '../../../src/slack/message-kinds.ts';
import { postingThrough } from '../../../src/slack/posting/post.ts';
import type { Database } from '../../../src/store/engine/database.ts';
import { toFollowUp } from '../../../src/store/follow-ups/follow-up-rows.ts';
import { hasDue } from '../../../src/store/messages/message-claims.ts';
import { subscribe } from '../../../src/store/settings/subscriptions.ts';
import { timetable } from '../../../src/timetable.ts';
import { MemoryList, readFailure } from '../../support/memory-list.ts';
import { silentSdkLog } from '../../support/sdk-log.ts';
import { silentLog } from '../../support/silent-log.ts';
import { type AcceptedPost, SlackServer } from '../../support/slack/slack-server.ts';
import { storeCalls } from '../../support/stored-calls.ts';
import { learning, month, type RowChange, rowChanges } from './calls-of-a-month.ts';
import { work } from './team.ts';
import { isDuring } from './troubles.ts';

const minute = 60_000;
const pollEveryMs = 60_000;
const timezone = 'Europe/Paris';

const nightsAndWeekends = { hours: { from: '19:00', to: '08:00' }, weekends: true };

/** What a team of sales people would set. */
const hearing: [channel: string, topic: Topic, filter: string, options: SubscriptionOptions][] = [
  ['sales', 'calls', 'human', { summaryMinutes: 60, quiet: nightsAndWeekends }],
  ['alerts', 'errors', 'ours', {}],
  ['alerts', 'incidents', '', {}],
  ['digest', 'digest', '', { digestTime: '08:45', digestDays: 'weekdays' }],
];

type WayToSlack = Pick<DeliverDeps, 'slack' | 'slackClock'>;

export interface ToldMonth {
  posts: AcceptedPost[];
  /** Ids of the calls that messages in each channel tell, or count. */
  told: Map<string, string[]>;
  /** All that ended in the month. */
  calls: DetailedCall[];
  followUps: FollowUp[];
  reminders: SentReminder[];
}

/** What one message says of one follow-up. */
export interface SentReminder {
  message: string;
  call: string;
  reminder: string;
  owner: string | null;
  at: number;
}

interface ToTell {
  seed: number;
  setTime(now: number): unknown;
  /** How much of the month. */
  time: { to: number; told: number };
  /** Colleagues work on them, or there are none. */
  hasFollowUps: boolean;
}

const leads = { id: 'S0SALES', handle: 'sales' };
const ofSales = { on: { mention: leads }, off: { followUp: 'off' } } as const;

/** The whole timetable of the bot over a month, against a Revox and a Slack with troubles of their own. */
export async function tellMonth(
  db: Database,
  { seed, setTime, time, hasFollowUps }: ToTell,
): Promise<ToldMonth> {
  const changes = rowChanges(seed).filter(({ at }) => at < time.to);
  await learn(db, changes);
  const list = new MemoryList();
  await using slack = await SlackServer.start({
    channels: [...new Set(hearing.map(([channel]) => channel))].map((name) => ({ id: name, name })),
    // What is read aloud has everything that the product draws.
    kind: { doubts: 'taken' },
  });
  for (const [channel, topic, filter, options] of hearing)
    await subscribe(
      db,
      {
        channel,
        topic,
        filter,
        options: { timezone, ...options, ...(channel === 'sales' && ofSales[hasFollowUps ? 'on' : 'off']) },
      },
      'environment',
      month.from,
    );
  const passes = passesOf(db, list, throughSlack(db, slack));
  const never = new AbortController().signal;

  const ofTheMonth = changes.filter(({ at }) => at >= month.from);
  let next = 0;
  let heldUntil = Number.POSITIVE_INFINITY;
  const wakeAt = () => Math.min(nextFailure(ofTheMonth, next) ?? Number.POSITIVE_INFINITY, heldUntil);
  for (let now = month.from; now < time.told; now = wakeAfter(now, wakeAt())) {
    setTime(now);
    for (; (ofTheMonth[next]?.at ?? Number.POSITIVE_INFINITY) <= now; next += 1)
      list.put((ofTheMonth[next] as RowChange).call);
    if (isDuring(now, 'bot down')) continue;
    if (hasFollowUps) await work(db, 'sales', now);
    for (const { name, run } of passes) {
      const due = await run(never);
      if (name === 'bundle') heldUntil = due ?? Number.POSITIVE_INFINITY;
    }
    // A channel is told one message a second.
    for (let second = 2; second < 20 && (await hasDue(db, now + second * 1_000)); second += 2) {
      setTime(now + second * 1_000);
      await passes.find(({ name }) => name === 'deliver')?.run(never);
    }
  }
  const ended = ofTheMonth.filter((change) => change.ended);
  const followUps = (await db.selectFrom('follow_ups').selectAll().execute()).map(toFollowUp);
  const found = { followUps, reminders: await remindersOf(db), told: await callsTold(db) };
  return { posts: slack.ledger, calls: ended.map(({ call }) => call), ...found };
}

async function remindersOf(db: Database): Promise<SentReminder[]> {
  const rows = await db
    .selectFrom('messages')
    .selectAll()
    .where('form', 'in', ['follow-up-reminder', 'follow-ups-due'])
    .where('state', '=', 'sent')
    .execute();
  return rows.flatMap(({ id, subject, sent_at: at }) => {
    const said = JSON.parse(subject);
    const all: Omit<SentReminder, 'message' | 'at'>[] = said.calls ?? [said];
    return all.map(({ call, reminder, owner }) => ({ message: id, call, reminder, owner, at: at ?? 0 }));
  });
}

export async function callsTold(db: Database): Promise<Map<string, string[]>> {
  const rows = await db
    .selectFrom('news')
    .innerJoin('messages', 'messages.id', 'news.message_id')
    .select(['news.channel', 'news.call_id'])
    .where('messages.state', '=', 'sent')
    .execute();
  return new Map(
    [...Map.groupBy(rows, ({ channel }) => channel)].map(([channel, ofChannel]) => [
      channel,
      ofChannel.map(({ call_id }) => call_id).toSorted(),
    ]),
  );
}

/** What is told at once is told as soon as it would be; everything else can wait for the next few minutes. */
function nextFailure(changes: RowChange[], from: number): number | undefined {
  const soon = changes.slice(from, from + 100);
  return soon.find(({ ended, call }) => ended && dialErrorsOf('ours').includes(call.dialError ?? ''))?.at;
}

/** The bot was there before, and told of none of this. */
export async function learn(db: Database, changes: RowChange[]): Promise<void> {
  const past = changes.filter(({ at, ended }) => ended && at < month.from && at >= learning.from);
  for (let from = 0; from < past.length; from += 500)
    await storeCalls(
      db,
      past.slice(from, from + 500).map(({ call }) => call),
    );
}

/** Over HTTP, with a Slack that is out of order now and then. */
function throughSlack(db: Database, slack: SlackServer): WayToSlack {
  const slackClock = createSlackClock(Date.now, silentLog);
  const client = outboxClient({
    token: 'xoxb-test',
    slackApiUrl: slack.url,
    logger: silentSdkLog,
    clock: slackClock,
  });
  slack.fail({
    method: 'chat.postMessage',
    fault: { kind: 'answer', accepted: false, status: 503, body: 'upstream' },
    where: () => isDuring(Date.now(), 'slack down'),
    times: Number.POSITIVE_INFINITY,
  });
  const refusals = rememberedRefusals(db, Date.now, silentLog);
  return {
    slackClock: { reading: slackClock.reading, measure: () => client.auth.test() },
    slack: postingThrough(client, { log: silentLog, refusals }),
  };
}

export function passesOf(db: Database, list: MemoryList, way: WayToSlack): Pass[] {
  const options = () => ({ phoneNumbers: 'masked', timezone, now: Date.now() }) as const;
  const deps: PassDeps = {
    delivery: {
      db,
      now: Date.now,
      log: silentLog,
      ...way,
      say: sayFrom(db, options),
    },
    // Nobody asks for a file.
    exports: {
      courier: {} as PassDeps['exports']['courier'],
      timezone,
      folder: tmpdir(),
      mayHaveNumbers: () => false,
      hiddenFrom: () => [],
      mayAsk: async () => 'yes',
    },
    list: { readPage: async (index) => refusal() ?? list.readPage(index) },
    history: list,
    reader: 1,
    channels: { resolve: async () => ({ ids: new Map(), problem: null }) },
    configuration: { timezone: 'UTC', lookUp: async () => ({}) },
    people: { isThere: async () => true, permalink: async () => null },
    admins: [],
    pollSchedule: `*/${pollEveryMs / 1_000} * * * * *`,
    retentionDays: 90,
    copies: null,
    log: silentLog,
    metrics: { polled: () => undefined, stored: () => undefined, posted: () => undefined },
    onImport: () => undefined,
    keepClock: async () => false,
    deleteFile: async () => 'kept',
    tellErased: async () => undefined,
    wake: async () => true,
    wakeAt: () => undefined,
  };
  return timetable(deps).filter(({ name }) => !['erase', 'export', 'channels'].includes(name));
}

function refusal(): Promise<never> | null {
  if (isDuring(Date.now(), 'revox down')) return Promise.reject(answered(503, 'unavailable'));
  if (isDuring(Date.now(), 'key refused')) return Promise.reject(answered(401, 'unauthorised'));
  return null;
}

function answered(status: number, reason: string): Error {
  return Object.assign(readFailure(reason), { message: `Revox answered with status ${status}.` });
}

/** The next poll that finds what is told at once; all the same every quarter of an hour, or every hour when nobody calls. */
function wakeAfter(now: number, failure = Number.POSITIVE_INFINITY): number {
  const polled = Math.ceil(Math.max(failure, now + 1) / pollEveryMs) * pollEveryMs;
  return Math.min(now + longestWait(now), polled);
}

export function longestWait(now: number): number {
  const hour = new Date(now).getUTCHours();
  return (hour >= 6 && hour < 23 ? 15 : 60) * minute;
}
