import { expect, it } from 'vitest';
import { whileMarked } from '../../src/backup/back-up.ts';
import { readState } from '../../src/store/engine/state.ts';
import { copiedKey } from '../../src/store/upkeep/restored.ts';
import { openPostgres } from '../support/database.ts';
import { mondayNoon } from '../support/sample-calls.ts';

it('what a dump takes has the mark of a copy, and what it was taken of has none afterwards', async () => {
  await using store = await openPostgres();
  const seen: unknown[] = [];

  await whileMarked(store.url, mondayNoon, async () => void seen.push(await readState(store.db, copiedKey)));
  const fails = whileMarked(store.url, mondayNoon, () => Promise.reject(new Error('the disk is full')));

  await expect(fails).rejects.toThrow('the disk is full');
  expect(seen).toEqual([{ at: mondayNoon }]);
  expect(await readState(store.db, copiedKey)).toBeNull();
});

it('where the database is away, the dump says so', async () => {
  const dump = () => Promise.reject(new Error('connection refused'));

  await expect(whileMarked('postgres://revox@127.0.0.1:9/revox', mondayNoon, dump)).rejects.toThrow(
    'connection refused',
  );
});
