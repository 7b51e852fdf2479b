import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

import { startedFrom, typedCommand } from '../../src/process/typed-command.ts';

const root = join(import.meta.dirname, '../..');
const scripts = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).scripts;

test.each([
  ['repository', 'npm run doctor -- --user U…', 'npm run verify:live'],
  ['package', 'npx revox-for-slack doctor --user U…', 'npx revox-for-slack verify'],
  ['folder', 'node cli.js doctor --user U…', 'node cli.js verify'],
] as const)('a command is named as it is typed in a %s', (started, doctor, verify) => {
  expect(typedCommand('doctor --user U…', started)).toBe(doctor);
  expect(typedCommand('verify', started)).toBe(verify);
});

test('which of them it is, the folder of the code says: a bundle may be in a repository', () => {
  expect(startedFrom(root, false)).toBe('repository');
  expect(startedFrom(join(root, 'dist'), true)).toBe('repository');
  expect(startedFrom('/srv/bot/node_modules/revox-for-slack', true)).toBe('package');
  expect(startedFrom('/opt/revox-for-slack', true)).toBe('folder');
});

test('what the programs say names no script of npm, which an installed package does not have', () => {
  const said = globSync('{src,verify}/**/*.ts', { cwd: root }).flatMap((path) =>
    readFileSync(join(root, path), 'utf8')
      .split('\n')
      .filter((line) => /npm run (?!build)[\w:]/.test(line) && !/^\s*(\*|\/[/*])/.test(line))
      .map((line) => `${path}: ${line.trim()}`),
  );

  expect(said).toEqual([]);
  for (const name of ['doctor', 'verify:live', 'backup', 'config', 'recount'])
    expect(scripts).toHaveProperty(name);
});
