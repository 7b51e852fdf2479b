import { DatabaseSync } from 'node:sqlite';
import { expect, test, vi } from 'vitest';

import { deliver } from '../../src/outbox/deliver.ts';
import { openSqlite } from '../support/database.ts';
import { outboxRoom } from './outbox-room.ts';

test('a pass asks the database what the last one asked, in the same words', async () => {
  await using store = await openSqlite();
  await using room = await outboxRoom(store.db, ['C1']);
  using prepared = vi.spyOn(DatabaseSync.prototype, 'prepare');
  const pass = async (number: number) => {
    await room.enqueue(`m${number}`, 'C1');
    room.clock.forward(2_000);
    expect((await deliver(room.deps)).endings).toEqual({ sent: 1 });
  };
  for (const number of [1, 2, 3]) await pass(number);
  expect(prepared).toHaveBeenCalled();

  prepared.mockClear();
  for (const number of [4, 5, 6]) await pass(number);
  expect(prepared.mock.calls).toEqual([]);
});
