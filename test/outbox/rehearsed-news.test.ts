import { expect, it } from 'vitest';
import { parseSubscribe } from '../../src/calls/subscribe-words.ts';
import { rehearse } from '../../src/news/rehearse.ts';
import { bundleNews } from '../../src/outbox/bundle-news.ts';
import { dryRun } from '../../src/store/calls/dry-run.ts';
import { describeStores, openSqlite, type TestStore } from '../support/database.ts';
import { failedCall, sampleCall } from '../support/sample-calls.ts';
import { roomWith } from './telling-room.ts';

const readingMs = 30_000;

/** Calls of a busy hour and the quiet one after it, with what comes alone, together and again and again. */
function callsAt(reading: number) {
  const id = (kind: string) => `${kind}-${reading}`;
  return [
    ...(reading % 3 === 0 ? [sampleCall({ id: id('voicemail'), result: 'voicemail' })] : []),
    ...(reading % 7 === 2 ? [sampleCall({ id: id('human') })] : []),
    ...(reading % 2 === 0 && reading < 40 ? [failedCall('busy', { id: id('busy') })] : []),
    ...(reading > 20 && reading < 60 ? [failedCall('too_many_calls', { id: id('limit') })] : []),
    ...(reading === 75 ? [failedCall('number_non_attributed', { id: id('number') })] : []),
  ];
}

/** Has the calls told as they end. @returns what came of them, and what the rehearsal says. */
async function bothOf(store: TestStore, words: string, readings: number) {
  const { topic, filter, options } = parseSubscribe(words, { now: 0, timezone: 'UTC' }).request;
  const { mention: _, escalate: __, ...asked } = options;
  const wanted = { channel: 'C1', topic, filter, options: asked };
  await using room = await roomWith(store, wanted);
  for (let reading = 0; reading < readings; reading += 1) {
    const calls = callsAt(reading);
    if (calls.length > 0) await room.ends(...calls);
    for (let pass = 0; pass < 2; pass += 1) {
      await bundleNews({ db: store.db, now: room.clock.now });
      // Slack takes each at once, so that nothing is on its way.
      await store.db.updateTable('messages').set({ state: 'sent', due_at: 0, ts: '1.0' }).execute();
      room.clock.forward(readingMs / 2);
    }
  }
  const { length: posted } = await store.db.selectFrom('messages').select('id').execute();
  const context = { now: room.clock.now(), timezone: 'UTC' };
  const { found } = await dryRun(store.db, { topic: topic as 'calls', filter: { terms: [] } }, context);
  return { posted, rehearsed: rehearse(wanted, found, [], context.now) };
}

const subscriptions: [string, number][] = [
  ['errors', 100],
  ['errors daily:theirs zone:Europe/Paris', 100],
  ['calls', 100],
  ['calls summary every 15m', 100],
  ['calls quiet 12:10-12:30', 100],
];
it.each(subscriptions)('a dry run of “%s” counts the messages that really come', async (words, readings) => {
  await using store = await openSqlite();
  const { posted, rehearsed } = await bothOf(store, words, readings);
  expect(posted).toBeGreaterThan(1);
  expect(rehearsed).toBe(posted);
});

describeStores('a dry run', (open) => {
  it('finds the calls that were found together', async () => {
    await using store = await open();
    const { posted, rehearsed } = await bothOf(store, 'calls', 30);
    expect(rehearsed).toBe(posted);
  });
});
