import type { Instant } from '../../calls/call.ts';
import { recogniseNames } from '../../calls/typed-text.ts';
import type { Database } from '../../store/engine/database.ts';
import { readState, writeState } from '../../store/engine/state.ts';

/** As far as it is sure to stay together, wherever it is said. */
const [sign = ''] = recogniseNames.split(',');
const key = 'names-unread';

/** What to paste, and where, when Slack hands over `@name` without its id. */
export const letSlackReadNames =
  'paste “should_escape: true” below /revox under features → slash_commands on the app’s App Manifest page';

/** Whether the app seems to be of a manifest without `should_escape`. */
export async function namesUnread(db: Database): Promise<boolean> {
  return (await readState(db, key)) === true;
}

/** A name that Slack read proves that it reads them; an `@name` that it did not read is a sign that it does not. */
export async function noteNames(db: Database, typed: string, said: string, now: Instant): Promise<void> {
  const isRead = /<(@|!subteam\^|#)[A-Z0-9]{2,}/.test(typed);
  if (!isRead && !said.includes(sign)) return;
  if ((await namesUnread(db)) === !isRead) return;
  await writeState(db, key, !isRead, now);
}
