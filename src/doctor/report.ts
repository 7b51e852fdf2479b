import { typedCommand } from '../process/typed-command.ts';
import type { Finding } from './finding.ts';

/**
 * A line for each finding, and one for all of them.
 * @param scrub Takes secrets out of what others said. What to do is in our own words, examples of tokens included.
 */
export function reportOf(findings: Finding[], scrub: (text: string) => string): string {
  const lines = findings.map((finding) => ({ ...finding, says: scrub(finding.says) })).map(lineOf);
  return [...lines, '', summaryOf(findings)].join('\n');
}

const marks = { ok: '✓', problem: '✗', unknown: '–', remark: '!' };

/** What no single check can know. */
const further = `\`${typedCommand('verify')}\` checks that Slack accepts every kind of message.`;

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
  if (problems === 0) return `${count('ok')} of ${checks} checks passed${left}: ready to start. ${further}`;
  return `${problems} of ${checks} checks found a problem${left}. Follow the arrows, then run this again.`;
}
