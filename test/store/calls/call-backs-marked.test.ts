import { Migrator } from 'kysely/migration';
import { expect, it } from 'vitest';

import { migrate, openDatabase } from '../../../src/store/engine/database.ts';
import { migrations } from '../../../src/store/engine/migrations/index.ts';
import { mondayNoon } from '../../support/sample-calls.ts';

it('calls stored before call-backs were marked are marked by what they brought', async () => {
  await using db = openDatabase('file::memory:');
  await new Migrator({ db, provider: { getMigrations: async () => migrations } }).migrateTo('006-local-keys');
  for (const [serial, value] of [
    [1, 'call_back'],
    [2, 'no_callback'],
  ] as const) {
    const times = { first_seen_at: mondayNoon, changed_at: mondayNoon };
    const call = { serial, id: value, status: 'completed', result: 'human', fingerprint: 'any', ...times };
    await db
      .insertInto('calls')
      .values(call as never)
      .execute();
    await db.insertInto('call_fields').values({ serial, name: 'next_action', value }).execute();
    const details = { serial, structured_output: JSON.stringify({ next_action: value }) };
    await db
      .insertInto('call_details')
      .values(details as never)
      .execute();
  }
  await migrate(db);
  const marked = await db.selectFrom('calls').select('id').where('call_back', '=', 1).execute();
  expect(marked).toEqual([{ id: 'call_back' }]);
});

it('calls that are stored are marked again by what asks for a call-back today, in pieces', async () => {
  await using db = openDatabase('file::memory:');
  await new Migrator({ db, provider: { getMigrations: async () => migrations } }).migrateTo('029-follow-ups');
  const stored = [
    ...Array.from({ length: 1_200 }, (_, index) => [`none-${index}`, 'human', { interest: 'high' }] as const),
    ['french', 'human', { 'Rappel souhaité': 'oui' }],
    ['next', 'human', { next_step: 'rappeler' }],
    ['within', 'human', { callback: { wanted: true } }],
    ['voicemail', 'voicemail', { callback_time: 'Monday' }],
    ['marked', 'voicemail', { next_action: 'call_back' }],
    ['unreached', null, { callback_time: 'Monday' }],
    ['denied', 'human', { rappel: 'non' }],
  ] as const;
  for (const [index, [id, result, output]] of stored.entries()) {
    const times = { first_seen_at: mondayNoon, changed_at: mondayNoon };
    const call = { serial: index + 1, id, result, status: 'completed', fingerprint: 'any', ...times };
    await db
      .insertInto('calls')
      .values({ ...call, call_back: id === 'marked' ? 1 : 0 } as never)
      .execute();
    const details = { serial: index + 1, structured_output: JSON.stringify(output) };
    await db
      .insertInto('call_details')
      .values(details as never)
      .execute();
  }
  await migrate(db);
  const marked = await db.selectFrom('calls').select('id').where('call_back', '=', 1).orderBy('id').execute();
  expect(marked.map(({ id }) => id)).toEqual(['french', 'next', 'voicemail', 'within']);
});
