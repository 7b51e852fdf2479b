import { execFile } from 'node:child_process';
import { mkdtempDisposable } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';

import { migrate, openDatabase } from '../src/store/engine/database.ts';
import { miscounted } from './support/miscounted.ts';
import { sampleCall } from './support/sample-calls.ts';
import { storeCalls } from './support/stored-calls.ts';

test('npm run recount: corrects kept counts beside a bot that has the database open, and says of which days', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'revox-recount-'));
  const url = `file:${join(folder.path, 'revox.db')}`;
  expect(await recounted(url)).toMatchObject({ code: 1, err: expect.stringContaining('Start the bot once') });

  await using bot = openDatabase(url);
  await migrate(bot);
  await storeCalls(bot, [sampleCall()]);
  expect(await recounted(url)).toEqual({
    code: 0,
    out: 'Counted 1 call of 1 day again: all kept counts were right.\n',
    err: '',
  });

  await bot.deleteFrom('tallies').execute();
  expect(await recounted(url)).toEqual({
    code: 0,
    out: 'Counted 1 call of 1 day again: corrected 1 day (2026-03-02) and the totals of all days.\n',
    err: '',
  });
  expect(await miscounted(bot)).toEqual([]);
});

function recounted(url: string) {
  return new Promise<{ code: unknown; out: string; err: string }>((resolve) => {
    const program = join(import.meta.dirname, '../src/recount.ts');
    execFile(process.execPath, [program], { env: { DATABASE_URL: url } }, (error, out, err) =>
      resolve({ code: error?.code ?? 0, out, err }),
    );
  });
}
