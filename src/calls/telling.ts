import type { Bundle } from './bundle.ts';
import type { Instant } from './call.ts';
import type { Mute } from './mute.ts';
import type { UserGroup } from './options/mention.ts';
import type { CallTopic } from './topics/index.ts';

/** Calls, and how a channel wants to hear of them. */
export interface ToldCalls {
  kind: CallTopic;
  bundle: Bundle;
  telling?: Telling;
}

/** How a bundle of calls is told, beside the calls. */
export interface Telling {
  /** One line, whose rest is in the thread; or whole. */
  form: 'compact' | 'whole';
  /** Who is mentioned when one of the errors is severe. */
  mention: UserGroup | null;
  /** When the first of the calls was found, where they were held back to be told together. */
  since: Instant | null;
  /** The mute that held them back, now that it is over. */
  mute: Mute | null;
  /** Retold on purpose. */
  isReplay: boolean;
}

export const atOnce: Telling = { form: 'whole', mention: null, since: null, mute: null, isReplay: false };
