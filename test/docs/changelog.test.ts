import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';

const root = join(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const changelog = read('CHANGELOG.md');
const { version } = JSON.parse(read('package.json'));

test('every version has its date, and what is not released yet its days, newest first', () => {
  const [unreleased = '', ...versions] = changelog.split(/^## /m).slice(1);
  const days = [...unreleased.matchAll(/^### (.*)$/gm)].map(([, day]) => day);
  const headings = versions.map((text) => text.split('\n', 1)[0]);

  expect(unreleased).toMatch(/^Unreleased\n/);
  for (const day of days) expect(day).toMatch(/^2\d{3}-\d\d-\d\d$/);
  expect(days).toEqual(days.toSorted().reverse());
  expect(new Set(days).size).toBe(days.length);
  for (const heading of headings) expect(heading).toMatch(/^\d+\.\d+\.\d+ \(2\d{3}-\d\d-\d\d\)$/);
  expect(headings[0]).toContain(version);
});

test('the workflow takes the lines of a version from it, of that version alone', () => {
  const { steps } = parse(read('.github/workflows/release.yml')).jobs.release;
  const commands = steps.flatMap(({ run }: { run?: string }) => run ?? []).join('\n');
  const [, program = ''] = /awk -v version="[^"]+" '([^']+)' CHANGELOG\.md > notes\.md/.exec(commands) ?? [];
  const notes = execFileSync('awk', ['-v', `version=${version}`, program, join(root, 'CHANGELOG.md')], {
    encoding: 'utf8',
  });

  expect(notes).toMatch(/^- \[NEW\] sync: /m);
  expect(notes).not.toMatch(/^## /m);
  expect(notes.length).toBeLessThan(changelog.length / 2);
  expect(commands).toMatch(/gh release create .*--notes-file notes\.md/);
});
