import type { Finding } from './finding.ts';

const marks = { ok: '✓', problem: '✗', unknown: '–' };

/** A line for each finding, and one for all of them. */
export function reportOf(findings: Finding[]): string {
  return [...findings.map(lineOf), '', summaryOf(findings)].join('\n');
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
  const [problems, unknown] = [count('problem'), count('unknown')];
  const left = unknown === 0 ? '' : `, ${unknown} could not be looked at`;
  if (problems === 0)
    return `${count('ok')} of ${findings.length} checks passed${left}: \`npm start\` will do.`;
  return `${problems} of ${findings.length} checks found a problem${left}. Do what the arrows say, and run this again.`;
}
