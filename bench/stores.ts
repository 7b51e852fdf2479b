import type { Database } from '../src/store/engine/database.ts';
import { postgresStores } from './postgres-stores.ts';
import type { History } from './rows/history.ts';
import type { Scale } from './scale.ts';
import { sqliteStores } from './sqlite-stores.ts';

/** What a bench measures on: the same of SQLite and of Postgres. */
export interface Stores {
  /** With today's tables and nothing in them; gone afterwards. */
  empty(): Promise<Place>;
  /** With the whole history, to read from. Made once. */
  filled(scale: Scale): Promise<Filled>;
  /** A copy of it to write to, which is gone afterwards. */
  copied(scale: Scale): Promise<Filled>;
  /** A bare table that holds as much as this copy of the history. */
  openFloor(filled: Filled): Promise<Floor>;
  /** Every index and the empty parts of pages included. */
  bytesOf(db: Database): Promise<number>;
}

export interface Place extends AsyncDisposable {
  /** For `openDatabase` and `DATABASE_URL`. */
  url: string;
}

export interface Filled extends Place {
  history: History;
}

/** The least that can keep calls. */
export interface Floor extends AsyncDisposable {
  /** In one transaction, a prepared insert for each. */
  insert(rows: FloorRow[]): Promise<void>;
}

export const floorColumns = [
  'id',
  'phone_number',
  'status',
  'result',
  'dial_error',
  'started_at',
  'answered_at',
  'ended_at',
  'end_reason',
  'ended_by',
  'recording_url',
  'structured_output',
  'transcript',
] as const;

/** As Revox has them; what is nested, as JSON. */
export type FloorRow = (string | number | null)[];

/** @param server Where Postgres is; without it, SQLite. */
export function storesAt(server: string | undefined): Stores {
  return server === undefined ? sqliteStores : postgresStores(server);
}
