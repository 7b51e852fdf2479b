import type { ImportProgress } from '../sync/import-progress.ts';
import type { Logger } from './log.ts';

export interface BarOptions {
  log: Logger;
  /** Where a person may watch; a bar is drawn only on a terminal. */
  terminal: Pick<NodeJS.WriteStream, 'isTTY' | 'columns' | 'write'>;
}

const width = 30;
const logEveryPercent = 10;

/** Shows how far the import of history has come: a bar on a terminal, a line for each tenth elsewhere. */
export function importBar({ log, terminal }: BarOptions): (progress: ImportProgress) => void {
  let logged = -logEveryPercent;
  return (progress) => {
    if (terminal.isTTY) draw(progress);
    const percent = percentOf(progress);
    if (percent < logged + logEveryPercent && !progress.done) return;
    logged = percent;
    if (!terminal.isTTY || progress.done) {
      log.info({ read: progress.read, percent }, progress.done ? 'history imported' : 'importing history');
    }
  };

  function draw(progress: ImportProgress): void {
    const filled = Math.round((percentOf(progress) / 100) * width);
    const bar = `${'█'.repeat(filled)}${'░'.repeat(width - filled)}`;
    const line = `Importing history ${bar} ${percentOf(progress)}% ${progress.read.toLocaleString('en')} calls`;
    terminal.write(`\r${line.slice(0, terminal.columns - 1)}${progress.done ? '\n' : ''}`);
  }
}

/** The number of calls is an estimate, so that only the end is a hundred. */
function percentOf({ read, about, done }: ImportProgress): number {
  if (done) return 100;
  return Math.min(99, Math.floor((read / Math.max(1, about ?? 1)) * 100));
}
