import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The clock of the machine on which the processes of a world run. Neighbours have their own, which is right. */
export interface MachineClock extends AsyncDisposable {
  /** What its processes are told. */
  environment: Record<string, string>;
  /** The time of day of the store: Postgres has a clock of its own. */
  storeNow(): number;
  set(aheadMs: number): Promise<void>;
}

const preload = join(import.meta.dirname, '../support/stepping-clock.ts');

export async function startMachineClock(databaseUrl: string): Promise<MachineClock> {
  const folder = await mkdtemp(join(tmpdir(), 'revox-clock-'));
  const file = join(folder, 'ahead');
  let aheadMs = 0;
  const set = async (ms: number) => {
    aheadMs = ms;
    await writeFile(`${file}.new`, String(ms));
    await rename(`${file}.new`, file);
  };
  await set(0);
  return {
    environment: { NODE_OPTIONS: `--import ${preload}`, CLOCK_FILE: file },
    storeNow: () => Date.now() + (databaseUrl.startsWith('file:') ? aheadMs : 0),
    set,
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}
