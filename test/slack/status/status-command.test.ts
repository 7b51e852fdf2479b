import { expect, it } from 'vitest';

import { openIncident } from '../../../src/store/incidents/incidents.ts';
import { enqueueMessage } from '../../../src/store/messages/messages.ts';
import { openSqlite } from '../../support/database.ts';
import { mondayNoon } from '../../support/sample-calls.ts';
import { meetPerson } from '../../support/slack/slack-person.ts';

it('parked messages are tried again when anyone asks for it', async () => {
  await using store = await openSqlite();
  await using person = await meetPerson('HTTP', store.db);
  const message = {
    key: 'bundle:1',
    channel: 'C0CALLS',
    form: 'bundle',
    kind: 'calls',
    subject: {},
    calls: 1,
  } as const;
  await enqueueMessage(store.db, message, mondayNoon);
  await store.db.updateTable('messages').set({ state: 'parked' }).execute();

  const status = await person.types('status');
  expect(JSON.stringify(status.blocks)).toContain('"action_id":"retry_parked"');
  expect((await person.clicks('retry_parked')).text).toContain('I’m retrying the parked message.');
  expect(await store.db.selectFrom('messages').select('state').execute()).toEqual([{ state: 'ready' }]);
  expect(JSON.stringify((await person.types('status')).blocks)).not.toContain('retry_parked');
});

it('parked messages are given up by admins alone, who are asked twice', async () => {
  await using store = await openSqlite();
  await using person = await meetPerson('HTTP', store.db, { admins: ['U0ANNA'] });
  const message = {
    key: 'bundle:1',
    channel: 'C0CALLS',
    form: 'bundle',
    kind: 'calls',
    subject: {},
    calls: 1,
  } as const;
  await enqueueMessage(store.db, message, mondayNoon);
  await store.db.updateTable('messages').set({ state: 'parked' }).execute();
  const facts = { reason: 'Slack refuses it.', nextStep: null, count: 1 };
  const incident = { kind: 'messages-parked', about: 'C0CALLS', facts, channels: ['C0ALERTS'] } as const;
  await openIncident(store.db, incident, mondayNoon);

  const status = JSON.stringify((await person.types('status')).blocks);
  expect(status).toContain('1 message will never be posted.');
  const ben = { user: { id: 'U0BEN', username: 'ben', team_id: 'T0OURS' } };
  expect((await person.clicks('discard_parked', undefined, ben)).text).toContain('Only admins can');
  expect((await person.clicks('discard_parked')).text).toContain('1 parked message discarded.');

  const messages = store.db
    .selectFrom('messages')
    .select(['state', 'reason'])
    .where('channel', '=', 'C0CALLS');
  expect(await messages.execute()).toEqual([{ state: 'skipped', reason: 'discarded by U0ANNA' }]);
  const [closed] = await store.db.selectFrom('incidents').select(['closed_at', 'facts']).execute();
  expect(closed?.closed_at).toBe(mondayNoon);
  expect(JSON.parse(closed?.facts ?? '')).toEqual({
    figures: { cause: 'discarded' },
    count: 1,
    givenUp: 'discarded',
  });
});
