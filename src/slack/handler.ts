import type { Instant } from '../calls/call.ts';
import type { Database } from '../store/database.ts';
import type { Rendered } from './messages/rendered.ts';
import type { Log } from './sdk-log.ts';

/** What is needed to answer people. */
export interface Desk {
  db: Database;
  log: Log;
  now(): Instant;
  /** IANA zone in which `today` and `yesterday` are meant. */
  timezone: string;
  phoneNumbers: 'masked' | 'full';
  /** User ids. */
  admins: string[];
  /** A person waits so long for the database, then hears that it is busy. */
  patienceMs?: number;
}

/** Somebody typed a command or clicked. */
export interface Asked {
  /** `/revox calls` or a button's action id: what it is, without what was typed, so that it may be logged. */
  what: string;
  /** What was typed after that, or the button's value. Anyone can send anything. */
  input: string;
  userId: string;
  /** The person's own workspace. */
  teamId: string | null;
  channelId: string | null;
  /** The same on every delivery of this request. */
  key: string;
}

/** Shown to the person alone. */
export interface Answer extends Rendered {
  /** Takes the place of the message whose button was clicked, if only that person sees it. */
  replaces?: boolean;
}

export interface Handler {
  /** Reads and renders; the rest is done here, the same for all. */
  answer(asked: Asked, desk: Desk): Promise<Answer>;
  /** Something is different afterwards, so it is done once however often Slack delivers the request. */
  changes?: true;
}
