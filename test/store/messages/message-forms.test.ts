import { sql } from 'kysely';
import { expect, it } from 'vitest';

import type { FormName } from '../../../src/calls/message-forms.ts';
import type { Database } from '../../../src/store/engine/database.ts';
import { up } from '../../../src/store/engine/migrations/025-message-forms.ts';
import { quotesOf } from '../../../src/store/erasing/quotes.ts';
import { messagesShowing } from '../../../src/store/erasing/showing-messages.ts';
import { describeStores } from '../../support/database.ts';
import { mondayNoon } from '../../support/sample-calls.ts';
import { explained, queriesOf } from '../plans.ts';

type OldRow = { key: string; kind: string; subject?: object; thread_ts?: string; parent_id?: string };

const days = { date: '2026-03-01', days: 1, timezone: 'Europe/Paris', filter: '', slotAt: mondayNoon };
const page = { filter: 'human', messageId: null, anchor: 4, openedAt: mondayNoon, timezone: 'UTC' };
const mention = { id: 'S0ONCALL', handle: '@on-call' };

/** Rows as versions without forms wrote them. */
const oldRows: [FormName, OldRow][] = [
  ['bundle', { key: 'bundle:6f1c', kind: 'calls' }],
  ['bundle', { key: 'bundle:7a2d', kind: 'errors', subject: { cards: 'compact', mention } }],
  ['detail', { key: 'detail:7a2d', kind: 'errors', parent_id: 'bundle:7a2d' }],
  ['muted', { key: 'muted:8b3e', kind: 'errors', subject: { mute: 'mute-1' } }],
  ['digest', { key: 'digest:C1:2026-03-01', kind: 'digest', subject: days }],
  ['digest', { key: 'digest:C1:2026-03-01:-field:"share:"=x', kind: 'digest', subject: days }],
  ['digest-shared', { key: 'digest-shared:1.2.f0', kind: 'digest', subject: { ...days, days: undefined } }],
  ['incident', { key: 'incident:9c4f:C1', kind: 'incident' }],
  ['incident-closed', { key: 'incident-closed:9c4f:C1', kind: 'incident', thread_ts: '1.000001' }],
  ['change', { key: 'change:a5', kind: 'incident', subject: { change: 'a5' } }],
  ['change', { key: 'change:b6', kind: 'digest', subject: { change: 'b6' } }],
  ['share', { key: 'share:1.2.f0', kind: 'calls', subject: { sharedBy: 'U0ANNA', page } }],
  ['replay', { key: 'replay:V01:1770.f:1', kind: 'replay', subject: { askedBy: 'U0ANNA', filter: '' } }],
  ['retold', { key: 'replay:V01:1770.f:1:0', kind: 'replay', parent_id: 'replay:V01:1770.f:1' }],
  ['welcome', { key: 'welcome:U0ANNA', kind: 'notice', subject: { welcome: true } }],
  ['unknown-state', { key: 'unknown-state:parked:U0ANNA', kind: 'notice', subject: { states: ['parked'] } }],
  ['erased', { key: 'erased:d8', kind: 'digest', subject: { erased: true } }],
  // What no version should have written is told as its kind is.
  ['incident-closed', { key: 'other', kind: 'incident', thread_ts: '1.000001' }],
];

async function asBefore(db: Database): Promise<void> {
  await sql`drop index messages_by_form`.execute(db);
  await sql`alter table messages drop column form`.execute(db);
}

function old({ key, kind, subject = {}, thread_ts, parent_id }: OldRow) {
  return {
    id: key,
    key,
    channel: 'C1',
    kind,
    subject: JSON.stringify(subject),
    calls: 1,
    state: parent_id === undefined ? 'sent' : 'follows',
    thread_ts: thread_ts ?? null,
    parent_id: parent_id ?? null,
    created_at: mondayNoon,
    due_at: mondayNoon,
  };
}

describeStores('messages of versions without forms', (open, kind) => {
  it('say afterwards what they are, those that were sent long ago too', async () => {
    await using store = await open();
    await asBefore(store.db);
    const rows = oldRows.map(([, row]) => old(row));
    await store.db
      .insertInto('messages')
      .values(rows as never)
      .execute();

    await up(store.db as never);
    const filled = await store.db.selectFrom('messages').select(['key', 'form']).execute();
    const byKey = (one: { key: string }, other: { key: string }) => (one.key < other.key ? -1 : 1);
    expect(filled.toSorted(byKey)).toEqual(oldRows.map(([form, { key }]) => ({ key, form })).toSorted(byKey));
  });

  it('are asked by erasing for those alone that say more than the news does', async () => {
    await using store = await open();
    const many = Array.from({ length: 2_000 }, (_, index) => ({
      ...old({ key: `bundle:${index}`, kind: 'calls' }),
      form: index % 100 === 0 ? 'share' : 'bundle',
    }));
    for (let start = 0; start < many.length; start += 500)
      await store.db
        .insertInto('messages')
        .values(many.slice(start, start + 500))
        .execute();
    if (kind === 'Postgres') await sql`analyze messages`.execute(store.db);
    const person = { phoneNumber: '+33199001234', own: [], shared: [] };
    const quotes = await quotesOf(store.db, person);
    const asked = await queriesOf(store.db, (db) => messagesShowing(db, person, quotes));
    const byForm = asked.find((query) => query.sql.includes('"form" in'));
    if (byForm === undefined) throw new Error('nothing was asked by form');
    const how = kind === 'SQLite' ? 'explain query plan' : 'explain';
    expect(JSON.stringify(await explained(store.db, how, byForm))).toContain('messages_by_form');
  });
});
