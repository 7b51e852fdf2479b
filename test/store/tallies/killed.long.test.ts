import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempDisposable } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';

import { type Database, migrate, openDatabase } from '../../../src/store/engine/database.ts';
import { openPostgres } from '../../support/database.ts';
import { miscounted } from '../../support/miscounted.ts';

const kills = 12;

test('an import that is killed again and again keeps what it saved, and counts it (SQLite)', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'revox-killed-'));
  const url = `file:${join(folder.path, 'revox.db')}`;
  await using db = openDatabase(url);
  await migrate(db);
  await killAndCount(db, url);
}, 600_000);

test('an import that is killed again and again keeps what it saved, and counts it (Postgres)', async () => {
  await using store = await openPostgres();
  await killAndCount(store.db, store.url);
}, 600_000);

async function killAndCount(db: Database, url: string): Promise<void> {
  for (let kill = 0; kill < kills; kill += 1) {
    const { count } = await db
      .selectFrom('calls')
      .select((it) => it.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    const program = join(import.meta.dirname, 'import-until-killed.ts');
    const importing = spawn(process.execPath, [program, url, String(count)]);
    // At another place in a transaction each time, which takes a few milliseconds.
    let saved = 0;
    importing.stdout.on('data', (dots: Buffer) => {
      saved += dots.length;
      if (saved >= 3) setTimeout(() => importing.kill('SIGKILL'), kill);
    });
    await once(importing, 'close');
    expect(saved).toBeGreaterThanOrEqual(3);
    expect(await miscounted(db)).toEqual([]);
  }
}
