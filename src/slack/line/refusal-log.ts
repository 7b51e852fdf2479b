import type { Instant } from '../../calls/call.ts';
import type { Log } from './sdk-log.ts';
import type { Refusal } from './signed-requests.ts';

const quietMs = 60_000;

/** One line a minute, however many are refused: anybody may send what is not signed. */
export function refusalLog(log: Log, now: () => Instant): (reason: Refusal, offMs?: number) => void {
  let saidAt = Number.NEGATIVE_INFINITY;
  let count = 0;
  return (reason, offMs) => {
    count += 1;
    if (Math.abs(now() - saidAt) < quietMs) return;
    log.warn(
      { reason, count, ...(offMs !== undefined && { lateMs: Math.round(offMs) }) },
      'requests to /slack/events are refused',
    );
    saidAt = now();
    count = 0;
  };
}
