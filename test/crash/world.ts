import { setTimeout as sleep } from 'node:timers/promises';

import { type Database, migrate, openDatabase } from '../../src/store/engine/database.ts';
import { subscribe } from '../../src/store/settings/subscriptions.ts';
import { botEnvironment } from '../support/bot-process.ts';
import { miscounted } from '../support/miscounted.ts';
import { createRevoxServer, type RevoxServer } from '../support/revox-server.ts';
import { SlackServer } from '../support/slack/slack-server.ts';
import { until } from '../support/slack/socket-mode-server.ts';
import { askingAgain, type Person } from './ask-again.ts';
import { type CallCentre, everyCall, everyFailure, laneChannel, openCallCentre } from './call-centre.ts';
import { type Death, deathOf } from './deaths.ts';
import { judgeFollowUps, type Takers, takersOf } from './follow-ups.ts';
import { endMessageLeases, hurryPasses } from './hurry.ts';
import { keepIn } from './keep.ts';
import { strikeAt } from './kill-points.ts';
import { type MachineClock, startMachineClock } from './machine-clock.ts';
import type { Round, WorldPlan } from './plan.ts';
import { type Replicas, startReplicas } from './replicas.ts';
import { judge, type Verdict } from './verdict.ts';

export interface WorldOptions {
  databaseUrl: string;
  replicas: number;
  /** Ends leases of the dead instead of waiting until they run out. */
  quick: boolean;
  /** A folder for what its processes said and what the tables held in the end. */
  keep?: string | undefined;
}

export interface WorldResult extends Verdict {
  seed: number;
  rounds: number;
  calls: number;
  /** How many numbers somebody asked to be called back at, and how many of those a person took. */
  followUps: number;
  taken: number;
  deaths: Death[];
  /** Messages that waited for a person, who had them looked up again, each with what it waited for. */
  askedAgain: string[];
  /** What else went wrong. */
  complaints: string[];
}

interface World {
  revox: RevoxServer;
  slack: SlackServer;
  replicas: Replicas;
  callCentre: CallCentre;
  takers: Takers;
  clock: MachineClock;
  lanes: number;
  databaseUrl: string;
  patienceMs: number;
  quick: boolean;
}

const mostLanes = 25;
const startWithinMs = 120_000;

/** From the first start on an empty database, through all kills of a plan, until everything is told. */
export async function playWorld(plan: WorldPlan, options: WorldOptions): Promise<WorldResult> {
  const { databaseUrl, replicas: count, quick } = options;
  const keeper = keepIn(options.keep, plan.seed);
  const lanes = Math.min(mostLanes, plan.rounds.length);
  await makeSubscriptions(databaseUrl, lanes);
  await using revox = await createRevoxServer({ pageSizeCap: 40 }).listen();
  await using slack = await startSlack(lanes, plan.historyLagMs);
  const callCentre = openCallCentre(revox, plan.history, lanes);
  await using clock = await startMachineClock(databaseUrl);
  await using replicas = startReplicas(
    count,
    (token) =>
      botEnvironment(
        { revox, slack, databaseUrl },
        { SLACK_BOT_TOKEN: token, SLACK_ALERTS_CHANNEL: everyFailure, ...clock.environment },
      ),
    keeper.processEnded,
  );
  await using _hurry = quick ? hurryPasses(databaseUrl) : null;
  await until(() => revox.requests.length > 0, startWithinMs).catch(async () => {
    throw new Error(['no process came to ask Revox', ...(await replicas.stop())].join('\n'));
  });

  const world = {
    revox,
    slack,
    replicas,
    callCentre,
    takers: takersOf(databaseUrl),
    clock,
    lanes,
    databaseUrl,
    patienceMs: count === 1 ? 15_000 : 40_000,
    quick,
  };
  const deaths: Death[] = [];
  for (const [index, round] of plan.rounds.entries())
    deaths.push(await playRound(world, round, index % lanes));

  revox.faults.length = 0;
  slack.heal();
  if (quick) {
    await replicas.kill(null, 'all', 0);
    await endMessageLeases(databaseUrl, clock.storeNow());
    replicas.restart();
  }
  await using db = openDatabase(databaseUrl);
  const person = plan.rounds.some(({ clockAheadMs }) => clockAheadMs !== null)
    ? askingAgain(db, clock)
    : null;
  const settle = () => untilSettled(db, callCentre.expected.length, person);
  let settled = await settle();
  const complaints = await replicas.stop();
  // What an incident has to say may come just when they stop. It is told by the next start, as for people.
  for (
    let again = 0;
    settled && again < 3 && !(await isSettled(db, callCentre.expected.length));
    again += 1
  ) {
    replicas.restart();
    settled = await settle();
    await replicas.stop();
  }
  if (!settled) complaints.push('not everything was told in time');
  await keeper.tables(db, slack);
  const verdict = await judge(db, slack, callCentre.expected, new Set(person?.asked.keys()));
  complaints.push(...(await miscounted(db)));
  const followUps = await judgeFollowUps(db, callCentre.asked, world.takers);
  return {
    ...verdict,
    lost: [...verdict.lost, ...followUps.lost],
    repeated: [...verdict.repeated, ...followUps.repeated],
    followUps: callCentre.asked.length,
    taken: world.takers.has.size,
    seed: plan.seed,
    rounds: plan.rounds.length,
    calls: new Set(callCentre.expected.map(({ call }) => call)).size,
    deaths,
    askedAgain: [...(person?.asked ?? [])].map(([id, why]) => `message ${id}: ${why}`),
    complaints,
  };
}

