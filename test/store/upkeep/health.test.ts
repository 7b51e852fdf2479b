import { CompiledQuery, type Insertable, type KyselyPlugin, type RootOperationNode } from 'kysely';
import { expect, test } from 'vitest';

import about from '../../../package.json' with { type: 'json' };
import type { SubscriptionOptions } from '../../../src/calls/options/index.ts';
import type { Database } from '../../../src/store/engine/database.ts';
import type { NewsTable } from '../../../src/store/engine/tables/messages.ts';
import { writeSubscription } from '../../../src/store/settings/subscriptions.ts';
import { healthOf } from '../../../src/store/upkeep/health.ts';
import { describeStores, openSqlite } from '../../support/database.ts';
import { sampleSubscription } from '../../support/sample-calls.ts';

const noon = Date.UTC(2026, 2, 29, 12);
const minute = 60_000;

describeStores('health', (open) => {
  test('a bot that has done nothing yet says so', async () => {
    await using store = await open();

    expect(await healthOf(store.db, noon)).toEqual({
      version: about.version,
      startedAt: expect.any(Number),
      lastGoodPollAt: null,
      lastPollProblem: null,
      pollDueAt: null,
      pollEveryMs: 0,
      calls: 0,
      openCalls: 0,
      setAside: 0,
      puzzling: 0,
      databaseTrouble: null,
      untoldCalls: 0,
      waitingMessages: 0,
      parkedMessages: 0,
      oldestWaitingAt: null,
      openIncidents: 0,
      importing: null,
      lastSentAt: null,
      nightlyCopy: null,
    });
  });

  test('calls are counted whether they ended or not', async () => {
    await using store = await open();
    await addCall(store.db, { id: 'one', ended_seq: 1 });
    await addCall(store.db, { id: 'two', ended_seq: 2, status: 'error' });
    await addCall(store.db, { id: 'three', status: 'ongoing' });
    await addCall(store.db, { id: 'four', status: 'queued' });

    expect(await healthOf(store.db, noon)).toMatchObject({ calls: 4, openCalls: 2 });
  });

  test('a call in which nothing changed for a day is not in progress any more', async () => {
    await using store = await open();
    await addCall(store.db, { id: 'stuck', status: 'ongoing' });

    expect((await healthOf(store.db, noon + 24 * 60 * minute - 1)).openCalls).toBe(1);
    expect((await healthOf(store.db, noon + 24 * 60 * minute)).openCalls).toBe(0);
  });

  test('rows that could not be read are counted', async () => {
    await using store = await open();
    const row = {
      key: 'odd',
      raw: '{}',
      reason: 'no id',
      reader: 1,
      first_seen_at: noon,
      last_seen_at: noon,
    };
    await store.db.insertInto('set_aside').values(row).execute();

    expect((await healthOf(store.db, noon)).setAside).toBe(1);
  });

  test('messages are counted by where they are: on their way, parked or done', async () => {
    await using store = await open();
    for (const state of ['ready', 'posting', 'in-doubt', 'parked', 'parked', 'sent', 'skipped']) {
      await addMessage(store.db, { state });
    }

    expect(await healthOf(store.db, noon)).toMatchObject({ waitingMessages: 3, parkedMessages: 2 });
  });

  test('the oldest thing that waits is a message, or news that no message shows yet', async () => {
    await using store = await open();
    await addMessage(store.db, { state: 'sent', created_at: noon - 60 * minute });
    await addMessage(store.db, { state: 'ready', created_at: noon - 5 * minute });
    expect((await healthOf(store.db, noon)).oldestWaitingAt).toBe(noon - 5 * minute);

    await addSubscription(store.db, 'prompt', {});
    await addSubscription(store.db, 'quiet', { quiet: { hours: null, weekends: true } });
    await addNews(store.db, { call_id: 'one', found_at: noon - 30 * minute, message_id: 'told' });
    await addNews(store.db, { call_id: 'two', found_at: noon - 9 * minute });
    await addNews(store.db, { call_id: 'three', found_at: noon - 7 * minute });
    // What people want held back is not late.
    await addNews(store.db, { call_id: 'held', found_at: noon - 60 * minute, subscription_id: 'quiet' });
    await addNews(store.db, { call_id: 'muted', found_at: noon - 60 * minute, mute_id: 'mute' });

    expect(await healthOf(store.db, noon)).toMatchObject({
      oldestWaitingAt: noon - 9 * minute,
      untoldCalls: 2,
    });
  });

  test('the last message sent is the one sent last, in whatever order they were due', async () => {
    await using store = await open();
    await addMessage(store.db, { state: 'sent', due_at: noon - 9 * minute, sent_at: noon - minute });
    await addMessage(store.db, { state: 'sent', due_at: noon - 5 * minute, sent_at: noon - 4 * minute });

    expect((await healthOf(store.db, noon)).lastSentAt).toBe(noon - minute);
  });

  test('only incidents that last are counted', async () => {
    await using store = await open();
    const incident = { kind: 'revox-unreachable', facts: '{}', opened_at: noon, changed_at: noon };
    await store.db
      .insertInto('incidents')
      .values([
        { ...incident, id: 'one', about: '', closed_at: null },
        { ...incident, id: 'two', about: '', closed_at: noon },
      ])
      .execute();

    expect((await healthOf(store.db, noon)).openIncidents).toBe(1);
  });

  test('the last poll and the import are as they left themselves', async () => {
    await using store = await open();
    await setState(store.db, 'poll', { lastGoodAt: noon - minute, failures: 2, problem: 'HTTP 503' });
    await setState(store.db, 'import', { read: 400, done: false });
    expect(await healthOf(store.db, noon)).toMatchObject({
      lastGoodPollAt: noon - minute,
      lastPollProblem: 'HTTP 503',
      importing: { read: 400 },
    });

    const next = { dueAt: noon + minute, everyMs: minute };
    await setState(store.db, 'poll', { lastGoodAt: noon, ...next, failures: 0, problem: null });
    await setState(store.db, 'import', { read: 900, done: true });
    expect(await healthOf(store.db, noon)).toMatchObject({
      lastGoodPollAt: noon,
      lastPollProblem: null,
      pollDueAt: noon + minute,
      pollEveryMs: minute,
      importing: null,
    });
  });

  test('it can be asked inside a transaction', async () => {
    await using store = await open();
    const inside = await store.db.transaction().execute((tx) => healthOf(tx, noon));
    expect(inside.calls).toBe(0);
  });
});

