import about from '../../../package.json' with { type: 'json' };
import type { Instant } from '../../calls/call.ts';
import { openStatuses } from '../../calls/call.ts';
import type { Health } from '../../calls/health.ts';
import { openForMs } from '../../calls/live-calls.ts';
import { isDeferred } from '../../calls/options/index.ts';
import { puzzlingCalls } from '../calls/live-calls.ts';
import { type Store, troubleIn } from '../engine/database.ts';
import { waitingStates } from '../messages/messages.ts';
import { listSubscriptions } from '../settings/subscriptions.ts';
import { nightlyCopyIn, nightlyCopyKey } from './nightly-copy.ts';

/** Asked for every few seconds, so each part reads a short range of an index and never goes through the calls. */
export async function healthOf(store: Store, now: Instant): Promise<Health> {
  const figures = await figuresOf(store, await promptSubscriptions(store), now);
  const states = await statesOf(store, ['poll', 'import', nightlyCopyKey]);
  const { poll, import: history } = states;
  return {
    version: about.version,
    startedAt: now - Math.round(process.uptime() * 1000),
    lastGoodPollAt: numberOr(null, poll?.lastGoodAt),
    lastPollProblem: typeof poll?.problem === 'string' ? poll.problem : null,
    pollDueAt: numberOr(null, poll?.dueAt),
    pollEveryMs: numberOr(0, poll?.everyMs),
    calls: (figures.ended ?? 0) + (figures.open ?? 0),
    openCalls: figures.open ?? 0,
    setAside: figures.setAside ?? 0,
    puzzling: figures.puzzling ?? 0,
    untoldCalls: figures.untold ?? 0,
    waitingMessages: figures.waiting ?? 0,
    parkedMessages: figures.parked ?? 0,
    oldestWaitingAt: earliest(figures.oldestMessage, figures.oldestNews),
    openIncidents: figures.incidents ?? 0,
    importing: history === undefined || history.done === true ? null : { read: numberOr(0, history.read) },
    lastSentAt: figures.lastSent,
    nightlyCopy: nightlyCopyIn(states[nightlyCopyKey]),
    databaseTrouble: troubleSaid(store),
  };
}

/** What any question to the database has shown to be wrong with it. */
export function troubleSaid(store: Store): Health['databaseTrouble'] {
  const trouble = troubleIn(store);
  return trouble && { says: trouble.message, next: trouble.next };
}

/** Every figure in one question to the database. */
async function figuresOf(store: Store, prompt: string[], now: Instant) {
  return store
    .selectNoFrom(({ selectFrom }) => [
      // Endings are numbered without gaps, so the last number is how many there are.
      selectFrom('calls')
        .select(({ fn }) => fn.max('ended_seq').as('figure'))
        .as('ended'),
      selectFrom('calls')
        .where('status', 'in', openStatuses)
        .where('changed_at', '>', now - openForMs)
        .select(({ fn }) => fn.countAll<number>().as('figure'))
        .as('open'),
      selectFrom('set_aside')
        .select(({ fn }) => fn.count<number>('key').as('figure'))
        .as('setAside'),
      puzzlingCalls(store)
        .select(({ fn }) => fn.countAll<number>().as('figure'))
        .as('puzzling'),
      // A call that two channels wait for counts twice. What a channel does not want to hear yet does not count.
      selectFrom('news')
        .where('message_id', 'is', null)
        .where('mute_id', 'is', null)
        .where('subscription_id', 'in', prompt)
        .select(({ fn }) => fn.countAll<number>().as('figure'))
        .as('untold'),
      oldestNews(store, prompt).as('oldestNews'),
      selectFrom('messages')
        .where('state', 'in', waitingStates)
        .select(({ fn }) => fn.countAll<number>().as('figure'))
        .as('waiting'),
      selectFrom('messages')
        .where('state', 'in', waitingStates)
        .select(({ fn }) => fn.min('created_at').as('figure'))
        .as('oldestMessage'),
      selectFrom('messages')
        .where('state', '=', 'parked')
        .select(({ fn }) => fn.countAll<number>().as('figure'))
        .as('parked'),
      lastSent(store).as('lastSent'),
      selectFrom('incidents')
        .where('closed_at', 'is', null)
        .select(({ fn }) => fn.countAll<number>().as('figure'))
        .as('incidents'),
    ])
    .executeTakeFirstOrThrow();
}

/** By the index on what each subscription has not posted. */
function oldestNews(store: Store, prompt: string[]) {
  const untold = store.selectFrom('news').where('message_id', 'is', null).where('mute_id', 'is', null);
  return untold.where('subscription_id', 'in', prompt).select(({ fn }) => fn.min('found_at').as('figure'));
}

/** Subscriptions whose news is posted as soon as it comes: that of the others is old because people want it so. */
async function promptSubscriptions(store: Store): Promise<string[]> {
  const subscriptions = await listSubscriptions(store);
  const prompt = subscriptions.filter(({ paused, options }) => paused?.by == null && !isDeferred(options));
  return prompt.length === 0 ? [''] : prompt.map(({ id }) => id);
}

/** `sent_at` has no index, but what was sent last was due among the last. */
function lastSent(store: Store) {
  const latest = store
    .selectFrom('messages')
    .where('state', '=', 'sent')
    .orderBy('due_at', 'desc')
    .select('sent_at')
    .limit(100);
  return store.selectFrom(latest.as('latest')).select(({ fn }) => fn.max('sent_at').as('figure'));
}

async function statesOf(store: Store, keys: string[]): Promise<Record<string, Record<string, unknown>>> {
  const rows = await store.selectFrom('state').where('key', 'in', keys).selectAll().execute();
  return Object.fromEntries(rows.map((row) => [row.key, JSON.parse(row.value)]));
}

function numberOr<Otherwise>(otherwise: Otherwise, value: unknown): number | Otherwise {
  return typeof value === 'number' ? value : otherwise;
}

function earliest(...instants: (Instant | null)[]): Instant | null {
  const known = instants.filter((instant) => instant !== null);
  return known.length === 0 ? null : Math.min(...known);
}
