import { z } from 'zod';

import type { Store } from '../store/engine/database.ts';
import { readState } from '../store/engine/state.ts';
import { startWalk, walkSchema } from './walk.ts';

const progressSchema = z.object({
  walk: walkSchema,
  /** Rows per page, as last seen. */
  size: z.number(),
  /** Calls read so far. */
  read: z.number(),
  /** About how many there are; null until the end of the list was looked for. */
  about: z.number().nullable(),
  done: z.boolean(),
});

/** How far the import of history has come, kept over restarts. */
export type ImportProgress = z.infer<typeof progressSchema>;

/** @param arrivals Calls that came in so far, for an import that is to begin. */
export async function importProgress(store: Store, arrivals: number): Promise<ImportProgress> {
  const stored = progressSchema.safeParse(await readState(store, 'import'));
  return stored.data ?? { walk: startWalk(arrivals), size: 1, read: 0, about: null, done: false };
}
