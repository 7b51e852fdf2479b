import { z } from 'zod';

import type { Store } from '../store/engine/database.ts';
import { readState } from '../store/engine/state.ts';
import { startWalk } from './walk.ts';

/** How far the import of history has come, kept over restarts. */
export interface ImportProgress {
  walk: { end: number; arrivals: number; anchors: string[] };
  /** Rows per page, as last seen. */
  size: number;
  /** Calls read so far. */
  read: number;
  /** About how many there are; null until the end of the list was looked for. */
  about: number | null;
  done: boolean;
}

const progressSchema = z.object({
  walk: z.object({ end: z.number(), arrivals: z.number(), anchors: z.array(z.string()) }),
  size: z.number(),
  read: z.number(),
  about: z.number().nullable(),
  done: z.boolean(),
});

/** @param arrivals Calls that came in so far, for an import that is to begin. */
export async function importProgress(store: Store, arrivals: number): Promise<ImportProgress> {
  const stored = progressSchema.safeParse(await readState(store, 'import'));
  return stored.data ?? { walk: startWalk(arrivals), size: 1, read: 0, about: null, done: false };
}
