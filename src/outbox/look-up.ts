import type { Instant } from '../calls/call.ts';
import { messageForms } from '../calls/message-forms.ts';
import type { Claim } from '../store/messages/message-claims.ts';
import { chanceOf, type DeliverDeps, timingsOf } from './deliver-deps.ts';
import { mayBeHidden } from './dropped-metadata.ts';
import {
  absentSince,
  aheadNear,
  aheadsAround,
  type ClockReading,
  clockChanged,
  notShownForMs,
  type ReadBack,
  readBack,
  untilSureMs,
  widestWindow,
  windowOf,
} from './read-back.ts';
import { clockUnknown, postedElsewhere, type Refusal, unreadableRefusal } from './refusal.ts';
import { aboutClaim, type Ending, leaveOutOfThread, park, sent, settleAs } from './settle.ts';

const hidden = 'Slack posted others without their metadata';
const tooEarly = 'Slack may not show it yet';
const noClock = 'no time of Slack’s to look at is known';
/** Only a person takes the reason away, by having a parked message tried again. */
const askedByPerson = 'a person has it looked up again';

/** A message in doubt is looked up in its channel. Nothing is sent here: an absent one becomes ready again. */
export async function lookUp(deps: DeliverDeps, claim: Claim): Promise<Ending> {
  const { id, channel, threadTs } = claim.message;
  const aheadMs = aheadOf(claim, deps.slackClock.reading());
  const finding = await deps.slack.find({
    channel,
    threadTs,
    id,
    ...windowToRead(deps, claim, aheadMs),
    cursor: claim.cursor,
    mayGoOn: () => hasTime(deps, claim),
  });
  const result = readBack(finding, claim, chanceOf(deps));
  const clock = clockOf(claim, aheadMs, deps.slackClock.reading());
  switch (result.kind) {
    case 'posted':
      if (result.copies > 1)
        deps.log.error(
          { ...aboutClaim(claim), copies: result.copies },
          'a message was posted more than once',
        );
      return sent(deps, claim, result.ts);
    case 'absent':
      return absent(deps, claim, clock);
    case 'pointless':
      return leaveOutOfThread(deps, claim);
    case 'look-again':
      if (result.isInVain)
        deps.log.warn(
          { ...aboutClaim(claim), reason: result.reason },
          'a message in doubt could not be looked up',
        );
      return lookAgain(deps, claim, clock, result);
    case 'missing':
      return park(deps, claim, { refusal: postedElsewhere, reason: claim.reason ?? '', inDoubt: true });
    case 'unreadable':
      return unreadable(deps, claim, unreadableRefusal(result.reason), result.reason);
  }
}

function windowToRead({ slackClock, now }: DeliverDeps, claim: Claim, aheadMs: number | null) {
  const reading = slackClock.reading();
  if (isMeasured(claim) && aheadMs !== null && !clockChanged(aheadMs, reading))
    return windowOf(claim, aheadMs);
  const latest = reading?.aheadMs ?? 0;
  const guesses = isMeasured(claim) || aheadMs === null ? [aheadMs ?? 0] : aheadsAround(aheadMs);
  return widestWindow(claim, [0, latest, ...guesses], now() + latest);
}

/** Else our clock may have been set between the attempt and what was measured since. */
function isMeasured({ slackAheadMs }: Claim): boolean {
  return slackAheadMs !== null;
}

/** A page takes 10 s at most, and what comes of it is settled under the same lease. */
const pageMs = 20_000;

function hasTime({ stopping, now }: DeliverDeps, { leaseUntil }: Claim): boolean {
  return stopping?.aborted !== true && leaseUntil - now() >= pageMs;
}

interface Clock {
  /** How far Slack's was ahead of ours at the attempt; null where nobody can tell. */
  aheadMs: number | null;
  /** Another time was looked through. */
  wasElsewhere: boolean;
}

function aheadOf(claim: Claim, reading: ClockReading | null): number | null {
  return claim.slackAheadMs ?? aheadNear(claim, reading);
}

