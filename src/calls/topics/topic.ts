/** What a channel can subscribe to. */
export interface SubscribableTopic {
  /** What one types, and what a row says. */
  name: string;
  /** Other words that mean it. */
  also: readonly string[];
  /** What the form offers. */
  offer: string;
}

/** A topic that posts single calls. What is said and asked about it follows from these. */
export interface TopicOfCalls extends SubscribableTopic {
  /** Filter words for its calls; empty for all that ended. */
  chooses: string;
  /** What happened: “1 call failed”, “12 calls failed”. */
  happened: { one: string; many: string };
  /** What `/revox why` says of a call that it does not post: “not posted: …”. */
  otherwise: string;
}
