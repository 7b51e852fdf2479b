import { messageForms } from '../calls/message-forms.ts';
import type { Claim } from '../store/messages/message-claims.ts';
import { releaseClaim } from '../store/messages/settle-message.ts';
import { type DeliverDeps, timingsOf } from './deliver-deps.ts';
import { noteDropped } from './dropped-metadata.ts';
import { lookUp } from './look-up.ts';
import type { PostOutcome, Words } from './posting.ts';
import { refusalOf, unspeakable } from './refusal.ts';
import { aboutClaim, type Ending, leaveOutOfThread, park, sent, settleAs, tryLater } from './settle.ts';

export type { Ending } from './settle.ts';

/** A message that cannot be put into words is tried again, since the next release may be on its way. */
const mostTriesAtWords = 5;

/** One message: look it up if it may be there; else find what to say, say it, and write down what came of it. */
export async function deliverMessage(deps: DeliverDeps, claim: Claim): Promise<Ending> {
  if (claim.task === 'read-back') return lookUp(deps, claim);
  const words = await prepare(deps, claim);
  if (words === 'unspeakable') return setAsideForNow(deps, claim);
  if (words === null) return settleAs(deps, claim, { state: 'skipped', reason: 'nothing is left to tell' });
  if (!maySend(deps, claim)) return giveBack(deps, claim);
  return settleOutcome(deps, claim, await post(deps, claim, words));
}

/** Our own mistakes end here: one message that we cannot write must not hold up its channel. */
async function prepare(deps: DeliverDeps, claim: Claim): Promise<Words | 'unspeakable' | null> {
  try {
    return await deps.say(claim.message, deps.now());
  } catch (error) {
    deps.log.error({ ...aboutClaim(claim), err: error }, 'a message could not be rendered');
    return 'unspeakable';
  }
}

function setAsideForNow(deps: DeliverDeps, claim: Claim): Promise<Ending> {
  const reason = 'it could not be put into words';
  if (claim.attempt < mostTriesAtWords) return tryLater(deps, claim, { afterMs: null, reason });
  return park(deps, claim, { refusal: unspeakable, reason, inDoubt: false });
}

function maySend(deps: DeliverDeps, claim: Claim): boolean {
  const { leaseLeftMs } = timingsOf(deps);
  return deps.stopping?.aborted !== true && claim.leaseUntil - deps.now() >= leaseLeftMs;
}

async function giveBack(deps: DeliverDeps, claim: Claim): Promise<Ending> {
  await releaseClaim(deps.db, claim);
  return 'released';
}

function post(deps: DeliverDeps, claim: Claim, words: Words): Promise<PostOutcome> {
  const { id, kind, calls, channel, threadTs } = claim.message;
  const metadata = { id, kind, calls };
  return deps.slack.post({ channel, threadTs, words, metadata, mayGoOn: () => maySend(deps, claim) });
}

async function settleOutcome(deps: DeliverDeps, claim: Claim, outcome: PostOutcome): Promise<Ending> {
  switch (outcome.kind) {
    case 'sent':
      if (outcome.dropped !== undefined) await noteDropped(deps, claim, outcome.dropped);
      return sent(deps, claim, outcome.ts);
    case 'retry':
      return tryLater(deps, claim, outcome);
    case 'pointless':
      return leaveOutOfThread(deps, claim);
    case 'in-doubt': {
      const { graceMs } = timingsOf(deps);
      deps.log.warn({ ...aboutClaim(claim), reason: outcome.reason }, 'a message is in doubt');
      const dueAt = deps.now() + graceMs;
      return settleAs(deps, claim, { state: 'in-doubt', dueAt, reason: outcome.reason });
    }
    case 'refused':
    case 'blocks-refused': {
      const refusal = refusalOf(outcome.reason);
      const { ifRefused } = messageForms[claim.message.form];
      if (refusal.concerns === 'channel' && ifRefused === 'leave-out')
        return settleAs(deps, claim, { state: 'skipped', reason: outcome.reason });
      return park(deps, claim, { refusal, reason: outcome.reason, inDoubt: false });
    }
  }
}
