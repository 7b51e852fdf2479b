import { execFile } from 'node:child_process';
import { mkdtempDisposable, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

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

describe.concurrent('a start that cannot be', () => {
  test('ends with 78 over a damaged database, which a person must repair', async ({ expect }) => {
    await using folder = await mkdtempDisposable(join(tmpdir(), 'revox-main-'));
    const path = join(folder.path, 'revox.db');
    await writeFile(path, 'no database at all '.repeat(500));

    const ended = await runMain({ ...enough, DATABASE_URL: `file:${path}` });

    expect(ended.code).toBe(78);
    expect(ended.stdout).toMatch(/could not start: the database file is damaged: .*restore the backup/);
  });

  test('ends with 1 where nobody is at the address of the database, which may pass', async ({ expect }) => {
    const ended = await runMain({ ...enough, DATABASE_URL: 'postgres://revox@127.0.0.1:1/revox' });

    expect(ended.code).toBe(1);
    expect(ended.stdout).toContain('could not start: Postgres cannot be reached (ECONNREFUSED)');
  });
});

const nobody = 'http://127.0.0.1:1/';
const enough = {
  REVOX_API_KEY: 'sk_example_key',
  REVOX_BASE_URL: nobody,
  SLACK_BOT_TOKEN: 'xoxb-1-example',
  SLACK_APP_TOKEN: 'xapp-1-example',
  SLACK_API_URL: nobody,
  PORT: '0',
};

function runMain(env: Record<string, string>): Promise<{ code: unknown; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [main], { env: { ...compiledOnce, ...env } }, (error, stdout, stderr) => {
      resolve({ code: error?.code ?? 0, stdout, stderr });
    });
  });
}