/** The answers of a look-up tell the time too. */
function clockOf(claim: Claim, usedMs: number | null, reading: ClockReading | null): Clock {
  const aheadMs = usedMs ?? aheadOf(claim, reading);
  if (aheadMs === null) return { aheadMs, wasElsewhere: false };
  const wasElsewhere = clockChanged(usedMs ?? 0, { at: 0, aheadMs });
  // What was measured for the attempt holds for it, whatever the clock was set to since.
  return { aheadMs, wasElsewhere };
}

async function absent(deps: DeliverDeps, claim: Claim, clock: Clock): Promise<Ending> {
  if (clock.wasElsewhere)
    return lookAgain(deps, claim, clock, { afterMs: 0, reason: noClock, cursor: null, isInVain: false });
  if (await mayBeHidden(deps)) return unreadable(deps, claim, unreadableRefusal(hidden), hidden);
  const isConfirmed = claim.reason === null || claim.reason === askedByPerson;
  if (clock.aheadMs === null && !isConfirmed) return unreadable(deps, claim, clockUnknown, noClock);
  const sureAfterMs = isConfirmed ? 0 : sureAfter(deps, claim);
  if (sureAfterMs > 0) return lookOnceMore(deps, claim, sureAfterMs);
  const afterMs = notShownFor(deps, claim, clock);
  // An attempt that is ahead of Slack’s time was measured wrongly.
  const isNonsense = afterMs > timingsOf(deps).leaseMs;
  if (isNonsense && !isConfirmed) return unreadable(deps, claim, clockUnknown, noClock);
  if (afterMs > 0 && !isNonsense)
    return lookAgain(deps, claim, clock, { afterMs, reason: tooEarly, cursor: null, isInVain: false });
  return settleAs(deps, claim, { state: 'ready', dueAt: deps.now(), reason: 'looked up: not posted' });
}

/** Zero where the time of the attempt and that of now are known by Slack's clock. */
function sureAfter(deps: DeliverDeps, claim: Claim): number {
  const reading = deps.slackClock.reading();
  if (isMeasured(claim) && reading !== null) return 0;
  return untilSureMs(claim.reason, slackNow(deps), timingsOf(deps).graceMs);
}

function slackNow({ slackClock, now }: DeliverDeps): Instant {
  return now() + (slackClock.reading()?.aheadMs ?? 0);
}

function lookOnceMore(deps: DeliverDeps, claim: Claim, afterMs: number): Promise<Ending> {
  const reason = absentSince(claim.reason, slackNow(deps));
  const dueAt = deps.now() + afterMs;
  return settleAs(deps, claim, { state: 'in-doubt', dueAt, reason, cursor: null, isInVain: false });
}

/** `Date` has whole seconds: who looks again sooner reads the same. */
const leastPauseMs = 1_000;

function notShownFor(deps: DeliverDeps, claim: Claim, { aheadMs }: Clock): number {
  if (aheadMs === null) return 0;
  const { leaseMs, leaseLeftMs, graceMs } = timingsOf(deps);
  const reachMs = leaseMs - leaseLeftMs + graceMs;
  const [reading, now] = [deps.slackClock.reading(), deps.now()];
  const afterMs = notShownForMs(claim, aheadMs, { reading, now, reachMs, graceMs });
  return afterMs === 0 ? 0 : Math.max(leastPauseMs, afterMs);
}

type Again = Omit<Extract<ReadBack, { kind: 'look-again' }>, 'kind'>;

function lookAgain(deps: DeliverDeps, claim: Claim, clock: Clock, again: Again): Promise<Ending> {
  const { afterMs, isInVain } = again;
  return settleAs(deps, claim, {
    state: 'in-doubt',
    dueAt: deps.now() + afterMs,
    // The first doubt stays on record, since a later look-up needs it.
    reason: claim.reason ?? askedByPerson,
    cursor: clock.wasElsewhere ? null : again.cursor,
    isInVain,
    // What is measured then makes for a better guess.
    slackAheadMs: isMeasured(claim) ? clock.aheadMs : null,
  });
}

function unreadable(deps: DeliverDeps, claim: Claim, refusal: Refusal, reason: string): Promise<Ending> {
  if (messageForms[claim.message.form].ifUnread === 'leave-out')
    return settleAs(deps, claim, { state: 'skipped', reason });
  return park(deps, claim, { refusal, reason, inDoubt: true });
}
