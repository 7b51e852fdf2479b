import type { Readable } from 'node:stream';

import type { ExportNews } from '../calls/export-news.ts';

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
