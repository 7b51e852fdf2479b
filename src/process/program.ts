import { ConfigError } from './config.ts';
import { passwordsIn } from './database-url.ts';
import { scrubber } from './scrub.ts';

export const failed = 1;
export const misconfigured = 78;

/** Runs a program beside the bot. Of what goes wrong it says a line. */
export async function runProgram(run: () => Promise<void>): Promise<void> {
  // Whatever is made from here on is its owner's alone.
  process.umask(0o077);
  try {
    await run();
  } catch (error) {
    process.stderr.write(`${reasonOf(error)}\n`);
    process.exitCode = error instanceof ConfigError ? misconfigured : failed;
  }
}

/** What goes wrong with a database is said without its password. @param before What is said first. */
export async function withoutPassword<T>(url: string, act: () => Promise<T>, before = ''): Promise<T> {
  const scrub = scrubber(passwordsIn(url).filter((secret) => secret !== ''));
  return act().catch((error) => {
    throw new Error(scrub(`${before}${reasonOf(error)}`));
  });
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