test('no figure goes through a whole table that grows', async () => {
  await using store = await openSqlite();

  const plan = await planOf(store.db, (db) => healthOf(db, noon));

  expect(plan.join('\n')).toMatch(/calls_by_ended_seq/);
  expect(plan.filter((step) => /^SCAN (calls|messages|news|set_aside)(?!.* INDEX )/.test(step))).toEqual([]);
});

/** The steps by which SQLite answers every question that `ask` puts to it. */
async function planOf(db: Database, ask: (db: Database) => Promise<unknown>): Promise<string[]> {
  const asked: RootOperationNode[] = [];
  const listen: KyselyPlugin = {
    transformQuery: ({ node }) => {
      asked.push(node);
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  await ask(db.withPlugin(listen));
  const plans = asked.map((node) => {
    const { sql, parameters } = db.getExecutor().compileQuery(node, { queryId: 'plan' });
    return db.executeQuery<{ detail: string }>(
      CompiledQuery.raw(`explain query plan ${sql}`, [...parameters]),
    );
  });
  return (await Promise.all(plans)).flatMap((plan) => plan.rows.map((row) => row.detail));
}

async function addCall(db: Database, call: { id: string; ended_seq?: number; status?: string }) {
  const ended = call.ended_seq === undefined ? null : noon;
  await db
    .insertInto('calls')
    .values({
      status: 'completed',
      ended_at: ended,
      fingerprint: '',
      first_seen_at: noon,
      changed_at: noon,
      ...call,
    })
    .execute();
}

let made = 0;

async function addMessage(
  db: Database,
  message: { state: string; created_at?: number; due_at?: number; sent_at?: number },
) {
  const id = `message-${++made}`;
  await db
    .insertInto('messages')
    .values({
      id,
      key: id,
      channel: 'C0',
      form: 'bundle',
      kind: 'calls',
      subject: '{}',
      calls: 1,
      created_at: noon,
      due_at: noon,
      ...message,
    })
    .execute();
}

async function addSubscription(db: Database, id: string, options: SubscriptionOptions) {
  const subscription = sampleSubscription({ id, channel: `C0${id}`, options });
  await writeSubscription(db, subscription);
}

async function addNews(
  db: Database,
  news: Partial<Insertable<NewsTable>> & { call_id: string; found_at: number },
) {
  const key = `call-ended:${news.call_id}:C0`;
  await db
    .insertInto('news')
    .values({ key, channel: 'C0', topic: 'calls', subscription_id: 'prompt', mute_id: null, ...news })
    .execute();
}

async function setState(db: Database, key: string, value: unknown) {
  const row = { key, value: JSON.stringify(value), updated_at: noon };
  await db
    .insertInto('state')
    .values(row)
    .onConflict((conflict) => conflict.column('key').doUpdateSet(row))
    .execute();
}
