import { between, chance, pick, pickWeighted, type Random, seeded } from '../../demo/revox/random.ts';
import type { Fault as RevoxFault } from '../support/revox-server.ts';
import { rateLimited, type Fault as SlackFault } from '../support/slack/slack-server.ts';

/** Where in the way of a call from Revox to Slack a process is killed. */
export type KillPoint =
  | 'revox-asked'
  | 'revox-answered'
  | 'news-saved'
  | 'message-ready'
  | 'message-claimed'
  | 'post-received'
  | 'post-accepted'
  | 'post-answered'
  | 'message-sent'
  | 'at-random';

/** One kill: calls end, the point is reached, the process dies and is started again. */
export interface Round {
  /** How many calls end, and in how many of them dialling fails. */
  calls: number;
  failing: number;
  /**
   * The calls of a round are told in one channel, these in all of them. Rare where a death leaves all channels that it
   * was posting to in doubt for a minute.
   */
  spread: boolean;
  /** One that has been open for long ends too. */
  lateEnding: boolean;
  /** After the processes were started. */
  endAfterMs: number;
  point: KillPoint;
  /** The how-manieth time that the point is reached. */
  nth: number;
  afterMs: number;
  victims: 'one' | 'all';
  /** Who dies when the point does not tell. */
  victim: number;
  posting: SlackFault | null;
  reading: SlackFault | null;
  list: RevoxFault | null;
  /** How far the clock of the machine is ahead from then on; null where nobody sets it. */
  clockAheadMs: number | null;
}

/** One database, from its first start to the moment when all is told. */
export interface WorldPlan {
  seed: number;
  /** Calls that had ended before the first start, and must never be told. */
  history: number;
  /** How late Slack shows what it accepted. */
  historyLagMs: number;
  rounds: Round[];
}

export interface PlanOptions {
  seed: number;
  rounds: number;
  replicas: number;
  /** Only faults and points that are over within a few seconds. */
  quick: boolean;
  /** Somebody sets the clock of the machine. */
  steps: boolean;
}

export const roundsPerWorld = 25;

/** Everything that chance decides. The same seed gives the same plan; the machine's own timing stays its own. */
export function planRun(options: PlanOptions): WorldPlan[] {
  const worlds: WorldPlan[] = [];
  for (let left = options.rounds; left > 0; left -= roundsPerWorld) {
    const rounds = Math.min(left, roundsPerWorld);
    worlds.push(planWorld({ ...options, rounds, seed: options.seed + worlds.length }));
  }
  return worlds;
}

export function planWorld({ seed, rounds, replicas, quick, steps }: PlanOptions): WorldPlan {
  const random = seeded(seed);
  return {
    seed,
    history: between(random, 300, 900),
    historyLagMs: quick ? 0 : pick(random, [0, 0, 1_500, 5_000]),
    rounds: Array.from({ length: rounds }, (_, index) =>
      planRound(random, { index, replicas, quick, steps }),
    ),
  };
}

function planRound(
  random: Random,
  { index, replicas, quick, steps }: Omit<PlanOptions, 'seed' | 'rounds'> & { index: number },
) {
  const calls = pickWeighted(random, [
    [1, 5],
    [3, 3],
    [8, 2],
    [40, 1],
  ]);
  const importing = index < 2;
  const point = importing ? pick(random, duringImport) : pickWeighted(random, pointsFor(replicas));
  const round: Round = {
    calls,
    failing: between(random, 0, Math.ceil(calls / 3)),
    spread: calls > 3 && chance(random, replicas === 1 ? 0.5 : quick ? 0 : 0.15),
    lateEnding: chance(random, 0.15),
    endAfterMs: chance(random, 0.6) ? 0 : between(random, 0, 1_500),
    point,
    nth: importing && point !== 'at-random' ? between(random, 1, 14) : 1,
    afterMs: between(random, ...delays[point]),
    victims: chance(random, 0.3) ? 'all' : 'one',
    victim: between(random, 0, replicas - 1),
    posting: chance(random, 0.3)
      ? pick(random, quick ? quickPostFaults : [...quickPostFaults, ...postFaults])
      : null,
    reading: chance(random, 0.2) ? pick(random, readFaults) : null,
    list: chance(random, 0.25) ? pick(random, listFaults) : null,
    clockAheadMs: steps && chance(random, 0.3) ? pick(random, clockSettings) : null,
  };
  return round;
}

const clockSettings = [-7_200_000, -600_000, -20_000, 0, 20_000, 600_000, 28_800_000];

const duringImport: KillPoint[] = ['revox-asked', 'revox-answered', 'at-random'];

const points: [KillPoint, number][] = [
  ['revox-answered', 3],
  ['news-saved', 2],
  ['message-ready', 2],
  ['message-claimed', 3],
  ['post-received', 3],
  ['post-accepted', 3],
  ['post-answered', 3],
  ['message-sent', 2],
  ['at-random', 2],
];

/** Who dies while reading the list leaves a lease of 30 s behind, during which replicas have nothing new to tell. */
function pointsFor(replicas: number): [KillPoint, number][] {
  return replicas === 1 ? [...points, ['revox-asked', 2]] : [...points, ['revox-asked', 0.5]];
}

/** The delays sweep over what neighbours and tables do not show: transactions, and the gaps between them. */
const delays: Record<KillPoint, [least: number, most: number]> = {
  'revox-asked': [0, 0],
  'revox-answered': [0, 60],
  'news-saved': [0, 8],
  'message-ready': [0, 8],
  'message-claimed': [0, 12],
  'post-received': [0, 0],
  'post-accepted': [0, 0],
  'post-answered': [0, 6],
  'message-sent': [0, 60],
  'at-random': [0, 2_000],
};

const quickPostFaults: SlackFault[] = [
  { kind: 'cut', accepted: true },
  { kind: 'cut', accepted: false },
  { kind: 'cut-body', accepted: true },
  { kind: 'late', ms: 400, accepted: true },
  { kind: 'answer', accepted: true, status: 502, body: '<html>Bad gateway</html>' },
  { kind: 'answer', accepted: false, status: 503 },
  { kind: 'answer', accepted: true, body: '' },
  { kind: 'error', accepted: true, error: 'internal_error' },
  { kind: 'error', accepted: false, error: 'fatal_error' },
  rateLimited('1'),
  rateLimited(null),
];

const postFaults: SlackFault[] = [
  { kind: 'late', ms: 3_000, accepted: true },
  { kind: 'silent', accepted: true },
  { kind: 'silent', accepted: false },
  { kind: 'silent-body', accepted: true },
  rateLimited('4'),
];

const readFaults: SlackFault[] = [
  rateLimited('1'),
  { kind: 'cut', accepted: false },
  { kind: 'answer', accepted: false, status: 500 },
  { kind: 'answer', accepted: true, body: '<html>' },
];

const listFaults: RevoxFault[] = [
  { kind: 'status', status: 500 },
  { kind: 'status', status: 429, headers: { 'retry-after': '1' } },
  { kind: 'cut-before' },
  { kind: 'cut-mid-body' },
  { kind: 'truncated' },
  { kind: 'html' },
  { kind: 'answer', body: {} },
  { kind: 'answer', body: { calls: null } },
  { kind: 'slow-headers', ms: 400 },
  { kind: 'other-query', query: { page: '0' } },
];
