import type { Instant } from '../calls/call.ts';
import { parkMessage } from '../store/incidents/parked-messages.ts';
import type { Claim } from '../store/messages/message-claims.ts';
import { type Settlement, settle } from '../store/messages/settle-message.ts';
import { backoffMs } from './backoff.ts';
import { chanceOf, type DeliverDeps, timingsOf } from './deliver-deps.ts';
import type { Refusal } from './refusal.ts';

/** How one claim ended. `lost`: someone else holds the message by now, and says what became of it. */
export type Ending = 'sent' | 'ready' | 'in-doubt' | 'parked' | 'skipped' | 'released' | 'lost';

export async function settleAs(deps: DeliverDeps, claim: Claim, settlement: Settlement): Promise<Ending> {
  const kept = await settle(deps.db, claim, settlement, deps.now());
  return kept ? settlement.state : lost(deps, claim);
}

export function sent(deps: DeliverDeps, claim: Claim, ts: string): Promise<Ending> {
  const { paceMs } = timingsOf(deps);
  return settleAs(deps, claim, { state: 'sent', ts, channelFreeAt: deps.now() + paceMs });
}

/** Its thread began with a message that somebody deleted: nobody could read it there. */
export function leaveOutOfThread(deps: DeliverDeps, claim: Claim): Promise<Ending> {
  return settleAs(deps, claim, { state: 'skipped', reason: 'the card it belongs to is gone' });
}

interface Delay {
  afterMs: number | null;
  reason: string;
}

export function tryLater(deps: DeliverDeps, claim: Claim, { afterMs, reason }: Delay): Promise<Ending> {
  deps.log.info({ ...aboutClaim(claim), reason }, 'a message will be retried');
  return settleAs(deps, claim, { state: 'ready', dueAt: later(deps, claim, afterMs), reason });
}

interface Setback {
  refusal: Refusal;
  reason: string;
  inDoubt: boolean;
}

export async function park(deps: DeliverDeps, claim: Claim, setback: Setback): Promise<Ending> {
  const { refusal, reason, inDoubt } = setback;
  const { sentence, nextStep, concerns } = refusal;
  deps.log.error({ ...aboutClaim(claim), reason }, 'a message is parked until a person acts');
  const parking = { reason, inDoubt, pauses: concerns === 'channel', sentence, nextStep };
  const kept = await parkMessage(deps.db, claim, parking, deps.now());
  return kept ? 'parked' : lost(deps, claim);
}

/** For a log line. Nothing here is personal. */
export function aboutClaim({ message, attempt }: Claim) {
  return { messageId: message.id, channel: message.channel, kind: message.kind, attempt };
}

function later(deps: DeliverDeps, { attempt }: Claim, afterMs: number | null): Instant {
  return deps.now() + backoffMs({ attempt, afterMs }, chanceOf(deps));
}

function lost({ log }: DeliverDeps, claim: Claim): Ending {
  log.warn(aboutClaim(claim), 'a lease expired before its message was settled');
  return 'lost';
}
