/** One call that one channel should hear of. */
export interface NewsItem {
  /** The same call and channel give the same key, so that news is enqueued once. */
  key: string;
  channel: string;
  topic: CallTopic;
  callId: string;
  subscriptionId: string;
  /** Keeps it back until it ends. */
  muteId?: string;
}

export type CallTopic = 'errors' | 'calls';
