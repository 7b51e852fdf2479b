import { parseArgs } from 'node:util';
import { examine } from './doctor/examine.ts';
import type { Finding } from './doctor/finding.ts';
import { environment } from './process/config.ts';
import { scrubber } from './process/scrub.ts';

// Whatever is made from here on is its owner's alone.
process.umask(0o077);

const marks = { ok: '✓', problem: '✗', unknown: '–', remark: '!' };

/** What no single check can know. */
const further = '`npm run verify:live` checks that Slack accepts every kind of message.';

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
  process.stderr.write('Name the person for the direct message: npm run doctor -- --user U0123456789\n');
  process.exit(2);
}

/**
 * A line for each finding, and one for all of them.
 * @param scrub Takes secrets out of what others said. What to do is in our own words, examples of tokens included.
 */
function reportOf(findings: Finding[], scrub: (text: string) => string): string {
  const lines = findings.map((finding) => ({ ...finding, says: scrub(finding.says) })).map(lineOf);
  return [...lines, '', summaryOf(findings)].join('\n');
}

function lineOf({ about, state, says, next }: Finding): string {
  const line = `${marks[state]} ${about}: ${says}.`;
  return oneLine(next === null ? line : `${line} → ${next}.`);
}

/** Some words are not ours: the reason that a database or a network gives. */
function oneLine(text: string): string {
  return text.replaceAll(/[\p{C}\p{Zl}\p{Zp}\s]+/gu, ' ');
}

function summaryOf(findings: Finding[]): string {
  const count = (state: Finding['state']) => findings.filter((finding) => finding.state === state).length;
  const [problems, unknown, remarks] = [count('problem'), count('unknown'), count('remark')];
  const checks = findings.length - remarks;
  const left = unknown === 0 ? '' : `, ${unknown} skipped`;
  if (problems === 0)
    return `${count('ok')} of ${checks} checks passed${left}: ready for \`npm start\`. ${further}`;
  return `${problems} of ${checks} checks found a problem${left}. Follow the arrows, then run this again.`;
}
