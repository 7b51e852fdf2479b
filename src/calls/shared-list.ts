import type { Call } from './call.ts';

/** A page of a list that one person shows to a channel, as they saw it. */
export interface SharedList {
  /** The message that shows it. */
  messageId: string;
  /** Id of the person. */
  sharedBy: string;
  /** Canonical filter words; empty means every call. */
  filter: string;
  /** Newest first. */
  calls: Call[];
}
