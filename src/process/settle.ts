export interface SettleOptions {
  /** Another number whenever something happened: rows were written, or a person was answered. */
  happened(): number;
  /** Bytes in use, with what nobody needs any more. */
  inUse(): number;
  giveBack(): Promise<unknown>;
  /** Called once when something has happened, after that and after the start. */
  comeBack(): Promise<unknown>;
}

const megabyte = 1024 * 1024;
/** Less is not worth the tenth of a second in which nobody has a turn. */
const worthBytes = 8 * megabyte;
const quietMs = 60_000;

/**
 * Has memory given back after a minute in which nothing happened. V8 collects what nobody needs when it wants space
 * for more, so that a bot at rest would keep for hours what its start or a busy day has left.
 */
export function settleWhenQuiet({ happened, inUse, giveBack, comeBack }: SettleOptions): { stop(): void } {
  let seen = happened();
  /** Null while something happens. It begins at rest, since what is given back later leaves gaps that stay. */
  let settledAt: number | null = Number.NEGATIVE_INFINITY;

  async function look(): Promise<void> {
    const before = seen;
    seen = happened();
    if (seen !== before) return await rouse();
    if (settledAt !== null && inUse() < settledAt + worthBytes) return;
    await giveBack();
    settledAt = inUse();
  }

  async function rouse(): Promise<void> {
    if (settledAt !== null) await comeBack();
    settledAt = null;
  }

  // A database that cannot be asked has its own ways to say so.
  const timer = setInterval(() => void look().catch(() => undefined), quietMs).unref();
  return { stop: () => clearInterval(timer) };
}
