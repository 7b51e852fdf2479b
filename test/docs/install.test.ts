import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const install = readFileSync(join(root, 'docs/install.md'), 'utf8');
const readme = readFileSync(join(root, 'README.md'), 'utf8');

test.each([
  ['the app is installed before its token is copied', /Install to Workspace.*Bot User OAuth Token/s],
  ['an admin may have to approve', /admin to approve/],
  ['where the app-level token is', /App-Level Tokens.*connections:write/s],
  ['where the key of Revox is', /key of Revox.*getrevox\.com/s],
  ['how to find ids', /Copy member ID.*id of a channel/s],
  ['that a name needs quotes', /SLACK_CALLS_CHANNEL="#revox-calls"/],
  ['to run doctor before the first start, and status after it', /npm run doctor.*npm start.*\/revox status/s],
  ['to ask Slack itself when in doubt', /npm run verify:live -- --channel/],
  ['when to prefer HTTP mode', /Prefer HTTP mode/],
])('anyone who installs it reads %s', (_, said) => {
  expect(install).toMatch(said);
});

test('the icon is square and as large as Slack wants it', () => {
  const [, icon = ''] = /\]\((images\/icon\.png)\)/.exec(install) ?? [];
  const bytes = readFileSync(join(root, 'docs', icon));
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];

  expect(width).toBe(height);
  expect(width).toBeGreaterThanOrEqual(512);
  expect(width).toBeLessThanOrEqual(2_000);
});

test('the README comes to the point, in the order in which somebody decides, and is read in three minutes', () => {
  const headings = [...readme.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading);

  expect(headings).toEqual(['Try it', 'Install', 'What you get', 'Commands', 'More']);
  // Five words a second, and code is looked at.
  expect(readme.replaceAll(/```.*?```/gs, '').split(/\s+/).length).toBeLessThan(1_000);
});

test('the badges of the README are true', () => {
  const { engines, license } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const [, least] = /^\^(\d+\.\d+)/.exec(engines.node) ?? [];
  const badges = [
    ...readme.matchAll(/\[!\[([^\]]+)\]\(https:\/\/img\.shields\.io\/badge\/([^)]+)\)\]\(([^)]+)\)/g),
  ];

  expect(badges.map(([, name, badge, page]) => [name, decodeURIComponent(badge ?? ''), page])).toEqual([
    [license, `license-${license}-blue`, 'LICENSE'],
    [`Node ${least?.split('.')[0]}`, `node-≥ ${least}-brightgreen`, 'docs/install.md'],
  ]);
  expect(readFileSync(join(root, 'LICENSE'), 'utf8')).toMatch(/^MIT License/);
});

test('the README has the two commands, a page for each of the four who decide, and Docker before Node', () => {
  expect(readme).toContain('npm ci && npm run demo');
  expect(readme).toContain('npm ci && npm test');
  for (const page of ['install', 'use', 'security', 'carry-on'])
    expect(readme).toContain(`](docs/${page}.md)`);
  expect(readme.indexOf('docker build')).toBeLessThan(readme.indexOf('npm pack'));
});

test.each([
  'Docker',
  'Compose',
  'A package of npm',
  'systemd',
  'Kubernetes',
  'Fly.io',
  'Render',
  'Railway',
  'Heroku',
])('the person who installs it finds %s', (way) => {
  expect(install).toMatch(new RegExp(`^### ${way}$`, 'm'));
});
