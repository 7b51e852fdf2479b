import { benches } from './benches.ts';
import type { Figures } from './row.ts';
import { scaleOf } from './scale.ts';
import { storesAt } from './stores.ts';

export interface Task {
  bench: string;
  size: 'full' | 'smoke';
  restMinutes: number;
  /** Where Postgres is; without it, SQLite. */
  server?: string | undefined;
}

export async function measure(task: Task, quiet: () => Promise<unknown>): Promise<Figures> {
  const load = benches[task.bench];
  if (load === undefined) throw new Error(`there is no bench “${task.bench}”`);
  const bench = await load();
  return await bench(scaleOf(task.size, task.restMinutes), storesAt(task.server), quiet);
}
