import { expect, it } from 'vitest';

import type { DetailedCall } from '../../src/calls/call.ts';
import { localDayBounds } from '../../src/calls/time/local-day.ts';
import { bundleNews } from '../../src/outbox/bundle-news.ts';
import { editMessages } from '../../src/outbox/edit.ts';
import type { Database } from '../../src/store/engine/database.ts';
import { takeUntold } from '../../src/store/incidents/incident-cards.ts';
import { endSnoozes, snoozeIncident } from '../../src/store/incidents/incident-changes.ts';
import { closeIncident, openIncident } from '../../src/store/incidents/incidents.ts';
import { retryParked } from '../../src/store/incidents/parked-messages.ts';
import { writeSubscription } from '../../src/store/settings/subscriptions.ts';
import { describeStores } from '../support/database.ts';
import { failedCall, sampleCall, sampleSubscription } from '../support/sample-calls.ts';
import { numbered, roomWith } from './telling-room.ts';

const minute = 60_000;
const hour = 60 * minute;
const errors = { topic: 'errors', filter: '' } as const;
const daily = { ...errors, options: { daily: 'theirs', timezone: 'Europe/Paris' } } as const;
const all = { topic: 'calls', filter: '' } as const;
const spike = { kind: 'dial-errors-spike', about: 'too_many_calls' } as const;
const facts = { reason: 'The limit was hit.', nextStep: null, count: 5, filter: 'too_many_calls' };

const failed = (dialError: string, count: number, from = 0): DetailedCall[] =>
  Array.from({ length: count }, (_, index) => failedCall(dialError, { id: `${dialError}-${from + index}` }));
const unanswered = (result: string, id: string) => sampleCall({ id, result });

/** Every call in one message, and every message says how many it has. */
async function expectAllTold(db: Database, calls: number): Promise<void> {
  const news = await db.selectFrom('news').select(['call_id', 'message_id']).execute();
  expect(news.filter(({ message_id }) => message_id === null)).toEqual([]);
  expect(news).toHaveLength(calls);
  for (const { id, calls: said } of await db.selectFrom('messages').select(['id', 'calls']).execute())
    expect(news.filter(({ message_id }) => message_id === id)).toHaveLength(said);
}

