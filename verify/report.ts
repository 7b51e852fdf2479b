import { essentials, isFatal, type Row, wordsOf } from './row.ts';
import type { Noticed } from './wire.ts';

interface Told {
  rows: Row[];
  noticed: Noticed;
  startedAt: number;
  endedAt: number;
  version: string;
  /** Stopped before its end. */
  isCutShort: boolean;
}

/** What a run found, to be kept and shown to others: it names nobody, and no place. */
export function reportOf({ rows, noticed, startedAt, endedAt, version, isCutShort }: Told): string {
  const doubts = rows.filter(({ rule }) => rule !== undefined);
  const others = rows.filter(({ rule }) => rule === undefined);
  const seconds = Math.round((endedAt - startedAt) / 1_000);
  return [
    `# What Slack takes, ${new Date(startedAt).toISOString().slice(0, 10)}`,
    `Revox for Slack ${version}, ${new Date(startedAt).toISOString().slice(0, 16)}Z, ${seconds} s. ${summaryOf(rows, isCutShort)}`,
    '## What was asked',
    table(others),
    '## What is not certain of Slack',
    table(doubts),
    '## Said beside the answers',
    list('Warnings', noticed.warnings),
    list('Rate limits', noticed.rateLimits),
    list('Scopes', new Set(noticed.scopes ?? [])),
    'Answers that only one person sees cannot be deleted: they are gone when Slack is loaded again.',
  ]
    .join('\n\n')
    .concat('\n');
}

export function summaryOf(rows: Row[], isCutShort: boolean): string {
  const refused = essentials.filter((it) => rows.some((row) => row.essential === it && isFatal(row)));
  const end = isCutShort ? ' It was stopped before its end.' : '';
  if (refused.length === 0) return `Slack takes everything that the product needs.${end}`;
  return `Slack does not take everything that the product needs: ${refused.join(', ')}.${end}`;
}

function table(rows: Row[]): string {
  const lines = rows.map(({ about, verdict, does }) => {
    const how = verdict.state === 'not asked' ? `not asked: ${verdict.how}` : wordsOf(verdict);
    return `| ${[about, how, does].map(cell).join(' | ')} |`;
  });
  return ['| asked | Slack said | the product |', '| --- | --- | --- |', ...lines].join('\n');
}

function cell(text: string): string {
  return text.replaceAll(/[\r\n]+/g, ' ').replaceAll('|', '\\|');
}

function list(title: string, found: Set<string>): string {
  return `${title}: ${found.size === 0 ? 'none.' : [...found].map((one) => `\`${one}\``).join(', ')}`;
}

/** Without ids of people, channels, files and the like. */
export function withoutIds(text: string): string {
  return text.replaceAll(/\b[UWCGDTBFAEVS](?=[A-Z]*\d)[A-Z0-9]{5,}\b/g, (id) => `${id[0]}…`);
}
