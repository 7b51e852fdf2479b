import { z } from 'zod';
import type { Instant } from '../calls/call.ts';
import type { Store } from '../store/engine/database.ts';
import { readState, writeState } from '../store/engine/state.ts';
import { walkSchema } from './walk.ts';

/**
 * A row's depth below the newest call grows with every arrival; its height above the first ever counted, which is
 * arrivals minus depth, stays. So heights are what is remembered. Those of history are negative.
 */
const height = z.number();

const openCallSchema = z.object({
  key: z.string(),
  height,
  /** The pass in which it was first seen open. */
  since: z.number(),
  /** How often it was not found where it should have been. */
  misses: z.number(),
});

/** A walk with an end: it stops at this height, or at the end of the list. */
const descentSchema = z.object({ walk: walkSchema, bottom: height.nullable() });

const sweepSchema = descentSchema.extend({
  /** How deep it goes, as a power of four; at most one sweep of each level is under way. */
  level: z.number(),
  /** The pass that began it. */
  since: z.number(),
  /** How often in a row it asked for a page in vain. */
  unanswered: z.number(),
});

export const readingSchema = z.object({
  version: z.literal(2),
  /** Passes that got as far as sweeping. */
  pass: z.number(),
  /** Calls that came in at the head since the beginning. */
  arrivals: z.number(),
  /** The same for one pass, smoothed. */
  arrivalsPerPass: z.number(),
  /** Open calls near the head. */
  open: z.array(openCallSchema),
  /** What a head cut short has left unread. */
  catchUp: descentSchema.nullable(),
  sweeps: z.array(sweepSchema),
});

/** How far the reading of the list has come: what one pass leaves for the next. */
export type Reading = z.infer<typeof readingSchema>;
export type OpenCall = z.infer<typeof openCallSchema>;
export type Descent = z.infer<typeof descentSchema>;
export type Sweep = z.infer<typeof sweepSchema>;

export function freshReading(): Reading {
  return { version: 2, pass: 0, arrivals: 0, arrivalsPerPass: 0, open: [], catchUp: null, sweeps: [] };
}

/** A state from another version is started over: that only costs requests. */
export async function loadReading(store: Store): Promise<Reading> {
  return readingSchema.safeParse(await readState(store, 'reading')).data ?? freshReading();
}

export function saveReading(tx: Store, reading: Reading, now: Instant): Promise<void> {
  return writeState(tx, 'reading', reading, now);
}