describeStores('what needs nobody', (open, kind) => {
  it('is one card a day, edited, and what needs somebody comes at once', async () => {
    await using store = await open();
    await using room = await roomWith(store, daily);
    await room.ends(...failed('busy', 2));
    const [card, ...none] = await room.told();
    expect(none).toEqual([]);
    expect(card?.text).toBe('Monday 2 March: 2 calls needed no action: 2 busy.');
    await room.ends(...failed('no_answer', 3), ...failed('number_non_attributed', 1));
    const [post, ...others] = await room.told();
    expect(others).toEqual([]);
    expect(post?.text).toMatch(/^Not in service/);
    room.clock.forward(minute);
    await editMessages(room.deps);
    expect(card?.text).toBe('Monday 2 March: 5 calls needed no action: 3 no answer and 2 busy.');
    expect(card?.metadata?.event_payload).toMatchObject({ kind: 'errors', calls: 5 });
    await expectAllTold(store.db, 6);
  });

  it('is counted on the card of the day on which it ended, in the zone of the subscription', async () => {
    await using store = await open();
    await using room = await roomWith(store, daily);
    await room.ends(...failed('busy', 1));
    await room.told();
    // It is 23:30 in Paris, and an hour later the next day there.
    room.clock.forward(10.5 * hour);
    await room.ends(...failed('busy', 1, 1));
    expect(await room.told()).toEqual([]);
    room.clock.forward(hour);
    await room.ends(...failed('busy', 1, 2));
    expect((await room.told()).map(({ text }) => text)).toEqual([
      'Tuesday 3 March: 1 call needed no action: 1 busy.',
    ]);
    await expectAllTold(store.db, 3);
  });

  it('has a card of its own from when the zone of the subscription is another', async () => {
    await using store = await open();
    await using room = await roomWith(store, daily);
    await room.ends(...failed('busy', 1));
    await room.told();
    const moved = { ...daily, options: { ...daily.options, timezone: 'Asia/Tokyo' } };
    await writeSubscription(store.db, sampleSubscription({ id: 's0', channel: 'C1', ...moved }));
    await room.ends(...failed('busy', 1, 1));
    expect(await room.told()).toHaveLength(1);
    await expectAllTold(store.db, 2);
  });

  it('waits for the end of quiet hours, and for its summary', async () => {
    await using store = await open();
    const quiet = { hours: { from: '11:00', to: '14:00' }, weekends: false };
    const options = { daily: 'theirs', quiet, timezone: 'UTC' } as const;
    await using room = await roomWith(store, { ...errors, options });
    await room.ends(...failed('busy', 2));
    expect(await room.told()).toEqual([]);
    room.clock.forward(2 * hour);
    expect((await room.told()).map(({ text }) => text)).toEqual([
      'Monday 2 March: 2 calls needed no action: 2 busy.',
    ]);
  });

  it('is counted on another card where Slack refused the first and it was given up', async () => {
    await using store = await open();
    await using room = await roomWith(store, daily);
    await room.ends(...failed('busy', 1));
    await room.told();
    await store.db.updateTable('messages').set({ state: 'skipped' }).execute();
    await room.ends(...failed('busy', 1, 1));
    expect(await room.told()).toHaveLength(1);
    await expectAllTold(store.db, 2);
  });

  // the day on which the clocks change in Paris → how long it is, and the text of its card
  it.each([
    ['2026-03-29', 23, 'Sunday 29 March'],
    ['2026-10-25', 25, 'Sunday 25 October'],
  ])('is counted on one card on a day whose clocks change: %s', async (date, hours, day) => {
    await using store = await open();
    await using room = await roomWith(store, daily);
    const { from, to } = localDayBounds(date, 'Europe/Paris');
    expect(to - from).toBe(hours * hour);
    for (const [index, at] of [from - 1, from, from + 2.5 * hour, to - minute, to].entries()) {
      room.clock.set(at - room.clock.now());
      await room.ends(...failed('busy', 1, index));
      await room.told();
    }
    const cards = room.slack.ledger.filter(({ channel }) => channel === 'C1');
    room.clock.forward(minute);
    await editMessages(room.deps);
    expect(cards.map(({ metadata }) => metadata?.event_payload.calls)).toEqual([1, 3, 1]);
    expect(cards[1]?.text).toBe(`${day}: 3 calls needed no action: 3 busy.`);
    await expectAllTold(store.db, 5);
  });

  if (kind === 'Postgres')
    it('has one card where two replicas count at the same moment', async () => {
      await using store = await open();
      await using room = await roomWith(store, daily);
      for (let round = 0; round < 5; round += 1) {
        await room.ends(...failed('busy', 2, 2 * round));
        const passes = [1, 2].map(() => bundleNews({ db: store.db, now: room.clock.now }));
        // One that came second fails whole, and finds nothing to do when it is run again.
        await Promise.allSettled(passes);
        await room.told();
      }
      expect(room.slack.ledger).toHaveLength(1);
      await expectAllTold(store.db, 10);
    });

  it('is kept for an archived channel, and counted on a card of its day once that is unarchived', async () => {
    await using store = await open();
    await using room = await roomWith(store, daily);
    room.slack.addChannel({ id: 'C1', name: 'c1', isArchived: true });
    await room.ends(...failed('busy', 1));
    expect(await room.told()).toEqual([]);
    await room.ends(...failed('busy', 1, 1));
    expect(await room.told()).toEqual([]);
    const news = () => store.db.selectFrom('news').select(['call_id', 'message_id']).execute();
    expect(await news()).toHaveLength(2);
    room.slack.addChannel({ id: 'C1', name: 'c1' });
    await retryParked(store.db, 'C1', room.clock.now());
    await room.told();
    room.clock.forward(minute);
    await editMessages(room.deps);
    await expectAllTold(store.db, 2);
  });

  it('is posted like any other call without the option', async () => {
    await using store = await open();
    await using room = await roomWith(store, errors);
    await room.ends(...failed('busy', 1));
    expect((await room.told())[0]?.text).toMatch(/^Busy: call to/);
  });
});

describeStores('calls without a conversation', (open) => {
  it('are counted in one message while they go on, and conversations come on their own', async () => {
    await using store = await open();
    await using room = await roomWith(store, all);
    await room.ends(unanswered('voicemail', 'a'));
    const [first] = await room.told();
    await room.ends(unanswered('IVR', 'b'), failedCall('busy', { id: 'c' }), sampleCall({ id: 'd' }));
    const [conversation, ...others] = await room.told();
    expect(others).toEqual([]);
    expect(conversation?.metadata?.event_payload.calls).toBe(1);
    room.clock.forward(minute);
    await editMessages(room.deps);
    expect(first?.text).toBe('3 calls ended: 1 IVR, 1 voicemail and 1 busy.');
    expect(first?.metadata?.event_payload).toMatchObject({ calls: 3 });
    await expectAllTold(store.db, 4);
  });

  it('are a new message after half an hour without any', async () => {
    await using store = await open();
    await using room = await roomWith(store, all);
    await room.ends(unanswered('voicemail', 'a'));
    await room.told();
    room.clock.forward(31 * minute);
    await room.ends(unanswered('voicemail', 'b'));
    expect(await room.told()).toHaveLength(1);
  });

  it('come as messages where somebody asked for them', async () => {
    await using store = await open();
    await using room = await roomWith(store, { topic: 'calls', filter: 'voicemail' });
    await room.ends(unanswered('voicemail', 'a'));
    await room.told();
    room.clock.forward(minute);
    await room.ends(unanswered('voicemail', 'b'));
    expect(await room.told()).toHaveLength(1);
  });
});

