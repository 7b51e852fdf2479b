import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

import { promises } from '../../bench/promises.ts';
import { headingsOf } from '../../bench/report.ts';

const page = readFileSync(join(import.meta.dirname, '../../bench/README.md'), 'utf8');
const run = page.split('## One run')[1] ?? '';

test('the table of one run has the figures of the benches, each with its budget', () => {
  const promised = Object.entries(promises).flatMap(([bench, figures]) => headingsOf(bench, figures));
  expect(cellsOf(run).map((cells) => cells.slice(0, 3))).toEqual(promised);
});

test('what the table says is missed is what the sentence above it counts', () => {
  const missed = cellsOf(run)
    .flat()
    .filter((cell) => cell === 'MISSED');
  expect(run).toMatch(new RegExp(`\\b${missed.length} missed\\b`));
});

/** Of every line of the table but its head. */
function cellsOf(text: string): string[][] {
  const lines = text.split('\n').filter((line) => line.startsWith('| '));
  return lines.slice(1).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}
