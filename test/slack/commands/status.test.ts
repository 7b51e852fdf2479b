import { expect, it } from 'vitest';

import { enqueueMessage } from '../../../src/store/messages.ts';
import { openSqlite } from '../../support/database.ts';
import { mondayNoon } from '../../support/sample-calls.ts';
import { meetPerson } from '../../support/slack-person.ts';

it('parked messages are tried again when anyone asks for it', async () => {
  await using store = await openSqlite();
  await using person = await meetPerson('HTTP', store.db);
  const message = { key: 'bundle:1', channel: 'C0CALLS', kind: 'calls', subject: {}, calls: 1 } as const;
  await enqueueMessage(store.db, message, mondayNoon);
  await store.db.updateTable('messages').set({ state: 'parked' }).execute();

  const status = await person.types('status');
  expect(JSON.stringify(status.blocks)).toContain('"action_id":"retry_parked"');
  expect((await person.clicks('retry_parked')).text).toContain('One parked message is tried again.');
  expect(await store.db.selectFrom('messages').select('state').execute()).toEqual([{ state: 'ready' }]);
  expect(JSON.stringify((await person.types('status')).blocks)).not.toContain('retry_parked');
});
