import { environment } from './config.ts';
import { examine } from './doctor/examine.ts';
import { reportOf } from './doctor/report.ts';
import { scrubber } from './scrub.ts';

// Whatever is made from here on is its owner's alone.
process.umask(0o077);

/** Says what stands in the way of a start, and what to do about it. */
const { findings, secrets } = await examine(environment());
process.stdout.write(`${reportOf(findings, scrubber(secrets))}\n`);
process.exit(findings.some(({ state }) => state === 'problem') ? 1 : 0);
