import { statSync } from 'node:fs';
import { mkdtempDisposable } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';

import { migrate, openDatabase, yieldToOthers } from '../../../src/store/engine/database.ts';
import { writeState } from '../../../src/store/engine/state.ts';

const megabyte = 1024 * 1024;

it('what is written comes from the log into the file, and the log gets short again', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'revox-log-'));
  const path = join(folder.path, 'revox.db');
  const db = openDatabase(`file:${path}`);
  await migrate(db);
  let longest = 0;
  for (let part = 0; part < 6; part += 1) {
    await writeState(db, `part ${part}`, 'x'.repeat(megabyte), 0);
    longest = Math.max(longest, statSync(`${path}-wal`).size);
  }
  expect(longest).toBeGreaterThan(4 * megabyte);

  // On a slow machine the log was written back before the last part, which alone is not long enough for another time.
  await expect.poll(() => statSync(path).size).toBeGreaterThan(4 * megabyte);
  let writes = 0;
  const lengthOfLog = async () => {
    // SQLite writes nothing where nothing changes.
    await writeState(db, 'one more', ++writes, 0);
    return statSync(`${path}-wal`).size;
  };
  await expect.poll(lengthOfLog).toBeLessThan(2 * megabyte);
  await db.destroy();
});

it('however much is written without a break, the log does not grow beyond all bounds', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'revox-log-'));
  const path = join(folder.path, 'revox.db');
  const db = openDatabase(`file:${path}`);
  await migrate(db);
  let longest = 0;
  for (let batch = 0; batch < 50; batch += 1) {
    await writeState(db, `batch ${batch}`, 'x'.repeat(megabyte), 0);
    longest = Math.max(longest, statSync(`${path}-wal`).size);
    await yieldToOthers(db);
  }
  expect(longest).toBeLessThan(24 * megabyte);
  await db.destroy();
});
