import { z } from 'zod';

import type { Instant } from '../../calls/call.ts';
import type { NightlyCopy } from '../../calls/nightly-copy.ts';
import type { Store } from '../engine/database.ts';
import { readState, writeState } from '../engine/state.ts';

export const nightlyCopyKey = 'nightly-copy';

const stored = z.object({
  since: z.number(),
  night: z.string().nullable(),
  triedAt: z.number().nullable(),
  copiedAt: z.number().nullable(),
  problem: z.string().nullable(),
  leftOver: z
    .object({ triedAt: z.number(), files: z.number(), problem: z.string() })
    .nullable()
    .default(null),
});

/** At a start: without a folder nothing is late, and what an earlier setting left does not count. */
export async function wantNightlyCopies(store: Store, wanted: boolean, now: Instant): Promise<void> {
  if (!wanted) await store.deleteFrom('state').where('key', '=', nightlyCopyKey).execute();
  else if ((await readNightlyCopy(store)) === null) await writeNightlyCopy(store, newlyWanted(now), now);
}

export async function readNightlyCopy(store: Store): Promise<NightlyCopy | null> {
  return nightlyCopyIn(await readState(store, nightlyCopyKey));
}

export function writeNightlyCopy(store: Store, copy: NightlyCopy, now: Instant): Promise<void> {
  return writeState(store, nightlyCopyKey, copy, now);
}

/** Null when none is wanted. */
export function nightlyCopyIn(document: unknown): NightlyCopy | null {
  return stored.safeParse(document).data ?? null;
}

export function newlyWanted(now: Instant): NightlyCopy {
  return { since: now, night: null, triedAt: null, copiedAt: null, problem: null, leftOver: null };
}
