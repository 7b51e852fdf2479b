/** What the person who asked for a file of calls is notified of. */
export type ExportNews =
  | { kind: 'written'; calls: number; of: number }
  | { kind: 'sent'; calls: number; masked: boolean }
  /** No call is chosen by the filter, so there is no file. */
  | { kind: 'nothing'; filter: string }
  /** Slack does not take it; `reason` is its own word for why. */
  | { kind: 'refused'; reason: string }
  /** The machine of the bot does not let it make one; `reason` is the system's word for why. */
  | { kind: 'no-file'; reason: string }
  | { kind: 'given-up' }
  /** The person may not have it any more: is no member, or may not look for such parts of a number. */
  | { kind: 'no-longer'; reason: 'membership' | 'numbers' }
  /** The bot was stopped at the moment of sending. */
  | { kind: 'in-doubt' };
