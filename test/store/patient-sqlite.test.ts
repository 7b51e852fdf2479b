import { mkdtempDisposable } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, it } from 'vitest';

import { type Database, migrate, openDatabase, type Store } from '../../src/store/database.ts';
import { writeState } from '../../src/store/state.ts';

const writes: [string, (db: Database) => Promise<void>][] = [
  ['a transaction', (db) => db.transaction().execute((tx) => write(tx))],
  ['a single statement', (db) => write(db)],
];

describe.concurrent.each(writes)('%s that meets the lock of another', (_, writeTo) => {
  it('waits for it, and lets everything else go on', async ({ expect }) => {
    await using file = await openLocked();
    let written = false;
    const writing = writeTo(file.db).then(() => {
      written = true;
    });
    // Were it to hold the loop, it would have given up before the first of these turns.
    for (let turn = 0; turn < 20; turn += 1) await sleep(10);

    expect(written).toBe(false);
    file.unlock();
    await writing;
    expect(await file.db.selectFrom('state').select('key').execute()).toEqual([{ key: 'a' }]);
  });

  it('fails in the words of the database when that never ends', async ({ expect }) => {
    await using file = await openLocked();
    await expect(writeTo(file.db)).rejects.toThrow('database is locked');
    file.unlock();
    await expect(writeTo(file.db)).resolves.toBeUndefined();
  }, 15_000);
});

function write(store: Store): Promise<void> {
  return writeState(store, 'a', '1', 0);
}

/** A file that another connection is writing to. */
async function openLocked() {
  const folder = await mkdtempDisposable(join(tmpdir(), 'revox-locked-'));
  const path = join(folder.path, 'revox.db');
  const db = openDatabase(`file:${path}`);
  await migrate(db);
  const other = new DatabaseSync(path);
  other.exec('begin immediate');
  return {
    db,
    unlock: () => other.exec('rollback'),
    async [Symbol.asyncDispose]() {
      other.close();
      await db.destroy();
      await folder.remove();
    },
  };
}
