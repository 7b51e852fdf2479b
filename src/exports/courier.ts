import type { Readable } from 'node:stream';
import type { Instant } from '../calls/call.ts';
import type { ExportNews } from '../calls/export-news.ts';
import type { HiddenFields } from '../calls/hidden-fields.ts';
import type { Database } from '../store/engine/database.ts';

/** The way to a person that a file can take. */
export interface Courier {
  /** Leaves the file with Slack, where nobody sees it yet. */
  upload(file: ExportFile, stopping: AbortSignal): Promise<Uploaded>;
  /** Shows it to the person in a direct message. */
  share(fileId: string, userId: string, sent: Sent): Promise<Shared>;
  /** Says how it goes, in the place of what was said last. @returns false when that was not possible. */
  respond(responseUrl: string, news: ExportNews): Promise<boolean>;
  /** Says it in a direct message, or where it was asked for where Slack refuses that. */
  write(to: { userId: string; askedIn: string | null }, news: ExportNews): Promise<void>;
}

export interface ExportFile {
  name: string;
  bytes: number;
  content: Readable;
}

/** What the person is handed. */
export type Sent = Extract<ExportNews, { kind: 'sent' }>;

export type Uploaded = { kind: 'uploaded'; fileId: string } | Later | Refused;

export type Shared = { kind: 'shared' } | Later | Refused | { kind: 'in-doubt'; reason: string };

/** Nothing was shown, and it may go well another time. */
export interface Later {
  kind: 'later';
  reason: string;
  /** What Slack asked for, if it did. */
  afterMs: number | null;
}

/** Nothing was shown, and it needs a person. */
export interface Refused {
  kind: 'refused';
  reason: string;
}

/** What is needed to make files for people. */
export interface ExportDeps {
  db: Database;
  now(): Instant;
  /** IANA zone in which `today` was meant. */
  timezone: string;
  /** Whether this person gets full numbers. Asked when the file is made and before it is handed over. */
  mayHaveNumbers(userId: string): boolean;
  /** Whether this person may ask for anything at all. Asked when the file is made and before it is handed over. */
  mayAsk(userId: string): Promise<'yes' | 'no' | 'not-told'>;
  /** Extracted fields that this person does not see; asked at the same times. */
  hiddenFrom(userId: string): HiddenFields;
  courier: Courier;
  /** Where a file is kept while it is made and handed over. */
  folder: string;
  stopping: AbortSignal;
}