async function makeSubscriptions(databaseUrl: string, lanes: number): Promise<void> {
  await using db = openDatabase(databaseUrl);
  await migrate(db);
  for (let lane = 0; lane < lanes; lane += 1) {
    const wanted = {
      channel: laneChannel(lane),
      topic: 'calls',
      filter: `field:lane=${lane}`,
      options: {},
    } as const;
    await subscribe(db, wanted, 'U0ANNA', Date.now());
  }
}

async function startSlack(lanes: number, historyLagMs: number): Promise<SlackServer> {
  const ids = [everyCall, everyFailure, ...Array.from({ length: lanes }, (_, lane) => laneChannel(lane))];
  const slack = await SlackServer.start({ channels: ids.map((id) => ({ id, name: id.toLowerCase() })) });
  slack.historyLagMs = historyLagMs;
  return slack;
}

async function playRound(world: World, round: Round, lane: number): Promise<Death> {
  const { revox, slack, replicas, callCentre, takers, clock, databaseUrl, patienceMs, quick } = world;
  if (round.clockAheadMs !== null) await clock.set(round.clockAheadMs);
  const since = clock.storeNow();
  if (round.posting !== null) slack.fail({ method: 'chat.postMessage', fault: round.posting });
  if (round.reading !== null) slack.fail({ method: 'conversations.history', fault: round.reading });
  if (round.list !== null) revox.faults.push(round.list);
  const calls = sleep(round.endAfterMs).then(() => callCentre.endCalls(round, lane));

  const kill = (token: string | null) => replicas.kill(token, round.victims, round.victim);
  const taking = takers.take();
  const reached = await strikeAt(round, { revox, slack, databaseUrl, calls, since }, kill, patienceMs);
  if (!reached) await kill(null);
  await calls;
  await taking;
  const death = await deathOf({ databaseUrl, slack, since, point: round.point, reached });
  if (quick && round.victims === 'all') await endMessageLeases(databaseUrl, clock.storeNow());
  replicas.restart();
  return death;
}

const settleWithinMs = 180_000;

/** Until every call was found and nothing waits to be told, nor for a person if there is none. */
async function untilSettled(db: Database, expected: number, person: Person | null): Promise<boolean> {
  const deadline = Date.now() + settleWithinMs;
  while (Date.now() < deadline) {
    if (await isSettled(db, expected)) {
      if (!(await person?.askAgain())) return true;
    }
    await sleep(250);
  }
  return false;
}

async function isSettled(db: Database, expected: number): Promise<boolean> {
  const count = (rows: { count: number }) => Number(rows.count);
  const news = db.selectFrom('news').select((it) => it.fn.countAll<number>().as('count'));
  const messages = db.selectFrom('messages').select((it) => it.fn.countAll<number>().as('count'));
  if (count(await news.executeTakeFirstOrThrow()) < expected) return false;
  if (count(await news.where('message_id', 'is', null).executeTakeFirstOrThrow()) > 0) return false;
  const waiting = messages.where('state', 'in', ['ready', 'posting', 'in-doubt']);
  if (count(await waiting.executeTakeFirstOrThrow()) > 0) return false;
  // A card that counted calls says so in its next edit.
  const edits = messages.where('state', '=', 'sent').where('edit_due_at', 'is not', null);
  return count(await edits.executeTakeFirstOrThrow()) === 0;
}
