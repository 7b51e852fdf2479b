import type { Instant } from '../calls/call.ts';
import type { Store } from '../store/engine/database.ts';
import { readState, writeState } from '../store/engine/state.ts';
import { parsePollHealth } from './poll-health.ts';

/** For the start of the process: whoever mended something, a key say, restarts and does not want to wait. */
export async function forgetPollPause(store: Store, now: Instant): Promise<void> {
  const health = parsePollHealth(await readState(store, 'poll'));
  if (now < health.notBefore) await writeState(store, 'poll', { ...health, notBefore: 0 }, now);
}
