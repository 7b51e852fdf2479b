import type { Instant } from '../../calls/call.ts';
import { type Snooze, snoozeUntil } from '../../calls/snooze.ts';
import type { Shown } from '../blocks/rendered.ts';
import type { Asked, Desk } from './handler.ts';
import { sentence } from './sentence.ts';

/** When a snooze ends that somebody chose, by the clock where they are; or why it has none. */
export async function endOfSnooze(
  snooze: Snooze,
  { userId }: Pick<Asked, 'userId'>,
  desk: Desk,
): Promise<{ until: Instant } | { refusal: Shown }> {
  const timezone = (await desk.directory.timezoneOf(userId)) ?? desk.timezone;
  const until = snoozeUntil(snooze, desk.now(), timezone);
  return until === null ? { refusal: afternoonBegun } : { until };
}

const afternoonBegun = sentence('It’s already after 14:00 where you are. Choose another time.');
