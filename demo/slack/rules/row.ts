/** Where a message or a view stands. `answer` is what `response_url` takes. */
export type Surface = 'message' | 'ephemeral' | 'answer' | 'modal' | 'home';

/** What an emulated Slack does where nobody knows what the real one does. */
export type Doubts = 'refused' | 'taken';

/** One thing that is known of Slack, or believed. */
export interface Row {
  /** Names it for good: problems and reports refer to it. */
  id: string;
  source: string;
  /** The month in which the source was read. */
  read: string;
  certain: boolean;
}
