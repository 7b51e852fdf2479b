import { type Allowance, takeAllowance, type UsedUp } from '../../store/messages/allowances.ts';
import { number } from '../blocks/numbers.ts';
import type { Shown } from '../blocks/rendered.ts';
import { roughDuration } from '../blocks/times.ts';
import type { Asked, Desk } from './handler.ts';
import { sentence } from './sentence.ts';

const minute = 60_000;

interface Limit {
  withinMs: number;
  /** Of one person in one channel. */
  most: number;
  /** Of all people in one channel; above it, a few people together would fill what everybody reads. */
  mostOfChannel: number;
  many: string;
  did: string;
  canAgain: string;
}

/** What people have posted in a channel, and how much of it. */
const limits = {
  /** A page is ten calls, and nobody reads a hundred in ten minutes. */
  share: {
    withinMs: 10 * minute,
    most: 10,
    mostOfChannel: 30,
    many: 'lists and digests',
    did: 'shared',
    canAgain: 'share',
  },
  /** Each is a thread of up to ten messages. */
  replay: {
    withinMs: 60 * minute,
    most: 5,
    mostOfChannel: 15,
    many: 'replays',
    did: 'started',
    canAgain: 'replay',
  },
  /** Each change is a line in the channel. Setting a channel up takes a handful. */
  setting: {
    withinMs: 10 * minute,
    most: 20,
    mostOfChannel: 60,
    many: 'changes of settings',
    did: 'made',
    canAgain: 'change settings',
  },
  /** Each is an edit of the cards of its call. A person who works through a long list presses twice a minute. */
  'follow-up': {
    withinMs: 10 * minute,
    most: 100,
    mostOfChannel: 300,
    many: 'follow-ups',
    did: 'changed',
    canAgain: 'change follow-ups',
  },
} satisfies Record<string, Limit>;

/** Takes one of what the person may have posted. @returns why not; null when they may. */
export async function limitOf(
  what: keyof typeof limits,
  channel: string | null,
  { userId, key: request }: Pick<Asked, 'userId' | 'key'>,
  { db, now }: Pick<Desk, 'db' | 'now'>,
): Promise<Shown | null> {
  const { withinMs, most, mostOfChannel } = limits[what];
  const ofPerson: Allowance = { of: `${what}:${channel}:${userId}`, most, withinMs };
  const ofChannel: Allowance = { of: `${what}:${channel}`, most: mostOfChannel, withinMs };
  const at = now();
  const usedUp = await takeAllowance(db, [ofPerson, ofChannel], { request, now: at });
  if (usedUp === null) return null;
  return refusal(limits[what], usedUp, usedUp.allowance === ofPerson, usedUp.freeAt - at);
}

function refusal(
  { many, did, canAgain, withinMs }: Limit,
  { allowance: { most } }: UsedUp,
  isOfPerson: boolean,
  waitMs: number,
) {
  const amount = `${number(most)} ${many} in this channel within ${roughDuration(withinMs)}`;
  const first = isOfPerson
    ? `You’ve ${did} ${amount}, and that’s the most for one person.`
    : `People have ${did} ${amount}, and that’s the most for a channel.`;
  return sentence(
    first,
    `You can ${canAgain} here again in ${roughDuration(Math.ceil(waitMs / minute) * minute)}.`,
  );
}
