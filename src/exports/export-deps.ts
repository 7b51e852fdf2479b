import type { Instant } from '../calls/call.ts';
import type { HiddenFields } from '../calls/hidden-fields.ts';
import type { Database } from '../store/engine/database.ts';
import type { Courier } from './courier.ts';

/** What is needed to make files for people. */
export interface ExportDeps {
  db: Database;
  now(): Instant;
  /** IANA zone in which `today` was meant. */
  timezone: string;
  /** Whether this person gets whole numbers. Asked when the file is made and before it is handed over. */
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
