import type { Figures } from './row.ts';
import type { Scale } from './scale.ts';
import type { Stores } from './stores.ts';

/** @param quiet Settles once no other bench runs any more. */
export type Bench = (scale: Scale, stores: Stores, quiet: () => Promise<unknown>) => Promise<Figures>;

/** Each is loaded in a process of its own, so that none inherits the memory of another. */
export const benches: Record<string, () => Promise<Bench>> = {
  history: async () => (await import('./history.ts')).historyMade,
  soak: async () => (await import('./soak.ts')).soak,
  reading: async () => (await import('./reading.ts')).reading,
  disk: async () => (await import('./disk.ts')).disk,
  ingest: async () => (await import('./ingest.ts')).ingest,
  import: async () => (await import('./import.ts')).importing,
  'look-ups': async () => (await import('./look-ups.ts')).lookUps,
  stats: async () => (await import('./stats.ts')).stats,
  digest: async () => (await import('./digest.ts')).digest,
  bursts: async () => (await import('./bursts.ts')).bursts,
  telling: async () => (await import('./telling.ts')).telling,
  retention: async () => (await import('./retention.ts')).retention,
  memory: async () => (await import('./memory.ts')).memory,
  start: async () => (await import('./start.ts')).start,
  webhook: async () => (await import('./webhook.ts')).webhook,
  rest: async () => (await import('./rest.ts')).rest,
  neighbours: async () => (await import('./neighbours.ts')).neighbours,
};

/** These measure no time, so they run side by side before the others. */
export const untimed = ['history', 'soak', 'reading', 'disk'];

/** These stand by themselves for some minutes, beside the others, and measure when the others are through. */
export const resting = ['rest', 'neighbours'];

/** What a store has no part in: once is enough. */
export const storeless = ['soak', 'reading', 'neighbours'];
