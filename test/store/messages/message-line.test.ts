import { sql } from 'kysely';
import { expect, test } from 'vitest';

import { claimDue } from '../../../src/store/messages/message-claims.ts';
import { enqueueMessage, type NewMessage } from '../../../src/store/messages/messages.ts';
import { settle } from '../../../src/store/messages/settle-message.ts';
import { describeStores, type TestStore } from '../../support/database.ts';
import { explained, queriesOf } from '../plans.ts';

const noon = Date.UTC(2026, 2, 2, 12);
const second = 1_000;
const query = { leaseMs: 60_000, limit: 16 };

/** Ranks as the outbox gives them. */
const kinds = {
  alert: { form: 'bundle', kind: 'errors' },
  card: { form: 'incident', kind: 'incident' },
  news: { form: 'bundle', kind: 'calls' },
  digest: { form: 'digest', kind: 'digest' },
  share: { form: 'share', kind: 'calls' },
  replay: { form: 'retold', kind: 'replay' },
} as const satisfies Record<string, Pick<NewMessage, 'form' | 'kind'>>;
type Kind = keyof typeof kinds;

function enqueue(store: TestStore, kind: Kind, id: string, at: number, channel = 'C1') {
  return enqueueMessage(store.db, { id, key: id, channel, subject: {}, calls: 1, ...kinds[kind] }, at);
}

/** Posts what is due, one message a second, and says which. */
async function posts(store: TestStore, from: number, seconds: number): Promise<string[]> {
  const posted = [];
  for (let now = from; now < from + seconds * second; now += second)
    for (const claim of await claimDue(store.db, { now, ...query })) {
      posted.push(claim.message.id);
      await settle(store.db, claim, { state: 'sent', ts: `${now}`, channelFreeAt: now + second }, now);
    }
  return posted;
}

/** As many rows as somebody likes, in one statement. */
async function storm(store: TestStore, count: number, channel = 'C1'): Promise<void> {
  for (let start = 0; start < count; start += 2_000) {
    const rows = Array.from({ length: Math.min(2_000, count - start) }, (_, index) => ({
      id: `storm-${String(start + index).padStart(6, '0')}`,
      key: `storm:${start + index}`,
      channel,
      form: 'retold',
      kind: 'replay',
      subject: '{}',
      calls: 1,
      state: 'ready',
      rank: 2,
      created_at: noon,
      due_at: noon,
    }));
    await store.db.insertInto('messages').values(rows).execute();
  }
}

describeStores('the line of a channel', (open, kind) => {
  test('cards of incidents come before other alerts, alerts before news, news before what people share, each in its order', async () => {
    await using store = await open();
    const line: [Kind, string][] = [
      ['replay', 'replay'],
      ['share', 'share'],
      ['news', 'news'],
      ['digest', 'digest'],
      ['alert', 'alert'],
      ['card', 'card'],
    ];
    for (const [index, [of, id]] of line.entries()) await enqueue(store, of, id, noon + index);
    const order = ['card', 'alert', 'news', 'digest', 'replay', 'share'];
    expect(await posts(store, noon + second, 6)).toEqual(order);
  });

  test('an alert is second at most, whatever one member replayed and shared', async () => {
    await using store = await open();
    await storm(store, 20_000);
    for (let index = 0; index < 50; index += 1) await enqueue(store, 'share', `share-${index}`, noon);
    const [underWay] = await claimDue(store.db, { now: noon + 40 * second, ...query });
    await enqueue(store, 'alert', 'alert', noon + 40 * second);
    if (underWay === undefined) throw new Error('nothing was claimed');
    const done = { state: 'sent', ts: '1.0', channelFreeAt: noon + 41 * second } as const;
    await settle(store.db, underWay, done, noon + 40 * second);

    expect(await posts(store, noon + 41 * second, 1)).toEqual(['alert']);
  });

  test('an alert does not wait for a shared message that is in doubt', async () => {
    await using store = await open();
    await enqueue(store, 'share', 'share', noon);
    const [claim] = await claimDue(store.db, { now: noon, ...query });
    if (claim === undefined) throw new Error('nothing was claimed');
    const doubt = { state: 'in-doubt', dueAt: noon + 60 * second, reason: 'x' } as const;
    await settle(store.db, claim, doubt, noon);
    await enqueue(store, 'share', 'later', noon + 1);
    await enqueue(store, 'alert', 'alert', noon + 2);
    expect(await posts(store, noon + second, 50)).toEqual(['alert']);
  });

  test('nothing is sent where Slack asked to wait, whatever its rank', async () => {
    await using store = await open();
    await enqueue(store, 'share', 'share', noon);
    const [claim] = await claimDue(store.db, { now: noon, ...query });
    if (claim === undefined) throw new Error('nothing was claimed');
    await settle(store.db, claim, { state: 'ready', dueAt: noon + 9 * second, reason: 'x' }, noon);
    await enqueue(store, 'alert', 'alert', noon + 1);
    expect(await posts(store, noon + second, 8)).toEqual([]);
    expect(await posts(store, noon + 9 * second, 2)).toEqual(['alert', 'share']);
  });

  test('however much news there is, what people asked for gets one turn in 30 seconds', async () => {
    await using store = await open();
    for (let index = 0; index < 5; index += 1) await enqueue(store, 'share', `share-${index}`, noon);
    for (let index = 0; index < 200; index += 1) await enqueue(store, 'news', `news-${index}`, noon);
    const order = await posts(store, noon, 95);
    const turns = order.flatMap((id, index) => (id.startsWith('share') ? [index] : []));
    expect(turns).toEqual([30, 61, 92]);
    expect(order.filter((id) => id.startsWith('share'))).toEqual(['share-0', 'share-1', 'share-2']);
  });

  test('a line of 20,000 is not read to find who is first', async () => {
    await using store = await open();
    await storm(store, 20_000);
    if (kind === 'Postgres') await sql`analyze messages`.execute(store.db);
    const [claim] = await queriesOf(store.db, (db) => claimDue(db, { now: noon + second, ...query }));
    if (claim === undefined) throw new Error('nothing was asked');
    const how = kind === 'SQLite' ? 'explain query plan' : 'explain';
    const plan = (await explained<Record<string, string>>(store.db, how, claim)).map((step) =>
      JSON.stringify(step),
    );
    expect(plan.filter((step) => step.includes('messages_in_line'))).not.toHaveLength(0);
    expect(
      plan.filter((step) => /(SCAN|Seq Scan on messages) m\b|m USING INDEX messages/.test(step)),
    ).toEqual([]);
  });
});
