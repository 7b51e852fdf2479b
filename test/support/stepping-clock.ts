import { readFileSync } from 'node:fs';

/**
 * Preloaded into a process whose clock a test sets: `CLOCK_AHEAD_MS` at first, and each SIGUSR2 by `CLOCK_STEP_MS`; or
 * always what the file `CLOCK_FILE` says.
 */
let aheadMs = Number(process.env.CLOCK_AHEAD_MS ?? 0);

const RealDate = Date;

class SteppedDate extends RealDate {
  constructor(...args: [] | [value: string | number | Date]) {
    if (args.length === 0) super(RealDate.now() + aheadMs);
    else super(...(args as [number]));
  }

  static override now(): number {
    return RealDate.now() + aheadMs;
  }
}

globalThis.Date = SteppedDate as DateConstructor;

process.on('SIGUSR2', () => {
  aheadMs += Number(process.env.CLOCK_STEP_MS ?? 0);
});

const file = process.env.CLOCK_FILE;
if (file !== undefined) {
  const follow = () => {
    aheadMs = Number(readFileSync(file, 'utf8'));
  };
  follow();
  setInterval(follow, 50).unref();
}
