import { type Attempt, endingAt, type Order, orderStateAt, planAttempt } from './attempt.ts';
import { drawFate, type Ending, endingOf, type Fate } from './endings.ts';
import { fictionNumber } from './phone-numbers.ts';
import { between, chance, draw, pickWeighted, type Random, seeded } from './random.ts';
import { type Campaigns, manyCampaigns } from './scenarios/index.ts';

/** A simulated call centre as plain data. Nothing in it ticks: `advance` brings it up to the time it is asked at. */
export interface CallCentre {
  seed: number;
  campaigns: Campaigns;
  callsPerMinute: number;
  /** While true, the carrier refuses every new call. */
  carrierDown: boolean;
  /** While true, the API answers 500. */
  apiDown: boolean;
  /** While true, the API answers 401. */
  keyRefused: boolean;
  /** Somebody has asked for the list since the start. */
  asked: boolean;
  /** Somebody has read the list to its end since the start. */
  readToTheEnd: boolean;
  random: Random;
  nextOrderAt: number;
  nextOrderNumber: number;
  /** The number of the person who asked last to be called again, as long as nobody did. */
  waiting: string | null;
  orders: Order[];
}

export interface OrderPlan {
  number: number;
  listedAt: number;
  /** When it is first dialled; the time it is listed at, unless it waited. */
  dialledAt?: number;
  /** When the first attempt ends, if that is wanted exactly. */
  endsAt?: number;
  fate?: Fate;
  /** How the first attempt ends, if not by chance. */
  ending?: Ending;
  phoneNumber?: string;
}

const retryAfterMs = 2 * 60 * 60 * 1000;
/** Calls that would have been placed while a laptop slept are not placed all at once. */
const longestCatchUpMs = 5 * 60 * 1000;

export function emptyCallCentre(
  seed: number,
  callsPerMinute: number,
  now: number,
  campaigns = manyCampaigns,
): CallCentre {
  return {
    seed,
    campaigns,
    callsPerMinute,
    carrierDown: false,
    apiDown: false,
    keyRefused: false,
    asked: false,
    readToTheEnd: false,
    random: seeded(seed),
    nextOrderAt: now,
    nextOrderNumber: 1,
    waiting: null,
    orders: [],
  };
}

/** Places the orders that came in and the retries that fell due since it was last asked. */
export function advance(centre: CallCentre, now: number): void {
  placeNewOrders(centre, now);
  placeDueRetries(centre, now);
}

function placeNewOrders(centre: CallCentre, now: number): void {
  centre.nextOrderAt = Math.max(centre.nextOrderAt, now - longestCatchUpMs);
  while (centre.callsPerMinute > 0 && centre.nextOrderAt <= now) {
    placeOrder(centre, { number: centre.nextOrderNumber++, listedAt: centre.nextOrderAt });
    centre.nextOrderAt += (60_000 / centre.callsPerMinute) * (0.6 + 0.8 * draw(centre.random));
  }
}

export function placeDueRetries(centre: CallCentre, now: number): void {
  for (const order of centre.orders) {
    for (let retryAt = nextRetry(order); retryAt <= now; retryAt = nextRetry(order)) {
      order.attempts.push(attemptOf(order, fateOf(centre, order), retryAt, retryAt));
    }
  }
}

function nextRetry(order: Order): number {
  const retryAt = order.attempts.at(-1)?.retryAt ?? null;
  return retryAt === null || order.cancelled ? Number.POSITIVE_INFINITY : retryAt;
}

/**
 * Every order draws from its own chance, seeded by its number: its fate is the same in every run,
 * whatever else happens around it.
 */
export function placeOrder(centre: CallCentre, plan: OrderPlan): Order {
  const random = seeded(centre.seed * 1_000_003 + plan.number);
  const language = chance(random, 0.55) ? 'fr' : 'en';
  const useCase = pickWeighted(random, centre.campaigns);
  const order: Order = {
    id: `call_${between(random, 36 ** 5, 36 ** 6 - 1).toString(36)}${plan.number.toString(36)}`,
    random,
    campaign: { useCase, language },
    phoneNumber: plan.phoneNumber ?? fictionNumber(random, language),
    attempts: [],
    cancelled: chance(random, 0.02),
  };
  const fate = plan.fate ?? fateOf(centre, order);
  const dialledAt = plan.dialledAt ?? plan.listedAt;
  const { listedAt, ending = endingOf(random, fate, order.campaign, dialledAt) } = plan;
  const attempt = planAttempt(order, { listedAt, dialledAt, ending, retryAfterMs });
  order.attempts.push(plan.endsAt === undefined ? attempt : endingAt(attempt, plan.endsAt));
  centre.orders.push(order);
  return order;
}

function fateOf(centre: CallCentre, order: Order): Fate {
  return centre.carrierDown ? 'precondition_failed' : drawFate(order.random);
}

function attemptOf(order: Order, fate: Fate, listedAt: number, dialledAt: number): Attempt {
  const ending = endingOf(order.random, fate, order.campaign, dialledAt);
  return planAttempt(order, { listedAt, dialledAt, ending, retryAfterMs });
}

/** The list of `GET /call`: attempts whose order is in one of `states`, newest first. */
export function listAt(centre: CallCentre, states: ReadonlySet<string> | null, now: number): Attempt[] {
  return centre.orders
    .filter((order) => states === null || states.has(orderStateAt(order, now)))
    .flatMap((order) => order.attempts)
    .sort((one, other) => other.listedAt - one.listedAt || (other.id < one.id ? -1 : 1));
}
