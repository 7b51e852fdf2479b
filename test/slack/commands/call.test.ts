import { describe, expect, it } from 'vitest';

import type { DetailedCall } from '../../../src/calls/call.ts';
import type { Desk } from '../../../src/slack/handler.ts';
import type { Database } from '../../../src/store/database.ts';
import { openSqlite } from '../../support/database.ts';
import { mondayNoon, sampleCall } from '../../support/sample-calls.ts';
import { meetPerson } from '../../support/slack-person.ts';
import type { Reply } from '../../support/slack-requests.ts';
import { storeCalls } from '../../support/stored-calls.ts';

const conversation = sampleCall({
  id: '8f14e45f-ceea-467f-a8f0-0c1b3a5d7e91',
  phoneNumber: '+33199001234',
  recordingUrl: 'https://recordings.test/1.mp3',
  transcript: [
    { role: 'assistant', content: 'Good morning.', toolName: null, toolArguments: null, toolIsError: false },
  ],
});

async function meet(calls: DetailedCall[], different: Partial<Desk> = {}) {
  const store = await openSqlite();
  await storeCalls(store.db, calls);
  for (const call of calls) await storeDetails(store.db, call);
  const person = await meetPerson('HTTP', store.db, different);
  return {
    db: store.db,
    person,
    async [Symbol.asyncDispose]() {
      await person[Symbol.asyncDispose]();
      await store[Symbol.asyncDispose]();
    },
  };
}

async function storeDetails(db: Database, call: DetailedCall) {
  await db
    .insertInto('call_details')
    .values({
      call_id: call.id,
      recording_url: call.recordingUrl,
      structured_output: null,
      transcript: call.transcript === null ? null : JSON.stringify(call.transcript),
      unknown_fields: null,
    })
    .onConflict((it) => it.doNothing())
    .execute();
}

const shown = (reply: Reply) => JSON.stringify(reply.blocks);
const revealed = (db: Database) => db.selectFrom('reveals').selectAll().execute();

describe('one call', () => {
  // what a person has at hand
  it.each(['8f14e45f-ceea-467f-a8f0-0c1b3a5d7e91', '8f14e45f', '1234', '+33 1 99 00 12 34'])(
    'is found by %s',
    async (typed) => {
      await using it = await meet([conversation]);
      expect(shown(await it.person.types(`call ${typed}`))).toContain(conversation.id);
    },
  );

  it('is picked where several fit', async () => {
    await using it = await meet([conversation, { ...conversation, id: 'another' }]);
    const reply = await it.person.types('call 1234');
    expect(reply.text).toContain('2 calls fit 1234');
    expect(await revealed(it.db)).toEqual([]);
  });

  it('shows what was said, and records who saw it before it is shown', async () => {
    await using it = await meet([conversation]);
    const reply = await it.person.types('call 8f14e45f', { trigger_id: 'trigger-1' });
    expect(shown(reply)).toContain('Good morning.');
    expect(shown(reply)).toContain('https://recordings.test/1.mp3');
    expect(shown(reply)).not.toContain('33199001234');
    expect(await revealed(it.db)).toEqual([
      {
        key: `trigger-1:${conversation.id}`,
        user_id: 'U0ANNA',
        call_id: conversation.id,
        shown: 'recording,transcript',
        revealed_at: mondayNoon,
      },
    ]);
  });

  it('shows an admin the whole number', async () => {
    await using it = await meet([conversation], { admins: ['U0ANNA'] });
    expect(shown(await it.person.types('call 8f14e45f'))).toContain('+33 1 99 00 12 34');
    expect(await revealed(it.db)).toMatchObject([{ shown: 'number,recording,transcript' }]);
  });

  it('keeps what was said from others once there are admins', async () => {
    await using it = await meet([conversation], { admins: ['U0BERT'] });
    const reply = await it.person.types('call 8f14e45f');
    expect(shown(reply)).not.toContain('Good morning.');
    expect(shown(reply)).not.toContain('recordings.test');
    expect(shown(reply)).not.toContain('1 99 00');
    expect(await revealed(it.db)).toEqual([]);
  });

  it('reveals nothing when the reveal cannot be recorded', async () => {
    await using it = await meet([conversation]);
    await it.db.schema.dropTable('reveals').execute();
    const reply = await it.person.types('call 8f14e45f');
    expect(shown(reply)).not.toContain('Good morning.');
    expect(reply.text).toContain('That did not work');
  });
});
