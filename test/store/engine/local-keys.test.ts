import { Migrator } from 'kysely/migration';
import { expect, it } from 'vitest';
import { findCallById } from '../../../src/store/calls/find-call.ts';
import { migrate, openDatabase } from '../../../src/store/engine/database.ts';
import { migrations } from '../../../src/store/engine/migrations/index.ts';
import { mondayNoon, sampleCall } from '../../support/sample-calls.ts';

const call = sampleCall({
  recordingUrl: 'https://recordings.test/1.mp3',
  structuredOutput: { interest: 'maybe' },
  transcript: [{ role: 'user', content: 'Allô ?', toolName: null, toolArguments: null, toolIsError: false }],
});

it('a call stored before calls had numbers keeps everything', async () => {
  await using db = openDatabase('file::memory:');
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  await migrator.migrateTo('005-settings');
  await db
    .insertInto('calls')
    .values({
      id: call.id,
      phone_number: call.phoneNumber,
      status: call.status,
      result: call.result,
      end_reason: call.endReason,
      ended_by: call.endedBy,
      started_at: call.startedAt,
      answered_at: call.answeredAt,
      ended_at: call.endedAt,
      fingerprint: 'any',
      first_seen_at: mondayNoon,
      changed_at: mondayNoon,
    } as never)
    .execute();
  const details = {
    call_id: call.id,
    recording_url: call.recordingUrl,
    structured_output: JSON.stringify(call.structuredOutput),
    transcript: JSON.stringify(call.transcript),
  };
  await db
    .insertInto('call_details')
    .values(details as never)
    .execute();
  const field = { call_id: call.id, name: 'interest', value: 'maybe' };
  await db
    .insertInto('call_fields')
    .values(field as never)
    .execute();

  await migrate(db);
  expect(await findCallById(db, call.id)).toEqual(call);
  const fields = await db.selectFrom('call_fields').selectAll().execute();
  expect(fields).toEqual([{ serial: 1, name: 'interest', value: 'maybe' }]);
});
