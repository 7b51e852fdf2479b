import type { Instant } from '../call.ts';
import type { Slice } from './activity.ts';

/**
 * From which minute on there is most above what is usual: when it began. What is a little above usual now and then
 * before does not count. Null where nothing is above.
 *
 * @param excessOf How much above usual a minute is; below it is negative.
 */
export function firstMinuteAbove(
  minutes: readonly Slice[],
  excessOf: (minute: Slice) => number,
): Instant | null {
  let [most, sum] = [0, 0];
  let began: Instant | null = null;
  for (const minute of minutes.toReversed()) {
    sum += excessOf(minute);
    if (sum <= most) continue;
    most = sum;
    began = minute.at;
  }
  return began;
}
