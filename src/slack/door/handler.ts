import type { Instant } from '../../calls/call.ts';
import type { KnownFields } from '../../calls/filter/piece.ts';
import type { HiddenFields } from '../../calls/hidden-fields.ts';
import type { Database } from '../../store/engine/database.ts';
import type { HelpTopic } from '../blocks/help-topic.ts';
import type { Home } from '../blocks/home-view.ts';
import type { Modal } from '../blocks/modal.ts';
import type { Shown } from '../blocks/rendered.ts';
import type { Refusals } from '../line/refusals.ts';
import type { Log } from '../line/sdk-log.ts';
import type { Directory } from './directory.ts';
import type { Pace } from './pace.ts';

/** What is needed to answer people. */
export interface Desk {
  db: Database;
  directory: Directory;
  log: Log;
  refusals: Refusals;
  now(): Instant;
  /** IANA zone in which `today` and `yesterday` are meant. */
  timezone: string;
  phoneNumbers: 'masked' | 'full';
  /** Which parts of a number the person asking may look for; only what is shown, unless it says otherwise. */
  numbers?: 'any' | 'as-shown';
  /** Extracted fields that what is typed may name. */
  fields?: KnownFields;
  /** Full numbers and addresses that the person asking looks up; any, unless it says so. */
  lookedUp?: string[];
  /** Extracted fields that the person asking does not see. */
  hiddenFields?: HiddenFields;
  /** Where people can read the runbook. */
  runbookUrl?: string | null;
  /** User ids. */
  admins: string[];
  /** Whether guests of the workspace are answered like members; they are not unless it says so. */
  guests?: 'refused' | 'allowed';
  /** How much one person may ask. */
  pace?: Pace;
  /** A person waits so long for the database, then hears that it is busy. */
  patienceMs?: number;
  /** Called after every request, answered or failed. */
  onAnswered?(what: string, durationMs: number): void;
}

/** Where a person asks from, which decides what can be shown to them. */
export type Place =
  | { kind: 'channel' }
  | { kind: 'home' }
  | {
      kind: 'modal';
      viewId: string;
      /** Of the view as it was when the person clicked; null where Slack shows another one since. */
      hash: string | null;
      /** Id of what its form is about. */
      about: string | null;
    };

/** Somebody typed a command, clicked, picked a shortcut, or opened the Home tab. */
export interface Asked {
  /** `/revox calls` or a button's action id: what it is, without what was typed, so that it may be logged. */
  what: string;
  /** What was typed after that, or the button's value. Anyone can send anything. */
  input: string;
  userId: string;
  channelId: string | null;
  at: Place;
  /** With it one modal can be opened within three seconds; null where Slack gives none. */
  triggerId: string | null;
  /** Where more can be said later in the place of the first answer; null where Slack gives none. */
  responseUrl: string | null;
  /** The same on every delivery of this request. */
  key: string;
}

/** Shown to the person alone. */
export interface Answer extends Shown {
  /** Takes the place of what was clicked: a modal, or a message that only that person sees. */
  replaces?: boolean;
  /** The same as a modal, shown instead as long as Slack lets one be opened. */
  modal?: Modal;
  /** The same as the person's Home tab, shown instead. */
  home?: Home;
}

/** What one types after `/revox`, with its help and the buttons of what it answers. */
export interface Command extends Handler {
  word: string;
  /** Null where the help on another one names it. */
  help: CommandHelp | null;
  /** Buttons and menus, by action id. */
  buttons?: Record<string, Handler>;
}

/** Found by the word of its command. */
export type CommandHelp = Omit<HelpTopic, 'name'>;

export interface Handler {
  /** Reads and renders; the rest is done here, the same for all. Null when nothing is to be said. */
  answer(asked: Asked, desk: Desk): Promise<Answer | null>;
  /** Its form is closed as it is sent, and what it answers is said in the channel. */
  closes?: true;
  /** Something is different afterwards, so it is done once however often Slack delivers the request. */
  changes?: true;
  /** What is typed has words of a filter, so that it may name extracted fields and their values. */
  filters?: true;
}
