import { dayMs } from '../calls/time/durations.ts';
import { readState, writeState } from '../store/engine/state.ts';
import type { Claim } from '../store/messages/message-claims.ts';
import type { DeliverDeps } from './deliver-deps.ts';
import { aboutClaim } from './settle.ts';

const stateKey = 'metadata-dropped';
/** Slack may take metadata again tomorrow, as when the schema that it found fault with is gone. */
const believedMs = dayMs;

/**
 * Metadata that Slack does not take is a warning to it and a defect to us: such a message is in the channel and cannot
 * be found there. So nobody who looks in vain may believe for a while that a message is not there.
 * https://docs.slack.dev/messaging/message-metadata
 */
export async function noteDropped(
  { db, log, now }: DeliverDeps,
  claim: Claim,
  warning: string,
): Promise<void> {
  log.error({ ...aboutClaim(claim), reason: warning }, 'Slack posted a message without its metadata');
  await writeState(db, stateKey, { at: now() }, now());
}

/** Whether a message may be in the channel although it was not found by its metadata. */
export async function mayBeHidden({ db, now }: DeliverDeps): Promise<boolean> {
  const noted = (await readState(db, stateKey)) as { at?: unknown } | null | undefined;
  return typeof noted?.at === 'number' && Math.abs(now() - noted.at) < believedMs;
}
