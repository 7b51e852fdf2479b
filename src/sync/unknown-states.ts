import { z } from 'zod';

import { type Instant, isPuzzling } from '../calls/call.ts';
import type { ReadCall } from '../store/calls/calls.ts';
import type { Store } from '../store/engine/database.ts';
import { readState, writeState } from '../store/engine/state.ts';

const statesSchema = z.array(z.string());
/** A server that makes up a state for every call is told of no more. */
const mostStates = 50;

/** States that this version does not know and that nobody was told of, each given once. */
export async function newStates(tx: Store, read: ReadCall[], now: Instant): Promise<string[]> {
  const seen = new Set(read.filter(({ call }) => isPuzzling(call)).map(({ call }) => call.status));
  if (seen.size === 0) return [];
  const told = statesSchema.safeParse(await readState(tx, 'unknown-states')).data ?? [];
  const fresh = [...seen].filter((state) => !told.includes(state)).slice(0, mostStates - told.length);
  if (fresh.length > 0) await writeState(tx, 'unknown-states', [...told, ...fresh], now);
  return fresh;
}