describeStores('a burst', (open) => {
  it('of 500 failures is one card, and one line in the channel of calls', async () => {
    await using store = await open();
    await using room = await roomWith(store, errors, { topic: 'incidents' }, { ...all, channel: 'C2' });
    const { db } = store;
    const judgeIncidents = () =>
      db.transaction().execute(async (tx) => {
        await openIncident(tx, { ...spike, facts, channels: ['C1'] }, room.clock.now());
        await takeUntold(tx, room.clock.now());
        return true;
      });
    const before = room.slack.ledger.length;
    for (let second = 0; second < 50; second += 1) {
      await room.ends(...failed('too_many_calls', 10, second * 10));
      await bundleNews({ db, now: room.clock.now, judgeIncidents });
      await room.told();
    }
    room.clock.forward(minute);
    await editMessages(room.deps);
    const posts = room.slack.ledger.slice(before);
    expect(posts.map(({ channel }) => channel).toSorted()).toEqual(['C1', 'C2']);
    expect(posts.map(({ metadata }) => metadata?.event_payload.calls)).toEqual([500, 500]);
    await expectAllTold(db, 1_000);
  });

  it('has its card first, though another replica judges it just then', async () => {
    await using store = await open();
    await using room = await roomWith(store, errors, { topic: 'incidents' });
    const { db } = store;
    await room.ends(...failed('too_many_calls', 10));
    const judgedElsewhere = { db, now: room.clock.now, judgeIncidents: async () => false };
    expect(await bundleNews(judgedElsewhere)).toEqual({ messages: 0, calls: 0, nextAt: undefined });
    await openIncident(db, { ...spike, facts, channels: ['C1'] }, room.clock.now());
    await takeUntold(db, room.clock.now());
    expect((await room.told()).map(({ metadata }) => metadata?.event_payload)).toMatchObject([
      { kind: 'incident', calls: 10 },
    ]);
    await expectAllTold(db, 10);
  });

  it('is not held up by a replica that died while it judged', async () => {
    await using store = await open();
    await using room = await roomWith(store, errors);
    await room.ends(...failed('too_many_calls', 10));
    room.clock.forward(6_000);
    const dead = { db: store.db, now: room.clock.now, judgeIncidents: async () => false };
    expect(await bundleNews(dead)).toMatchObject({ messages: 1, calls: 10 });
  });

  it('mentions nobody while its incident is snoozed, and somebody afterwards', async () => {
    await using store = await open();
    const mention = { id: 'S0ONCALL', handle: 'oncall' };
    await using room = await roomWith(store, { ...errors, options: { mention } });
    await openIncident(store.db, { ...spike, facts, channels: [] }, room.clock.now());
    const { id } = await store.db.selectFrom('incidents').select('id').executeTakeFirstOrThrow();
    const by = { id, by: 'U0ANNA', channel: 'C1', now: room.clock.now() };
    await snoozeIncident(store.db, by, room.clock.now() + hour);
    await room.ends(...failed('too_many_calls', 1));
    const [quiet] = await room.told();
    expect(JSON.stringify(quiet)).not.toContain('S0ONCALL');
    room.clock.forward(2 * hour);
    await endSnoozes(store.db, room.clock.now());
    await room.ends(...failed('too_many_calls', 1, 1));
    const [loud] = await room.told();
    expect(JSON.stringify(loud)).toContain('S0ONCALL');
  });

  it('is paced when it is over, like other news', async () => {
    await using store = await open();
    await using room = await roomWith(store, all);
    await openIncident(store.db, { ...spike, facts, channels: [] }, room.clock.now());
    await room.ends(...failed('too_many_calls', 5));
    expect(await room.told()).toHaveLength(1);
    await closeIncident(store.db, spike.kind, spike.about, room.clock.now());
    await room.ends(...failed('too_many_calls', 1, 5));
    expect(await room.told()).toEqual([]);
    room.clock.forward(minute);
    expect(await room.told()).toHaveLength(1);
    await expectAllTold(store.db, 6);
  });
});

describeStores('while like news goes on', (open) => {
  it('the next message comes a minute after the one before, and the pass says when', async () => {
    await using store = await open();
    await using room = await roomWith(store, all);
    await room.ends(...numbered(1));
    expect(await room.told()).toHaveLength(1);
    const madeAt = room.clock.now() - 16_000;
    await room.ends(...numbered(1, 1));
    const { nextAt } = await bundleNews({ db: store.db, now: room.clock.now });
    expect(nextAt).toBe(madeAt + minute);
    expect(await room.told()).toEqual([]);
    room.clock.forward(minute);
    expect(await room.told()).toHaveLength(1);
  });

  it('a summary comes when it is due', async () => {
    await using store = await open();
    await using room = await roomWith(store, { ...all, options: { summaryMinutes: 5, timezone: 'UTC' } });
    await room.ends(...numbered(1), unanswered('voicemail', 'a'));
    room.clock.forward(5 * minute);
    expect(await room.told()).toHaveLength(1);
    await room.ends(...numbered(1, 1));
    room.clock.forward(5 * minute);
    expect(await room.told()).toHaveLength(1);
    await expectAllTold(store.db, 3);
  });
});
