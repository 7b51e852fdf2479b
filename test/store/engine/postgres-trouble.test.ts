import { sql } from 'kysely';
import { describe, expect, it, test } from 'vitest';

import { checkDatabase } from '../../../src/doctor/check-database.ts';
import { createRunner } from '../../../src/process/runner.ts';
import { startFailureOf } from '../../../src/process/start-failure.ts';
import {
  type Database,
  forPeople,
  inReaderThread,
  openDatabase,
  troubleIn,
} from '../../../src/store/engine/database.ts';
import { DatabaseTrouble } from '../../../src/store/engine/database-trouble.ts';
import { writeState } from '../../../src/store/engine/state.ts';
import { healthOf } from '../../../src/store/upkeep/health.ts';
import { openPostgresDoor, type PostgresDoor } from '../../e2e/postgres-door.ts';
import { openPostgres, type TestStore } from '../../support/database.ts';
import { silentLog } from '../../support/silent-log.ts';

const one = sql<{ one: number }>`select 1 as one`;

describe.concurrent('a server that goes silent while new connections work', () => {
  it('holds up what is under way for the limit of a query, and nothing after that', async ({ expect }) => {
    await using store = await openPostgres();
    await using door = await openPostgresDoor(store.url);
    await using db = openDatabase(door.url, { queryMs: 1_000 });
    // Several connections, all of which are lost.
    await Promise.all(Array.from({ length: 6 }, () => sql`select pg_sleep(0.05)`.execute(db)));
    door.hush();

    await expect(one.execute(db)).rejects.toMatchObject({
      message: 'Postgres does not answer',
      cause: { message: 'gave no answer within 1000 ms' },
    });
    expect((await one.execute(db)).rows).toEqual([{ one: 1 }]);
    expect(troubleIn(db)).toBeNull();
  });

  it('fails a transaction for the reason, and leaves nothing of it behind', async ({ expect }) => {
    await using store = await openPostgres();
    await using door = await openPostgresDoor(store.url);
    await using db = openDatabase(door.url, { queryMs: 1_000 });
    const transaction = db.transaction().execute(async (tx) => {
      await writeState(tx, 'a', 1, 1);
      door.hush();
      await writeState(tx, 'b', 1, 1);
    });

    await expect(transaction).rejects.toThrow('Postgres does not answer');
    expect(await db.selectFrom('state').selectAll().execute()).toEqual([]);
  });

  it('fails the pass that it meets, and the next one works', async ({ expect }) => {
    await using store = await openPostgres();
    await using door = await openPostgresDoor(store.url);
    await using db = openDatabase(door.url, { queryMs: 1_000 });
    const ended: string[] = [];
    const pass = { name: 'deliver', cron: '* * * * * *', run: async () => void (await one.execute(db)) };
    const runner = createRunner(pass, { log: silentLog, onRun: (_, result) => ended.push(result) });
    await runner.wake();
    door.hush();
    await runner.wake();
    await runner.wake();

    expect(ended).toEqual(['ok', 'failed', 'ok']);
    await runner.stop();
  });
});

it('keeps connections for passes, however many people ask at once', async () => {
  await using store = await openPostgres();
  await using peoples = forPeople(store.db);
  await using holder = openDatabase(store.url, { connections: 1 });
  await sql`select pg_advisory_lock(1)`.execute(holder);
  let answered = 0;
  const long = [peoples, inReaderThread(peoples)].flatMap((db) =>
    Array.from({ length: 10 }, () =>
      sql`select pg_advisory_xact_lock_shared(1)`.execute(db).finally(() => (answered += 1)),
    ),
  );
  expect((await one.execute(store.db)).rows).toEqual([{ one: 1 }]);

  expect(answered).toBe(0);
  await sql`select pg_advisory_unlock(1)`.execute(holder);
  await Promise.all(long);
});

interface Fault {
  what: string;
  /** @returns the URL at which it is met. */
  bring(store: TestStore, door: PostgresDoor): Promise<string> | string;
  says: string;
  next: RegExp;
  needsPerson?: true;
}

