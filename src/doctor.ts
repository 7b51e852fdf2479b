import { parseArgs } from 'node:util';
import { examine } from './doctor/examine.ts';
import { reportOf } from './doctor/report.ts';
import { environment } from './process/config.ts';
import { scrubber } from './process/scrub.ts';
import { typedCommand } from './process/typed-command.ts';

// Whatever is made from here on is its owner's alone.
process.umask(0o077);

/** Says what stands in the way of a start, and what to do about it. */
const { findings, secrets } = await examine(environment(), namedUser());
process.stdout.write(`${reportOf(findings, scrubber(secrets))}\n`);
process.exit(findings.some(({ state }) => state === 'problem') ? 1 : 0);

/** Who is to be sent a direct message; null where nobody is named. */
function namedUser(): string | null {
  try {
    const { user } = parseArgs({ options: { user: { type: 'string' } } }).values;
    if (user === undefined || /^[UW][A-Z0-9]{2,}$/.test(user)) return user ?? null;
  } catch {
    // Said below.
  }
  process.stderr.write(
    `Name the person for the direct message: ${typedCommand('doctor --user U0123456789')}\n`,
  );
  process.exit(2);
}
