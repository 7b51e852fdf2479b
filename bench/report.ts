import { execFileSync } from 'node:child_process';
import { cpus, loadavg } from 'node:os';

import { type BenchResult, passes, type Row, ratioOf } from './row.ts';

const columns = ['bench', 'figure', 'value', 'spread', '× floor', 'loop held', 'budget', ''];

export function asTable(results: BenchResult[]): string {
  const lines = results.flatMap(({ bench, store, rows }) =>
    rows.map((row, index) => [
      index === 0 ? `${bench}${store === 'postgres' ? ' on Postgres' : ''}` : '',
      row.figure,
      `${inDigits(row.value)} ${row.unit}`,
      row.spread === undefined ? '' : row.spread.map(inDigits).join('–'),
      ratioOf(row)?.toFixed(2) ?? '',
      row.heldMs === undefined ? '' : `${inDigits(row.heldMs)} ms`,
      budgetOf(row),
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
  const { date, commit, node, machine, load } = circumstances();
  const rows = results.flatMap((result) => result.rows);
  const kept = rows.filter((row) => passes(row) === true).length;
  const missed = rows.filter((row) => passes(row) === false).length;
  return `${kept} budgets kept, ${missed} missed. ${date}, commit ${commit}, Node ${node}, ${machine}, load ${load}.`;
}

function circumstances() {
  return {
    date: new Date().toISOString().slice(0, 10),
    commit: commitOrNone(),
    node: process.versions.node,
    /** How many processes wanted to run on average over the last minute: with more than there are processors, all take longer. */
    load: Number(loadavg()[0]?.toFixed(1)),
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

function budgetOf({ budget, unit, mostHeldMs }: Row): string {
  const after = budget?.of === 'ratio' ? '× floor' : unit;
  const parts = [];
  if (budget?.most !== undefined) parts.push(`≤ ${inDigits(budget.most)} ${after}`.trim());
  if (budget?.least !== undefined) parts.push(`≥ ${inDigits(budget.least)} ${after}`.trim());
  if (mostHeldMs !== undefined) parts.push(`held ≤ ${inDigits(mostHeldMs)} ms`);
  return parts.join(', ');
}

function verdictOf(row: Row): string {
  const verdict = passes(row);
  return verdict === null ? '' : verdict ? 'kept' : 'MISSED';
}
