import { readFileSync } from 'node:fs';
import { mkdtempDisposable } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';

import { type EraseDeps, erase, forget } from '../src/erase.ts';
import type { Erased } from '../src/slack/erasing/tell-erased.ts';
import { saveCalls } from '../src/store/calls/calls.ts';
import { setAside } from '../src/store/calls/set-aside.ts';
import { type Database, migrate, openDatabase } from '../src/store/engine/database.ts';
import { askErasure } from '../src/store/erasing/erasures.ts';
import { finishExport, requestExport } from '../src/store/exports/exports.ts';
import { mondayNoon, sampleCall } from './support/sample-calls.ts';
import { silentLog } from './support/silent-log.ts';

const day = 86_400_000;
const running = new AbortController().signal;

function erasing(db: Database, at: number): EraseDeps {
  return {
    delivery: { db, now: () => at },
    retentionDays: 90,
    log: silentLog,
    tellErased: async () => undefined,
    deleteFile: async () => 'gone',
    wake: () => undefined,
  };
}

/** What of the marks is in the bytes of a SQLite file and of its journal. */
function marksIn(path: string, marks: string[]): string[] {
  const bytes = ['', '-wal'].map((suffix) => readFileSync(path + suffix, 'latin1')).join('');
  return marks.filter((mark) => bytes.includes(mark));
}

test('nothing of what was older than the days of retention is left in the bytes of the file or its journal', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'revox-erase-'));
  const path = join(folder.path, 'revox.db');
  const db = openDatabase(`file:${path}`);
  await migrate(db);
  const marks = ['+33199001234', '432100991', 'marked-recording', 'marked-value', 'marked-row'];
  const call = sampleCall({
    phoneNumber: '+33199001234',
    recordingUrl: 'https://recordings.invalid/marked-recording',
    structuredOutput: { note: 'marked-value' },
  });
  const context = { now: mondayNoon, firstStartAt: 0, importing: false };
  await db.transaction().execute((tx) => saveCalls(tx, [{ call, fingerprint: 'first' }], context));
  await setAside(db, [{ key: 'a', raw: '{"n":"marked-row"}', reason: 'odd' }], {
    reader: 1,
    now: mondayNoon,
  });
  expect(marksIn(path, marks)).toEqual(marks);

  await erase(erasing(db, mondayNoon + 91 * day), running);
  expect(marksIn(path, marks)).toEqual([]);
  await db.destroy();
});

test('what was erased by anything else is out of the journal within a pass, or within the next if somebody reads in it', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'revox-erase-'));
  const path = join(folder.path, 'revox.db');
  const db = openDatabase(`file:${path}`);
  await migrate(db);
  const wanted = { userId: 'U0ANNA', filter: 'phone:+33199001234', askedIn: null, responseUrl: null };
  await requestExport(db, wanted, mondayNoon);
  const { id } = await db.selectFrom('exports').select('id').executeTakeFirstOrThrow();
  await finishExport(db, id, mondayNoon);
  expect(marksIn(path, ['+33199001234'])).toEqual(['+33199001234']);

  const reader = new DatabaseSync(path);
  reader.exec('begin');
  reader.prepare('select count(*) from calls').get();
  await requestExport(db, wanted, mondayNoon);
  expect(await erase(erasing(db, mondayNoon), running)).toBe(false);
  reader.close();

  await db.deleteFrom('exports').where('finished_at', 'is', null).execute();
  expect(await erase(erasing(db, mondayNoon), running)).toBe(true);
  expect(marksIn(path, ['+33199001234'])).toEqual([]);
  await db.destroy();
});

test('a file that Slack did not answer about is tried again before anybody is notified', async () => {
  const db = openDatabase('file::memory:');
  await migrate(db);
  const call = sampleCall({ phoneNumber: '+33199001234' });
  const context = { now: mondayNoon, firstStartAt: 0, importing: false };
  await db.transaction().execute((tx) => saveCalls(tx, [{ call, fingerprint: 'first' }], context));
  await requestExport(db, { userId: 'U0BEN', filter: '', askedIn: null, responseUrl: null }, mondayNoon);
  await db.updateTable('exports').set({ file_id: 'F0FILE', finished_at: mondayNoon }).execute();
  await askErasure(db, '+33199001234', { askedBy: 'U0ANNA', askedIn: null }, mondayNoon);

  const told: Erased[] = [];
  const tellErased = async (erased: Erased) => void told.push(erased);
  const deps = { ...erasing(db, mondayNoon), tellErased };
  await forget({ ...deps, deleteFile: async () => ({ afterMs: 30_000 }) }, running);
  await forget({ ...deps, deleteFile: () => Promise.reject(new Error('asked too early')) }, running);
  expect(told).toEqual([]);
  const later = { ...deps.delivery, now: () => mondayNoon + 30_000 };
  await forget({ ...deps, delivery: later, deleteFile: async () => 'gone' }, running);
  expect(told).toMatchObject([{ files: { deleted: 1, left: [] } }]);
  await db.destroy();
});

test('after a day it is said who has a file that Slack never answered about', async () => {
  const db = openDatabase('file::memory:');
  await migrate(db);
  const call = sampleCall({ phoneNumber: '+33199001234' });
  const context = { now: mondayNoon, firstStartAt: 0, importing: false };
  await db.transaction().execute((tx) => saveCalls(tx, [{ call, fingerprint: 'first' }], context));
  await requestExport(db, { userId: 'U0BEN', filter: '', askedIn: null, responseUrl: null }, mondayNoon);
  await db.updateTable('exports').set({ file_id: 'F0FILE', finished_at: mondayNoon }).execute();
  await askErasure(db, '+33199001234', { askedBy: 'U0ANNA', askedIn: null }, mondayNoon);
  const told: Erased[] = [];
  const tellErased = async (erased: Erased) => void told.push(erased);
  const deps = { ...erasing(db, mondayNoon + day), tellErased, deleteFile: async () => ({ afterMs: 1 }) };
  await forget(deps, running);
  expect(told).toMatchObject([{ files: { deleted: 0, left: ['U0BEN'] } }]);
  await db.destroy();
});