const faults: Fault[] = [
  {
    what: 'a wrong password',
    bring: (store) => askForPasswords(store),
    says: 'Postgres refuses the user name or the password',
    next: /write # \/ \? % @ as %23/,
    needsPerson: true,
  },
  {
    what: 'no password where one is needed',
    bring: async (store) => (await askForPasswords(store)).replace(':wrong@', '@'),
    says: 'Postgres refuses the user name or the password',
    next: /DATABASE_URL/,
    needsPerson: true,
  },
  {
    what: 'a user that may not log in',
    bring: async (store) => asUser(store, 'nologin'),
    says: 'Postgres does not allow this user to connect from this machine',
    next: /pg_hba\.conf/,
    needsPerson: true,
  },
  {
    what: 'a user without rights',
    bring: async (store) => asUser(store, 'login'),
    says: 'this user may not create or change tables in the database',
    next: /alter database … owner/,
    needsPerson: true,
  },
  {
    what: 'a database that is not there',
    bring: (store) => `${store.url}_elsewhere`,
    says: 'the server has no database with this name',
    next: /createdb/,
    needsPerson: true,
  },
  {
    what: 'a database that takes no writes',
    bring: async (store) => {
      await setForAll(store, 'default_transaction_read_only', 'on');
      return store.url;
    },
    says: 'the database is read-only',
    next: /primary server/,
  },
  {
    what: 'pgbouncer in statement mode',
    bring: (_, door) => {
      door.sayInstead(
        /^Q....begin\0/s,
        refusal('08P01', 'transaction blocks not allowed in statement pooling mode'),
      );
      return door.url;
    },
    says: 'pgbouncer is in statement mode, which allows no transactions',
    next: /pool_mode = transaction/,
    needsPerson: true,
  },
  {
    what: 'a disk that is full',
    bring: (_, door) => {
      door.sayInstead(
        /create table|insert into/,
        refusal('53100', 'could not extend file: No space left on device'),
      );
      return door.url;
    },
    says: 'the disk of Postgres is full',
    next: /free space/,
  },
  {
    what: 'encryption that the server does not offer',
    bring: (store) => `${store.url}?sslmode=verify-full`,
    says: 'Postgres offers no encryption, but sslmode in DATABASE_URL requires it',
    next: /sslmode=disable/,
    needsPerson: true,
  },
  {
    what: 'a certificate that is not there',
    bring: (store) => `${store.url}?sslmode=verify-full&sslrootcert=/nowhere/ca.pem`,
    says: 'a certificate that DATABASE_URL names cannot be read',
    next: /sslrootcert/,
    needsPerson: true,
  },
  {
    what: 'nobody at the address',
    bring: () => 'postgres://revox@127.0.0.1:1/revox',
    says: 'Postgres cannot be reached (ECONNREFUSED)',
    next: /host and port/,
  },
  {
    what: 'no socket at the path',
    bring: () => 'postgres://revox@/revox?host=/nowhere',
    says: 'Postgres cannot be reached (ENOENT)',
    next: /host and port/,
  },
];

test.each(faults)(
  '$what is said by the doctor, and at once by the first pass',
  async ({ bring, says, next, needsPerson = false }) => {
    await using store = await openPostgres();
    await using door = await openPostgresDoor(store.url);
    const url = await bring(store, door);

    const finding = await checkDatabase(url);
    expect(finding.says).toContain(says);
    expect(finding).toMatchObject({ state: 'problem', next: expect.stringMatching(next) });

    await using db = openDatabase(url);
    const error = await passOver(db);
    expect(error).toBeInstanceOf(DatabaseTrouble);
    expect(startFailureOf(error)).toMatchObject({ needsPerson, says: expect.stringContaining(says) });
    expect(troubleIn(db)?.message).toBe(says);
    await setForAll(store, 'default_transaction_read_only', 'off');
  },
);

