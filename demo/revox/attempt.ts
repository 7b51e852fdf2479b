import { type Campaign, type Ending, isRetried } from './endings.ts';
import { between, type Random } from './random.ts';

/** One attempt with its whole life planned ahead: what the API shows of it depends only on the time it is asked. */
export interface Attempt {
  id: string;
  phoneNumber: string;
  /** Its place in the list, which is newest first by this time. */
  listedAt: number;
  /** From here on its order counts as `calling`. */
  dialledAt: number;
  ringsAt: number;
  answersAt: number | null;
  endsAt: number;
  /** When its order is tried again, if it is. */
  retryAt: number | null;
  ending: Ending;
}

/** What asks for attempts: one number to reach, over up to four of them. */
export interface Order {
  id: string;
  random: Random;
  campaign: Campaign;
  phoneNumber: string;
  attempts: Attempt[];
  cancelled: boolean;
}

export type OrderState = (typeof orderStates)[number];

export const orderStates = [
  'initializing',
  'queued_for_calling',
  'calling',
  'scheduled',
  'completed',
  'cancelled',
  'errored',
] as const;

const mostAttempts = 4;
const recordingReadyMs = 10_000;

export interface Plan {
  listedAt: number;
  dialledAt: number;
  ending: Ending;
  retryAfterMs: number;
}

export function planAttempt(order: Order, { listedAt, dialledAt, ending, retryAfterMs }: Plan): Attempt {
  const ringsAt = dialledAt + between(order.random, 600, 2500);
  const ringing = ringingMs(order.random, ending);
  const answered = ending.result !== null;
  const endsAt = ringsAt + ringing + ending.talkMs;
  const number = order.attempts.length + 1;
  const retried = ending.dialError !== null && isRetried(ending.dialError) && number < mostAttempts;
  return {
    id: `${order.id}${number === 1 ? '' : `-${number}`}`,
    phoneNumber: order.phoneNumber,
    listedAt,
    dialledAt,
    ringsAt,
    answersAt: answered ? ringsAt + ringing : null,
    endsAt,
    retryAt: retried ? endsAt + retryAfterMs : null,
    ending,
  };
}

function ringingMs(random: Random, { dialError }: Ending): number {
  if (dialError === 'no_answer') return between(random, 18_000, 28_000);
  return dialError === null ? between(random, 3000, 11_000) : between(random, 300, 1800);
}

/** Moves a whole attempt in time so that it ends when wanted. */
export function endingAt(attempt: Attempt, endsAt: number): Attempt {
  const later = endsAt - attempt.endsAt;
  const move = (at: number | null) => (at === null ? null : at + later);
  return {
    ...attempt,
    dialledAt: attempt.dialledAt + later,
    ringsAt: attempt.ringsAt + later,
    answersAt: move(attempt.answersAt),
    endsAt,
    retryAt: move(attempt.retryAt),
  };
}

export function orderStateAt(order: Order, now: number): OrderState {
  const attempt = order.attempts.at(-1);
  if (attempt === undefined) return 'initializing';
  if (now < attempt.dialledAt) return 'queued_for_calling';
  if (now < attempt.endsAt) return 'calling';
  if (order.cancelled) return 'cancelled';
  if (attempt.retryAt !== null) return 'scheduled';
  return attempt.ending.dialError === null ? 'completed' : 'errored';
}

/** The row of `GET /call`. */
export function rowAt(attempt: Attempt, now: number) {
  const { ending } = attempt;
  const ended = now >= attempt.endsAt;
  const recorded = ended && ending.talkMs > 0 && now >= attempt.endsAt + recordingReadyMs;
  return {
    id: attempt.id,
    phone_number: attempt.phoneNumber,
    status: statusAt(attempt, now),
    result: ended ? ending.result : null,
    dial_error: ended ? ending.dialError : null,
    started_at: timeOnce(attempt.ringsAt, now),
    answered_at: attempt.answersAt === null ? null : timeOnce(attempt.answersAt, now),
    ended_at: timeOnce(attempt.endsAt, now),
    end_reason: ended ? ending.endReason : null,
    ended_by: ended ? ending.endedBy : null,
    recording_url: recorded ? `https://recordings.example.com/${attempt.id}.mp3` : null,
    structured_output: ended ? ending.structuredOutput : null,
    transcript: ended ? ending.transcript : null,
  };
}

function statusAt(attempt: Attempt, now: number): 'queued' | 'ringing' | 'ongoing' | 'completed' | 'error' {
  if (now >= attempt.endsAt) return attempt.ending.dialError === null ? 'completed' : 'error';
  if (now < attempt.ringsAt) return 'queued';
  return attempt.answersAt !== null && now >= attempt.answersAt ? 'ongoing' : 'ringing';
}

function timeOnce(at: number, now: number): string | null {
  return now >= at ? new Date(at).toISOString() : null;
}
