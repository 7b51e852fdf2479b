import { mkdtempDisposable } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { Kysely } from 'kysely';
import { describe, expect, it } from 'vitest';

import { type Database, migrate, openDatabase, type Store } from '../../../src/store/engine/database.ts';
import { DatabaseWatch } from '../../../src/store/engine/database-trouble.ts';
import { openNodeSqlite } from '../../../src/store/engine/node-sqlite.ts';
import { patientSqliteDialect } from '../../../src/store/engine/patient-sqlite.ts';
import { writeState } from '../../../src/store/engine/state.ts';

const writes: [string, (db: Database) => Promise<void>][] = [
  ['a transaction', (db) => db.transaction().execute((tx) => write(tx))],
  ['a single statement', (db) => write(db)],
];

describe.each(writes)('%s that meets the lock of another', (_, writeTo) => {
  it('waits for it, and lets everything else go on', async () => {
    await using file = await openLocked((path) => openDatabase(`file:${path}`));
    let written = false;
    const writing = writeTo(file.db).then(() => {
      written = true;
    });
    const everythingElse = async () => {
      // Were it to hold the loop, none of these turns would come before it has given up.
      for (let turn = 0; turn < 5; turn += 1) await sleep(10);
      expect(written).toBe(false);
      file.unlock();
    };

    await Promise.all([writing, everythingElse()]);
    expect(await file.db.selectFrom('state').select('key').execute()).toEqual([{ key: 'a' }]);
  });

  it('fails in the words of the database when that never ends', async () => {
    await using file = await openLocked(openWithLittlePatience);
    await expect(writeTo(file.db)).rejects.toThrow('database is locked');
    file.unlock();
    await expect(writeTo(file.db)).resolves.toBeUndefined();
  });
});

function write(store: Store): Promise<void> {
  return writeState(store, 'a', '1', 0);
}

function openWithLittlePatience(path: string): Database {
  const database = async () => openNodeSqlite(path);
  return new Kysely({ dialect: patientSqliteDialect({ database }, new DatabaseWatch(), 200) });
}

/** A file that another connection is writing to. */
async function openLocked(open: (path: string) => Database) {
  const folder = await mkdtempDisposable(join(tmpdir(), 'revox-locked-'));
  const path = join(folder.path, 'revox.db');
  const db = open(path);
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
