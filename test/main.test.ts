import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';

import { compiledOnce } from './support/compiled-once.ts';

const main = join(import.meta.dirname, '../src/main.ts');

test('wrong settings end the process with 78 and one message, without a stack and without a secret', async () => {
  const ended = await runMain({
    REVOX_API_KEY: 'sk_example_key',
    SLACK_BOT_TOKEN: 'xapp-1-example',
    PORT: 'http',
  });

  expect(ended.code).toBe(78);
  expect(ended.stdout).toBe('');
  expect(ended.stderr).toMatch(/^Revox for Slack cannot start: 3 settings need attention\.\n/);
  expect(ended.stderr).not.toMatch(/^ +at |example_key|xapp-1/m);
});

function runMain(env: Record<string, string>): Promise<{ code: unknown; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [main], { env: { ...compiledOnce, ...env } }, (error, stdout, stderr) => {
      resolve({ code: error?.code ?? 0, stdout, stderr });
    });
  });
}
