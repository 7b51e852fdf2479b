import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

import { ownBundleState, root } from '../src/process/bundle.ts';
import { startPostgres } from '../test/support/postgres-server.ts';
import { resting, storeless, untimed } from './benches.ts';
import { measure, type Task } from './measure.ts';
import { nodeOptions } from './node-options.ts';
import { promises } from './promises.ts';
import { type BenchResult, besidePromises, type Figures, type StoreName } from './row.ts';

interface Wanted extends Pick<Task, 'size' | 'restMinutes'> {
  benches: string[];
  stores: StoreName[];
}

/** A bench under way. */
interface Run {
  figures: Promise<Figures>;
  /** Tells it that no other runs any more. */
  quiet(): void;
}

/** First what measures no time, side by side; then one after the other; at last what stood beside them meanwhile. */
export async function runAll(wanted: Wanted): Promise<BenchResult[]> {
  if (wanted.size === 'full') await makeBundle();
  const postgres = wanted.stores.includes('postgres') ? await startPostgres() : null;
  const tasks = tasksOf(wanted, await postgres?.create());
  const are = (names: string[]) => tasks.filter(({ bench }) => names.includes(bench));
  const isTimed = ({ bench }: Task) => !untimed.includes(bench) && !resting.includes(bench);

  const results = await Promise.all(are(untimed).map((task) => resultOf(task, begin(task))));
  const standing = are(resting).map((task) => {
    const run = begin(task);
    return { run, result: resultOf(task, run) };
  });
  for (const task of tasks.filter(isTimed)) results.push(await resultOf(task, begin(task)));
  for (const { run } of standing) run.quiet();
  results.push(...(await Promise.all(standing.map(({ result }) => result))));
  await postgres?.stop();
  return results;
}

function tasksOf({ benches, stores, size, restMinutes }: Wanted, server?: string): Task[] {
  return stores.flatMap((store) =>
    benches
      .filter((bench) => store === 'sqlite' || !storeless.includes(bench))
      .map((bench) => ({ bench, size, restMinutes, server: store === 'postgres' ? server : undefined })),
  );
}

/** What `npm start` runs on a machine where the bundle was made. */
async function makeBundle(): Promise<void> {
  if (ownBundleState() === 'fresh') return;
  const { bundleTo } = await import('../scripts/bundle.ts');
  await bundleTo(join(root, 'dist'));
}

/** One that fails takes none of the others with it. */
async function resultOf(task: Task, run: Run): Promise<BenchResult> {
  const { bench } = task;
  const store = task.server === undefined ? 'sqlite' : 'postgres';
  const startedAt = performance.now();
  const figures = await run.figures.catch((error: Error) => {
    process.stderr.write(`${bench} on ${store} failed: ${error.stack}\n`);
    return null;
  });
  const seconds = (performance.now() - startedAt) / 1000;
  process.stderr.write(`${bench} on ${store}: ${seconds.toFixed(1)} s\n`);
  const rows = besidePromises(promises[bench] ?? [], figures ?? {}, store);
  return { bench, store, rows, seconds, failed: figures === null };
}

/** The small ones share a process, as nobody looks at their figures. */
function begin(task: Task): Run {
  if (task.size === 'full') return inOwnProcess(task);
  return { figures: measure(task, async () => undefined), quiet: () => undefined };
}

function inOwnProcess(task: Task): Run {
  const child = fork(join(import.meta.dirname, 'run-bench.ts'), [JSON.stringify(task)], {
    execArgv: [...nodeOptions, '--expose-gc'],
    serialization: 'advanced',
  });
  return { figures: figuresFrom(child, task.bench), quiet: () => void child.send('quiet') };
}

async function figuresFrom(child: ReturnType<typeof fork>, bench: string): Promise<Figures> {
  let figures: Figures | null = null;
  child.once('message', (message) => {
    figures = message as Figures;
  });
  const [code] = await once(child, 'exit');
  if (figures === null) throw new Error(`the bench “${bench}” ended with ${code} and without a figure`);
  return figures;
}
