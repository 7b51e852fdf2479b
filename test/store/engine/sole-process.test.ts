import { mkdtempDisposable } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it } from 'vitest';

import { beSoleProcess } from '../../../src/store/engine/sole-process.ts';

it('lets one process at a time work on a file', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'revox-sole-'));
  const path = join(folder.path, 'data', 'revox.db');
  const { release } = beSoleProcess(`file:${path}`);

  expect(() => beSoleProcess(`file:${path}`)).toThrow(`another process uses this database: ${path}`);
  release();
  beSoleProcess(`file:${path}`).release();
});

it('leaves the file itself to anyone who copies or examines it', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'revox-sole-'));
  const path = join(folder.path, 'revox.db');
  const { release } = beSoleProcess(`file:${path}`);
  const other = new DatabaseSync(path);

  other.exec('create table one (id integer)');

  other.close();
  release();
});

it('keeps nobody from a database that is shared, or is in memory', () => {
  for (const url of ['file::memory:', 'postgres://127.0.0.1/revox']) {
    beSoleProcess(url);
    expect(() => beSoleProcess(url), url).not.toThrow();
  }
});
