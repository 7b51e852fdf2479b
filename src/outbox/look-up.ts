import type { Claim } from '../store/message-claims.ts';
import { isWelcome } from '../store/welcomes.ts';
import { chanceOf, type DeliverDeps } from './deliver-deps.ts';
import { mayBeHidden } from './dropped-metadata.ts';
import { readBack, windowOf } from './read-back.ts';
import { postedElsewhere, unreadableRefusal } from './refusal.ts';
import { aboutClaim, type Ending, leaveOutOfThread, park, sent, settleAs } from './settle.ts';

const hidden = 'Slack posted others without their metadata';

/** A message in doubt is looked up in its channel. Nothing is sent here: an absent one becomes ready again. */
export async function lookUp(deps: DeliverDeps, claim: Claim): Promise<Ending> {
  const { id, channel, threadTs } = claim.message;
  const finding = await deps.slack.find({
    channel,
    threadTs,
    id,
    ...windowOf(claim),
    cursor: claim.cursor,
    mayGoOn: () => hasTime(deps, claim),
  });
  const result = readBack(finding, claim, chanceOf(deps));
  switch (result.kind) {
    case 'posted':
      if (result.copies > 1)
        deps.log.error({ ...aboutClaim(claim), copies: result.copies }, 'a message is there more than once');
      return sent(deps, claim, result.ts);
    case 'absent':
      if (await mayBeHidden(deps))
        return park(deps, claim, { refusal: unreadableRefusal(hidden), reason: hidden, inDoubt: true });
      return settleAs(deps, claim, { state: 'ready', dueAt: deps.now(), reason: 'looked up: not posted' });
    case 'pointless':
      return leaveOutOfThread(deps, claim);
    case 'look-again': {
      const { afterMs, cursor, isInVain } = result;
      if (isInVain)
        deps.log.warn(
          { ...aboutClaim(claim), reason: result.reason },
          'a message in doubt could not be looked up',
        );
      const dueAt = deps.now() + afterMs;
      // The first doubt stays on record, since a later look-up needs it.
      const reason = claim.reason ?? result.reason;
      return settleAs(deps, claim, { state: 'in-doubt', dueAt, reason, cursor, isInVain });
    }
    case 'missing':
      return park(deps, claim, { refusal: postedElsewhere, reason: claim.reason ?? '', inDoubt: true });
    case 'unreadable': {
      // The manifest has no scope to read direct messages: whoever has seen no welcome misses nothing else.
      if (isWelcome(claim.message)) return settleAs(deps, claim, { state: 'skipped', reason: result.reason });
      const refusal = unreadableRefusal(result.reason);
      return park(deps, claim, { refusal, reason: result.reason, inDoubt: true });
    }
  }
}

/** A page takes 10 s at most, and what comes of it is settled under the same lease. */
const pageMs = 20_000;

function hasTime({ stopping, now }: DeliverDeps, { leaseUntil }: Claim): boolean {
  return stopping?.aborted !== true && leaseUntil - now() >= pageMs;
}
