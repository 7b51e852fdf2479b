import type { Row } from './row.ts';
import type { Scale } from './scale.ts';
import type { Stores } from './stores.ts';

export type Bench = (scale: Scale, stores: Stores) => Promise<Row[]>;

/** In the order in which they run. Each is loaded in a process of its own, so that none inherits the memory of another. */
export const benches: Record<string, () => Promise<Bench>> = {
  history: async () => (await import('./history.ts')).historyMade,
  soak: async () => (await import('./soak.ts')).soak,
  reading: async () => (await import('./reading.ts')).reading,
  ingest: async () => (await import('./ingest.ts')).ingest,
  import: async () => (await import('./import.ts')).importing,
  'look-ups': async () => (await import('./look-ups.ts')).lookUps,
  digest: async () => (await import('./digest.ts')).digest,
  bursts: async () => (await import('./bursts.ts')).bursts,
  telling: async () => (await import('./telling.ts')).telling,
  retention: async () => (await import('./retention.ts')).retention,
  disk: async () => (await import('./disk.ts')).disk,
  memory: async () => (await import('./memory.ts')).memory,
  start: async () => (await import('./start.ts')).start,
  webhook: async () => (await import('./webhook.ts')).webhook,
};

/** These measure no time, so they run side by side before the others. */
export const untimed = ['history', 'soak'];

/** What a store has no part in: once is enough. */
export const storeless = ['soak', 'reading'];
