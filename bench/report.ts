import { execFileSync } from 'node:child_process';
import { cpus, loadavg } from 'node:os';

import { resting } from './benches.ts';
import { promises } from './promises.ts';
import { type BenchResult, type Promised, type Row, ratioOf, type StoreName, verdictOf } from './row.ts';

const columns = ['bench', 'figure', 'budget', 'SQLite', '× floor', '', 'Postgres', '× floor', ''];

/** As it stands in README.md: both databases side by side. */
export function asTable(results: BenchResult[]): string {
  const lines = Object.entries(promises).flatMap(([bench, figures]) => {
    const found = results.filter((result) => result.bench === bench);
    return found.length === 0 ? [] : linesOf(bench, figures, found);
  });
  return `${inMarkdown(lines)}\n\n${summary(results)}\n`;
}

function linesOf(bench: string, figures: Promised[], found: BenchResult[]): string[][] {
  const cellsOf = (store: StoreName, figure: string) => {
    const row = found.find((result) => result.store === store)?.rows.find((it) => it.figure === figure);
    return row === undefined
      ? ['', '', '']
      : [measuredOf(row), ratioOf(row)?.toFixed(2) ?? '', verdictOf(row) ?? ''];
  };
  return headingsOf(bench, figures).map((heading, index) => {
    const { figure } = figures[index] as Promised;
    return [...heading, ...cellsOf('sqlite', figure), ...cellsOf('postgres', figure)];
  });
}

/** What is in a line before anything is measured. */
export function headingsOf(bench: string, figures: Promised[]): string[][] {
  return figures.map((promised, index) => [index === 0 ? bench : '', promised.figure, budgetOf(promised)]);
}

function inMarkdown(lines: string[][]): string {
  const widths = columns.map((title, column) =>
    Math.max(title.length, ...lines.map((line) => line[column]?.length ?? 0)),
  );
  const inLine = (cells: string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const rule = `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`;
  return [inLine(columns), rule, ...lines.map(inLine)].join('\n');
}

export function asJson(results: BenchResult[], size: string): string {
  const benches = results.map(({ rows, ...rest }) => ({
    ...rest,
    rows: rows.map((row) => ({ ...row, ratio: ratioOf(row), verdict: verdictOf(row) })),
  }));
  return `${JSON.stringify({ ...circumstances(), size, benches }, null, 2)}\n`;
}

function summary(results: BenchResult[]): string {
  const { date, commit, node, machine, load } = circumstances();
  const verdicts = results.flatMap(({ rows }) => rows.map(verdictOf));
  const count = (wanted: string) => verdicts.filter((verdict) => verdict === wanted).length;
  const unmeasured = count('not measured') === 0 ? '' : `, ${count('not measured')} not measured`;
  const minutes = (performance.now() / 60_000).toFixed(1);
  return (
    `${count('kept')} budgets kept, ${count('MISSED')} missed${unmeasured}, in ${minutes} min. ` +
    `${date}, commit ${commit}, Node ${node}, ${machine}, load ${load}. Most of it: ${longest(results)}.`
  );
}

const mostTold = 8;

/** Where the time of a run goes, but for what stands beside the others. */
function longest(results: BenchResult[]): string {
  return results
    .filter(({ bench }) => !resting.includes(bench))
    .toSorted((one, other) => other.seconds - one.seconds)
    .slice(0, mostTold)
    .map(({ bench, store, seconds }) => `${bench} on ${store} ${inDigits(seconds)} s`)
    .join(', ');
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

function measuredOf({ measured, unit }: Row): string {
  if (measured === null) return '';
  const { value, heldMs } = measured;
  const held = heldMs === undefined ? '' : `, held ${inDigits(heldMs)} ms`;
  return `${inDigits(value)} ${unit}`.trim() + held;
}

function budgetOf({ budget, unit, mostHeldMs }: Promised): string {
  const after = budget?.of === 'ratio' ? '× floor' : unit;
  const parts = [];
  if (budget?.most !== undefined) parts.push(`≤ ${inDigits(budget.most)} ${after}`.trim());
  if (budget?.least !== undefined) parts.push(`≥ ${inDigits(budget.least)} ${after}`.trim());
  if (mostHeldMs !== undefined) parts.push(`held ≤ ${inDigits(mostHeldMs)} ms`);
  return parts.join(', ');
}
