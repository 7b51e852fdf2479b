import type { Button } from '@slack/types';

import type { CallInBrief, Instant } from '../../calls/call.ts';
import { mostInButton } from '../blocks/carried.ts';
import { counted } from '../blocks/numbers.ts';
import { button, confirmation } from '../blocks/rich.ts';

export interface CallListReply {
  /** The filter in its canonical words; empty means every call. */
  filter: string;
  /** Set for the calls of one message. */
  messageId: string | null;
  /** Newest first, ten at most. */
  calls: CallInBrief[];
  /** How many calls of the list stand above these. */
  above: number;
  /** How many the list has, as far as they could be counted. */
  total: { count: number; isMore: boolean };
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

export function pageButtons({ newer, older }: CallListReply) {
  return [
    newer === null ? null : button('Newer', 'list_newer', newer),
    older === null ? null : button('Older', 'list_older', older),
  ];
}

/** The page goes to the channel as it is here, with masked numbers, so it is asked for twice. */
export function shareButton({ share, calls }: CallListReply): Button | null {
  if (share === null) return null;
  const text = `Everybody here will see ${calls.length === 1 ? 'this call' : `these ${calls.length} calls`}.`;
  return {
    ...button('Share to channel', 'share_list', share),
    confirm: confirmation('Share to this channel?', text, 'Share'),
  };
}

/** The calls of one message are no filter, and can only be read. */
export function exportButton({ filter, messageId }: CallListReply): Button | null {
  if (messageId !== null || filter.length > mostInButton) return null;
  return button('Export', 'export_list', filter.trim() === '' ? undefined : filter);
}

/** New calls never move the rows under the reader's eyes: they are offered instead. */
export function newerCalls({ newerCount, refresh }: CallListReply): Button | null {
  return newerCount < 1 || refresh === null
    ? null
    : button(counted(newerCount, 'newer call'), 'list_refresh', refresh);
}
