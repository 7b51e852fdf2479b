import type { DetailedCall, Instant } from '../calls/call.ts';
import { weekMs } from '../calls/time/durations.ts';

/** What a pass needs of the API: pages of call attempts, newest first. How the server speaks is not our business. */
export interface CallList {
  /**
   * @param index 0 is the page with the newest calls. A page may be shorter than `size` without being the last.
   * @param whole No call of it may be bare.
   * @throws RevoxError
   */
  readPage(index: number, whole?: boolean): Promise<CallPage>;
  /** How far our clock is ahead of the one by which calls end; null when unknown. */
  aheadMs?(): number | null;
}

export interface CallPage {
  rows: ListedRow[];
  /** Rows per page in effect, which the server may have capped. */
  size: number;
  /** Nothing older follows. */
  last: boolean;
}

export type ListedRow =
  | {
      kind: 'call';
      call: DetailedCall;
      /** Changes whenever anything in the row does. */
      fingerprint: string;
      /** Without details, as it came before just so. */
      isBare?: true;
    }
  | { kind: 'set-aside'; key: string; raw: string; reason: string };

/** A server that is further ahead than this does not know the time itself. */
const believedMs = weekMs;

/** What time it is by the clock by which calls end; null when unknown, or it cannot be believed. */
export function timeOf({ aheadMs }: CallList, now: Instant): Instant | null {
  const ahead = aheadMs?.() ?? null;
  return ahead === null || Math.abs(ahead) > believedMs ? null : now - ahead;
}