it('is well again with the first write that works', async () => {
  await using store = await openPostgres();
  await setForAll(store, 'default_transaction_read_only', 'on');
  await using db = openDatabase(store.url);
  await passOver(db);
  expect((await healthOf(db, 1)).databaseTrouble).toMatchObject({ says: 'the database is read-only' });

  await sql`set default_transaction_read_only = off`.execute(db);
  await writeState(db, 'poll', 1, 1);
  expect((await healthOf(db, 1)).databaseTrouble).toBeNull();
  await setForAll(store, 'default_transaction_read_only', 'off');
});

it('leaves the connections to a server that takes no writes any more', async () => {
  await using store = await openPostgres();
  await using db = openDatabase(store.url, { connections: 1 });
  // As on a connection to what was the primary, while a new one leads to the server that is.
  await sql`set default_transaction_read_only = on`.execute(db);

  expect(await passOver(db)).toMatchObject({ message: 'the database is read-only' });
  expect(await passOver(db)).toBeNull();
  expect(troubleIn(db)).toBeNull();
});

it('goes on after the server ended its connection, whose question fails at once', async () => {
  await using store = await openPostgres();
  await using db = openDatabase(store.url, { connections: 1 });

  const ended = sql`select pg_terminate_backend(pg_backend_pid()), pg_sleep(5)`.execute(db);
  await expect(ended).rejects.toBeInstanceOf(DatabaseTrouble);
  expect((await one.execute(db)).rows).toEqual([{ one: 1 }]);
  expect(troubleIn(db)).toBeNull();
});

it('says when the server has a shorter limit than the bot', async () => {
  await using store = await openPostgres();
  await using db = openDatabase(store.url, { connections: 1 });
  await sql`set statement_timeout = 50`.execute(db);

  await expect(sql`select pg_sleep(5)`.execute(db)).rejects.toMatchObject({
    message: 'Postgres cancels queries after a time that is set on the server',
    next: expect.stringMatching(/statement_timeout/),
  });
});

it('a name that leads nowhere is a server that cannot be reached', async () => {
  await using db = openDatabase('postgres://revox@nowhere.invalid/revox');

  expect(await passOver(db)).toMatchObject({
    message: expect.stringMatching(/^Postgres cannot be reached \(E/),
  });
});

async function passOver(db: Database): Promise<unknown> {
  return db
    .transaction()
    .execute((tx) => writeState(tx, 'poll', 1, 1))
    .then(
      () => null,
      (error: unknown) => error,
    );
}

/** Of whom the server wants to know a password: see `postgres-server.ts`. */
async function askForPasswords({ db, url }: TestStore): Promise<string> {
  const name = await makeUser(db, 'needs_password', "login password 'right'");
  return asIn(url, `${name}:wrong`);
}

async function asUser({ db, url }: TestStore, rights: 'login' | 'nologin'): Promise<string> {
  return asIn(url, await makeUser(db, 'user', rights));
}

let users = 0;

async function makeUser(db: Database, kind: string, rights: string): Promise<string> {
  const name = `${kind}_${++users}`;
  await sql`drop role if exists ${sql.id(name)}`.execute(db);
  await sql`create role ${sql.id(name)} ${sql.raw(rights)}`.execute(db);
  return name;
}

function asIn(url: string, credentials: string): string {
  return url.replace('postgres@', `${credentials}@`);
}

/** For connections that are opened from now on. */
async function setForAll({ db, url }: TestStore, name: string, value: string): Promise<void> {
  const database = sql.id(new URL(url).pathname.slice(1));
  const setting = sql`alter database ${database} set ${sql.id(name)} = ${sql.raw(value)}`;
  await db
    .transaction()
    .setAccessMode('read write')
    .execute((tx) => setting.execute(tx));
}

/** An error as it goes over the wire, and that the next query may come. */
function refusal(code: string, message: string): Buffer {
  const fields = Buffer.from(`SERROR\0VERROR\0C${code}\0M${message}\0\0`);
  const head = Buffer.alloc(5);
  head.write('E');
  head.writeInt32BE(fields.length + 4, 1);
  return Buffer.concat([head, fields, Buffer.from('Z\0\0\0\x05E', 'latin1')]);
}
