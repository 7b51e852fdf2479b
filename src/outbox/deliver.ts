import { setTimeout as sleep } from 'node:timers/promises';
import type { Instant } from '../calls/call.ts';
import { isPostgres } from '../store/engine/database.ts';
import { type Claim, claimDue, endClaims, hasDue, nextDueAt } from '../store/messages/message-claims.ts';
import { type DeliverDeps, timingsOf } from './deliver-deps.ts';
import { deliverMessage, type Ending } from './deliver-message.ts';

export interface DeliverResult {
  endings: Partial<Record<Ending, number>>;
  /** When the next message is due, as far as is known now; null when none waits. */
  wakeAt: Instant | null;
  /** Something is due by now, and held back or left for the next pass. */
  isLeft: boolean;
}

/** While a slow channel holds up its own messages, the others are checked this often. */
const lookAroundMs = 250;

/**
 * One pass: posts what is due, and looks up what is in doubt. It ends when nothing is due and nothing under way.
 * Channels do not wait for one another. Passes may overlap, in one process or in several.
 */
export async function deliver(deps: DeliverDeps): Promise<DeliverResult> {
  await knowTheTime(deps);
  const until = deps.now() + timingsOf(deps).passMs;
  const crew = new Crew((claim) => deliverMessage(deps, claim));
  try {
    while (true) {
      if (!isOver(deps, until) && !crew.failed) crew.take(await claimMore(deps, crew.size));
      if (crew.size === 0) break;
      await crew.someoneDone();
    }
  } finally {
    await crew.allDone();
  }
  const endings = crew.endings();
  const wakeAt = await nextDueAt(deps.db, deps.now());
  return { endings, wakeAt, isLeft: await hasDue(deps.db, deps.now()) };
}

/** Older readings may be too old for what is claimed in this pass. */
const freshMs = 4 * 60_000;
/** An answer that takes longer says too little about the time. */
const measureWithinMs = 5_000;

/** That a message is not found proves nothing where nobody knows by which clock it would have been posted. */
async function knowTheTime({ db, now, slackClock }: DeliverDeps): Promise<void> {
  const last = slackClock.reading();
  if (last !== null && Math.abs(now() - last.at) < freshMs) return;
  if (!(await hasDue(db, now()))) return;
  const measured = slackClock.measure().catch(() => undefined);
  await Promise.race([measured, sleep(measureWithinMs, undefined, { ref: false })]);
}

async function claimMore(deps: DeliverDeps, underWay: number): Promise<Claim[]> {
  const { parallel, leaseMs } = timingsOf(deps);
  const limit = parallel - underWay;
  if (limit <= 0) return [];
  const now = deps.now();
  // A reading holds until our clock is set, however long Slack has not answered since.
  const slackAheadMs = deps.slackClock.reading()?.aheadMs ?? null;
  return claimDue(deps.db, { now, leaseMs, limit, slackAheadMs });
}

function isOver({ stopping, now }: DeliverDeps, until: Instant): boolean {
  return stopping?.aborted === true || now() > until;
}

/** The messages under way. A failure of one is reported when all are done, so that it does not take others down. */
class Crew {
  readonly #deliver: (claim: Claim) => Promise<Ending>;
  readonly #underWay = new Map<string, Promise<void>>();
  readonly #endings: Partial<Record<Ending, number>> = {};
  readonly #failures: unknown[] = [];

  constructor(deliver: (claim: Claim) => Promise<Ending>) {
    this.#deliver = deliver;
  }

  get size(): number {
    return this.#underWay.size;
  }

  get failed(): boolean {
    return this.#failures.length > 0;
  }

  take(claims: Claim[]): void {
    for (const claim of claims) {
      const { id } = claim.message;
      // After the clock leapt ahead a lease seems over while its post is under way. It is looked up after this claim.
      if (this.#underWay.has(id)) continue;
      const work = this.#deliver(claim)
        .then((ending) => this.#count(ending))
        .catch((error: unknown) => void this.#failures.push(error))
        .finally(() => this.#underWay.delete(id));
      this.#underWay.set(id, work);
    }
  }

  async someoneDone(): Promise<void> {
    if (this.size === 0) return;
    const patience = new AbortController();
    const looking = sleep(lookAroundMs, undefined, { signal: patience.signal }).catch(() => undefined);
    await Promise.race([...this.#underWay.values(), looking]);
    patience.abort();
  }

  async allDone(): Promise<void> {
    await Promise.all(this.#underWay.values());
  }

  /** @throws what the first failed delivery threw. */
  endings(): Partial<Record<Ending, number>> {
    if (this.failed) throw this.#failures[0];
    return this.#endings;
  }

  #count(ending: Ending): void {
    this.#endings[ending] = (this.#endings[ending] ?? 0) + 1;
  }
}

/**
 * Takes over what the process before held when it was killed. Only one process works on a SQLite file, so nobody has
 * to wait for its leases to run out; on Postgres another replica may be at work on them.
 */
export async function takeOver(deps: TakeOverDeps): Promise<void> {
  if (isPostgres(deps.db)) return;
  const now = deps.now();
  const inDoubt = await endClaims(deps.db, { now, lookUpAt: now + timingsOf(deps).graceMs });
  if (inDoubt > 0) deps.log.info({ count: inDoubt }, 'messages that were being sent when the process ended');
}

type TakeOverDeps = Pick<DeliverDeps, 'db' | 'now' | 'log' | 'timings'>;
