import type { Call, Instant } from '../../calls/call.ts';
import { spoken } from './safe-text.ts';

export interface CallListReply {
  /** The filter in its canonical words; empty means every call. */
  filter: string;
  /** Set for the calls that one message tells. */
  messageId: string | null;
  /** Newest first, ten at most. */
  calls: Call[];
  /** Calls that match and ended after the list was opened. */
  newerCount: number;
  /** What the buttons carry; null where there is no such page. Slack takes 2,000 characters. */
  newer: string | null;
  older: string | null;
  refresh: string | null;
  /** This very page; null where it cannot be shared. */
  share: string | null;
  /**
   * For a page that is empty: when the search began, from the filter or from the oldest stored call. Null when nothing
   * is stored.
   */
  searchedFrom: Instant | null;
  /** When that search ended, if the filter says so. */
  searchedUntil: Instant | null;
  /** For a page that is empty: filters near this one that find calls, the nearest first. */
  nearest: string[];
  /** For a page that is empty: words of the filter that no call can fulfil together. */
  contradiction: string[] | null;
}

/** “ matching errored since:24h”, for a sentence. */
export function matching({ filter }: CallListReply): string {
  return filter === '' ? '' : ` matching ${spoken(filter, 200)}`;
}
