import type { Instant } from '../../calls/call.ts';
import type { Store } from '../../store/engine/database.ts';
import { readState, writeState } from '../../store/engine/state.ts';
import { apiFailureOf } from './api-failure.ts';

const key = 'messages-tab-off';

/** Whether Slack refused a direct message because the Messages tab of the app is off. */
export function isTabOff(error: unknown): boolean {
  const failure = apiFailureOf(error);
  return failure.kind === 'refused' && failure.code === 'messages_tab_disabled';
}

/** Whether Slack refused the last direct message because the Messages tab is off. */
export async function messagesTabOff(db: Store): Promise<boolean> {
  return (await readState(db, key)) === true;
}

/** A direct message that was taken, or a person who opens the tab, proves that it is on. */
export async function noteMessagesTab(db: Store, isOff: boolean, now: Instant): Promise<void> {
  if ((await messagesTabOff(db)) !== isOff) await writeState(db, key, isOff, now);
}
