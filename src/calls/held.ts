import type { Instant } from './call.ts';

/** What is held about one phone number, counted by kind of data. */
export interface Held {
  /** As `canonicalNumber` has it. */
  phoneNumber: string;
  /** Numbers that may be the same one, written otherwise: what is held about them is not counted here. */
  near: { number: string; calls: number }[];
  calls: number;
  /** How many of them have not ended. */
  open: number;
  firstAt: Instant | null;
  lastAt: Instant | null;
  recordings: number;
  transcripts: number;
  /** Calls with structured output or other fields. */
  extracted: number;
  /** Posted messages that show something of it, by channel, most first. */
  messages: { channel: string; count: number }[];
  subscriptions: number;
  mutes: number;
  changes: number;
  searches: number;
  exports: number;
  /** Follow-ups: of calls to the number, and of others whose notes name it. */
  followUps: number;
  /** Settings that ask for data that other calls share: they stay when the person is erased. */
  resembling: number;
  setAside: number;
  /** How many people were shown the full number, a recording or a transcript. */
  shownTo: number;
  /** Older calls are still being read from Revox. */
  isImporting: boolean;
}

export function isNothing(held: Held): boolean {
  const { calls, messages, subscriptions, mutes, changes, searches, exports, setAside, followUps } = held;
  const named = subscriptions + mutes + changes + searches + exports + setAside + followUps;
  return calls + messages.length + named === 0;
}

/** A setting that stays, and asks for something that somebody who is erased had in common with others. */
export interface Resembling {
  kind: 'subscription' | 'mute' | 'search';
  /** The channel, or the person whose search it is. */
  place: string;
  /** Name of the extracted field; never what it was. */
  field: string;
}

/** The erasing of one person's data, as reported to the person who asked for it. */
export interface ErasureNews {
  askedBy: string;
  askedAt: Instant;
  calls: number;
  messages: number;
  quotes: number;
  resembling: Resembling[];
  /** Messages that could not be edited. */
  unedited: { channel: string; link: string | null }[];
  /** Files that held the person: how many are deleted, and who has one that Slack keeps. */
  files: { deleted: number; left: string[] };
}
