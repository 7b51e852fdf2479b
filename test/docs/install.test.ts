import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const [, install = ''] = /^## Install\n(.*?)^## /ms.exec(readFileSync(join(root, 'README.md'), 'utf8')) ?? [];

test.each([
  ['the app is installed before its token is copied', /Install to Workspace.*Bot User OAuth Token/s],
  ['an admin may have to approve', /admin to approve/],
  ['where the app-level token is', /App-Level Tokens.*connections:write/s],
  ['where the key of Revox is', /key of Revox.*getrevox\.com/s],
  ['how to find ids', /id of a channel.*id of a person.*Copy member ID/s],
  ['that a name needs quotes', /SLACK_CALLS_CHANNEL="#revox-calls"/],
  ['to run doctor before the first start, and status after it', /npm run doctor.*npm start.*\/revox status/s],
  ['to ask Slack itself when in doubt', /npm run verify:live -- --channel/],
  ['when to prefer HTTP mode', /Prefer HTTP mode/],
])('whoever installs it reads %s', (_, said) => {
  expect(install).toMatch(said);
});

test('the icon is square and as large as Slack wants it', () => {
  const [, icon = ''] = /\]\((docs\/images\/[\w-]+\.png)\)/.exec(install) ?? [];
  const bytes = readFileSync(join(root, icon));
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];

  expect(width).toBe(height);
  expect(width).toBeGreaterThanOrEqual(512);
  expect(width).toBeLessThanOrEqual(2_000);
});
