import { expect, it } from 'vitest';

import { syncCalls } from '../../src/sync/sync-calls.ts';
import { openSqlite } from '../support/database.ts';
import { aCall, calls, endCall } from '../support/revox-calls.ts';
import { aScene } from './reading.ts';

it('a page that comes again letter for letter is not read again, and is given without details', async () => {
  await using scene = await aScene({ calls: [aCall({ structured_output: { objection: 'price' } })] });

  const [whole] = (await scene.revox.readPage(0, true)).rows;
  const [before] = (await scene.revox.readPage(0)).rows;
  const [after] = (await scene.revox.readPage(0)).rows;

  expect(whole).toMatchObject({ call: { structuredOutput: { objection: 'price' } } });
  expect(before).toMatchObject({ call: { id: expect.any(String), structuredOutput: null }, isBare: true });
  expect(after).toBe(before);
  expect((await scene.revox.readPage(0, true)).rows).toEqual([whole]);
});

it('one letter that is another one has it read', async () => {
  const call = aCall({ structured_output: { objection: 'price' } });
  await using scene = await aScene({ calls: [call] });

  const { rows: before } = await scene.revox.readPage(0);
  call.structured_output = { objection: 'prize' };
  const { rows: after } = await scene.revox.readPage(0);

  expect(after).not.toEqual(before);
  expect(after).toMatchObject([{ call: { structuredOutput: { objection: 'prize' } } }]);
});

it('an ending is seen on a page that came alike many times, and what is stored is compared each time', async () => {
  const call = aCall({ status: 'calling' });
  await using scene = await aScene({ calls: [call] });
  await using store = await openSqlite();
  const pass = () =>
    syncCalls({
      db: store.db,
      list: scene.revox,
      now: () => scene.clock.now,
      reader: 1,
      nextPolls: () => [],
    });
  const stored = () => store.db.selectFrom('calls').select('status').execute();
  for (let again = 0; again < 3; again += 1) await pass();
  expect(await stored()).toEqual([{ status: 'calling' }]);

  endCall(call, scene.clock.now);
  await pass();
  expect(await stored()).toEqual([{ status: 'completed' }]);
  const details = await store.db.selectFrom('call_details').select('recording_url').execute();
  await pass();

  await store.db.updateTable('calls').set({ status: 'calling', fingerprint: 'of another row' }).execute();
  await store.db.deleteFrom('call_details').execute();
  await pass();
  expect(await stored()).toEqual([{ status: 'completed' }]);
  expect(await store.db.selectFrom('call_details').select('recording_url').execute()).toEqual(details);
});

it('a page without a list is refused each time', async () => {
  await using scene = await aScene({ calls: calls(1) });
  await scene.revox.readPage(0);
  const refused = { name: 'RevoxError', reason: 'unexpected-shape' };

  for (let again = 0; again < 2; again += 1) {
    scene.server.faultFor = () => ({ kind: 'answer', body: { calls: null } });
    await expect(scene.revox.readPage(0)).rejects.toMatchObject(refused);
  }
  scene.server.faultFor = () => null;
  expect((await scene.revox.readPage(0)).rows).toHaveLength(1);
});
