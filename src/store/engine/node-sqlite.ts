import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import type { SqliteDatabase, SqliteStatement } from 'kysely';

/** How many prepared statements are kept; a bundle of odd filters must not grow memory. */
const statementsKept = 200;
const openingPatienceMs = 5_000;
/** At work, the inner pages of every index of a million calls: the usual 2 MB made each look-up read them again. */
export const pagesKeptKb = { 'at work': 16_000, 'at rest': 2_000 };

/**
 * Opens a SQLite file in the shape that Kysely's SQLite dialect expects.
 * `synchronous=FULL` because a promise that survives a crash must survive a power cut too.
 */
export function openNodeSqlite(path: string): SqliteDatabase {
  if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true });
  // Another process that repairs the file after a crash holds it for a moment.
  const database = new DatabaseSync(path, { timeout: openingPatienceMs });
  try {
    prepare(database);
  } catch (error) {
    database.close();
    throw error;
  }
  const statements = new Map<string, SqliteStatement>();
  return {
    close: () => database.close(),
    prepare(sql) {
      const known = statements.get(sql);
      // The one that was used longest ago is first.
      statements.delete(sql);
      const statement = known ?? asKyselyStatement(database.prepare(sql));
      statements.set(sql, statement);
      if (statements.size > statementsKept) statements.delete(statements.keys().next().value as string);
      return statement;
    },
  };
}

function prepare(database: DatabaseSync): void {
  // Only a file that is still empty takes this; then what is erased can be given back, see `giveBackSpace`.
  database.exec('pragma auto_vacuum = incremental');
  database.exec('pragma journal_mode = wal');
  database.exec('pragma synchronous = full');
  // What is erased is overwritten, not only forgotten.
  database.exec('pragma secure_delete = on');
  // SQLite's own wait blocks the event loop; `patientSqliteDialect` retries instead.
  database.exec('pragma busy_timeout = 50');
  database.exec(`pragma cache_size = -${pagesKeptKb['at work']}`);
  database.exec('pragma foreign_keys = on');
  // In pages of 4 kB: by then `writeBack` should have done it. The log is cut back, so that its length says how much is left.
  database.exec('pragma wal_autocheckpoint = 16000');
  database.exec('pragma journal_size_limit = 1048576');
}

function asKyselyStatement(statement: StatementSync): SqliteStatement {
  const values = (parameters: ReadonlyArray<unknown>) => parameters as SQLInputValue[];
  return {
    // This one gives back a page a step and no rows: read to its end, or it gives back a single page.
    reader: statement.columns().length > 0 || /^pragma incremental_vacuum/.test(statement.sourceSQL),
    all: (parameters) => statement.all(...values(parameters)),
    run: (parameters) =>
      isRows(parameters) ? runForEach(statement, parameters) : statement.run(...values(parameters)),
    iterate: (parameters) => statement.iterate(...values(parameters)),
  };
}

/** No value is a list, so a list of lists means: once for each. See `insertRows`. */
function isRows(parameters: ReadonlyArray<unknown>): parameters is ReadonlyArray<SQLInputValue[]> {
  return Array.isArray(parameters[0]);
}

function runForEach(statement: StatementSync, rows: ReadonlyArray<SQLInputValue[]>) {
  for (const row of rows) statement.run(...row);
  return { changes: rows.length, lastInsertRowid: 0 };
}
