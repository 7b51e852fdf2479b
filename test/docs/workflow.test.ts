import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';

const root = join(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');

interface Job {
  strategy?: { matrix: { node: number[] } };
  steps: { uses?: string; run?: string }[];
}

test('the host of the repository runs the same check as everybody, under the oldest Node and the right one', () => {
  const { jobs }: { jobs: { check: Job } } = parse(read('.github/workflows/check.yml'));
  const { engines } = JSON.parse(read('package.json'));
  // The oldest that npm itself runs on, for which `npm ci` brings the right one along.
  const versions = [20, Number(/\d+/.exec(engines.node)?.[0])];

  expect(jobs.check.steps.flatMap(({ run }) => run ?? [])).toEqual(['npm ci', 'npm run check']);
  expect(jobs.check.strategy?.matrix.node).toEqual(versions);
  expect(read('Dockerfile')).toContain(`FROM node:${versions[1]}-slim`);
});

test('the suite runs on Windows and macOS too', () => {
  const { jobs } = parse(read('.github/workflows/check.yml'));

  expect(jobs.elsewhere.strategy.matrix.os).toEqual(['windows-latest', 'macos-latest']);
  expect(jobs.elsewhere.steps.flatMap(({ run }: { run?: string }) => run ?? [])).toEqual([
    'npm ci',
    'npm test',
  ]);
});

test.each(globSync('.github/ISSUE_TEMPLATE/*.yml', { cwd: root }))(
  '%s is a form that can be read',
  (path) => {
    const form = parse(read(path));
    const fields = (form.body ?? []).filter((field: { type: string }) => field.type !== 'markdown');

    for (const field of fields) {
      expect(field).toMatchObject({
        id: expect.stringMatching(/^\w+$/),
        attributes: { label: expect.any(String) },
      });
    }
    expect(form.name === undefined).toBe(form.body === undefined);
  },
);
