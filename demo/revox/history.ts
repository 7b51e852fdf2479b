import { type CallCentre, emptyCallCentre, placeDueRetries, placeOrder } from './call-centre.ts';
import type { Fate } from './endings.ts';
import { between, seeded } from './random.ts';
import { type Story, stories } from './stories.ts';

const dayMs = 24 * 60 * 60 * 1000;
const hourMs = 60 * 60 * 1000;
const daysOfHistory = 10;
/** Orders of one day are numbered from here, so that they are the same ones in every run. */
const numbersPerDay = 1000;

/** What is under way when the bot first asks: a few of everything, so that the first second has something to show. */
const underWay: { fate: Fate; endsInMs: number }[] = [
  { fate: 'human', endsInMs: 500 },
  { fate: 'human', endsInMs: 700 },
  { fate: 'voicemail', endsInMs: 900 },
  { fate: 'busy', endsInMs: 1100 },
  { fate: 'number_non_attributed', endsInMs: 1300 },
  { fate: 'human', endsInMs: 5000 },
  { fate: 'too_many_calls', endsInMs: 9000 },
  { fate: 'human', endsInMs: 14_000 },
  { fate: 'ios-screening-filter', endsInMs: 26_000 },
  { fate: 'human', endsInMs: 48_000 },
];

/** Orders of earlier days that waited all this time: their calls end far down the list. */
const waited = [
  { hoursAgo: 3, dialsInMs: 18_000 },
  { hoursAgo: 27, dialsInMs: 40_000 },
  { hoursAgo: 75, dialsInMs: 90_000 },
];

/** A call centre with ten days behind it. */
export function openCallCentre(
  seed: number,
  callsPerMinute: number,
  now: number,
  { campaigns }: Story = stories.sales,
): CallCentre {
  const centre = emptyCallCentre(seed, callsPerMinute, now, campaigns);
  for (let daysAgo = daysOfHistory; daysAgo >= 0; daysAgo--) addDay(centre, daysAgo, now);
  placeDueRetries(centre, now);
  centre.nextOrderNumber = (daysOfHistory + 1) * numbersPerDay;
  return centre;
}

function addDay(centre: CallCentre, daysAgo: number, now: number): void {
  const random = seeded(centre.seed * 31 + daysAgo);
  const midnight = Math.floor(now / dayMs) * dayMs - daysAgo * dayMs;
  const orders = between(random, 70, 110);
  for (let index = 1; index <= orders; index++) {
    const listedAt = midnight + between(random, 7 * hourMs, 18 * hourMs);
    if (listedAt < now - 5 * 60_000)
      placeOrder(centre, { number: daysAgo * numbersPerDay + index, listedAt });
  }
}

/** Begun when somebody first asks, however long a bot takes to start. */
export function addUnderWay(centre: CallCentre, now: number): void {
  for (const { fate, endsInMs } of underWay) {
    const number = centre.nextOrderNumber++;
    placeOrder(centre, { number, listedAt: now - 60_000, endsAt: now + endsInMs, fate });
  }
  for (const { hoursAgo, dialsInMs } of waited) {
    const number = centre.nextOrderNumber++;
    placeOrder(centre, { number, listedAt: now - hoursAgo * hourMs, dialledAt: now + dialsInMs });
  }
}
