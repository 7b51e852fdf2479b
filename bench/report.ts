import { execFileSync } from 'node:child_process';
import { cpus } from 'node:os';

import { type BenchResult, passes, type Row, ratioOf } from './row.ts';

const columns = ['bench', 'figure', 'value', 'spread', 'budget', '× floor', ''];

export function asTable(results: BenchResult[]): string {
  const lines = results.flatMap(({ bench, rows }) =>
    rows.map((row, index) => [
      index === 0 ? bench : '',
      row.figure,
      `${inDigits(row.value)} ${row.unit}`,
      row.spread === undefined ? '' : row.spread.map(inDigits).join('–'),
      budgetOf(row),
      ratioOf(row)?.toFixed(2) ?? '',
      verdictOf(row),
    ]),
  );
  const widths = columns.map((title, column) =>
    Math.max(title.length, ...lines.map((line) => line[column]?.length ?? 0)),
  );
  const inLine = (cells: string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const rule = `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`;
  return `${[inLine(columns), rule, ...lines.map(inLine)].join('\n')}\n\n${summary(results)}\n`;
}

export function asJson(results: BenchResult[], size: string): string {
  const benches = results.map(({ rows, ...rest }) => ({
    ...rest,
    rows: rows.map((row) => ({ ...row, ratio: ratioOf(row), pass: passes(row) })),
  }));
  return `${JSON.stringify({ ...circumstances(), size, benches }, null, 2)}\n`;
}

function summary(results: BenchResult[]): string {
  const { date, commit, node, machine } = circumstances();
  const rows = results.flatMap((result) => result.rows);
  const kept = rows.filter((row) => passes(row) === true).length;
  const missed = rows.filter((row) => passes(row) === false).length;
  return `${kept} budgets kept, ${missed} missed. ${date}, commit ${commit}, Node ${node}, ${machine}.`;
}

function circumstances() {
  return {
    date: new Date().toISOString().slice(0, 10),
    commit: commitOrNone(),
    node: process.versions.node,
    machine: `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}`,
  };
}

function commitOrNone(): string {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8', stdio: 'pipe' }).trim();
  } catch {
    return 'unknown';
  }
}

function inDigits(value: number): string {
  const digits = Math.abs(value) >= 100 || Number.isInteger(value) ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return value.toLocaleString('en', { maximumFractionDigits: digits });
}

function budgetOf({ budget, unit }: Row): string {
  if (budget === undefined) return '';
  const after = budget.of === 'ratio' ? '× floor' : unit;
  const parts = [];
  if (budget.most !== undefined) parts.push(`≤ ${inDigits(budget.most)} ${after}`);
  if (budget.least !== undefined) parts.push(`≥ ${inDigits(budget.least)} ${after}`);
  return parts.join(', ');
}

function verdictOf(row: Row): string {
  const verdict = passes(row);
  return verdict === null ? '' : verdict ? 'kept' : 'MISSED';
}
