import { expect, it } from 'vitest';

import type { FollowUp } from '../../src/calls/follow-ups/follow-up.ts';
import type { SubscriptionOptions } from '../../src/calls/options/index.ts';
import type { Subscription } from '../../src/calls/subscription.ts';
import { instantOfLocalTime } from '../../src/calls/time/local-day.ts';
import { type RemindDeps, remindFollowUps } from '../../src/outbox/remind-follow-ups.ts';
import { sayFrom } from '../../src/slack/message-kinds.ts';
import type { Database } from '../../src/store/engine/database.ts';
import { changeFollowUp, openFollowUpsOf } from '../../src/store/follow-ups/change-follow-up.ts';
import { findFollowUp } from '../../src/store/follow-ups/follow-ups.ts';
import { nextFollowUpAt } from '../../src/store/follow-ups/reminding.ts';
import { renameChannel } from '../../src/store/messages/channels.ts';
import { toMessage } from '../../src/store/messages/messages.ts';
import { writeMute } from '../../src/store/settings/mutes.ts';
import { writeSubscription } from '../../src/store/settings/subscriptions.ts';
import { followClock } from '../../src/store/upkeep/clock-step.ts';
import { queriesOf } from '../store/plans.ts';
import { describeStores } from '../support/database.ts';
import { sampleCall, sampleSubscription } from '../support/sample-calls.ts';
import { sampleFollowUp, storeFollowUps } from '../support/sample-follow-up.ts';
import { storeCalls } from '../support/stored-calls.ts';

const channel = 'C0CALLS';
const timezone = 'Europe/Paris';
const minute = 60_000;
const group = { id: 'S0LEADS', handle: 'leads' };
const rule = { name: 'callback', withinMs: null, mention: group, escalate: null };

function at(when: string): number {
  const [date = '', time = ''] = when.split(' ');
  return instantOfLocalTime(date, time, timezone);
}

const due = at('2026-03-03 14:00');
const taken = { state: 'taken' as const, owner: 'U0ANNA', takenAt: at('2026-03-03 10:00') };

/** Follow-ups with their cards, and a pass that runs when it is told to. */
async function desk(db: Database, followUps: Partial<FollowUp>[], options: SubscriptionOptions = {}) {
  await writeSubscription(db, sampleSubscription({ channel, options: { timezone, ...options } }));
  const all = followUps.map((different, index) =>
    sampleFollowUp({ callId: `call-${index + 1}`, channel, rule, dueAt: due, ...different }),
  );
  await storeCalls(
    db,
    all.map(({ callId }, index) => sampleCall({ id: callId, phoneNumber: `+3319900123${index}` })),
  );
  await storeFollowUps(db, ...all);
  const row = { subscription_id: 'subscription-1', next_look_at: at('2026-03-03 09:00') };
  await db.updateTable('follow_ups').set(row).execute();
  for (const { callId } of all) await leaveCard(db, callId);
  const clock = { now: at('2026-03-03 10:00') };
  const slack = {
    isThere: async (): Promise<boolean | null> => true,
    permalink: async () => 'https://x.example/p1',
  };
  const deps: RemindDeps = { db, now: () => clock.now, slack };
  return {
    slack,
    clock,
    deps,
    async passAt(when: string) {
      clock.now = at(when);
      // A pass that leaves something is followed by another at once.
      for (let runs = 0; runs < 3; runs += 1) await remindFollowUps(deps);
      return said(db, clock.now);
    },
  };
}

async function leaveCard(db: Database, callId: string): Promise<void> {
  const id = `card of ${callId}`;
  const message = { id, key: id, channel, form: 'bundle', kind: 'calls', rank: 1, subject: '{}', calls: 1 };
  const sent = { state: 'sent', ts: `${callId.slice(5)}.000001`, created_at: 0, due_at: 0, sent_at: 1 };
  await db
    .insertInto('messages')
    .values({ ...message, ...sent })
    .execute();
  const news = { subscription_id: 'subscription-1', topic: 'calls', found_at: 0 };
  await db
    .insertInto('news')
    .values({ ...news, key: `call-ended:${callId}`, channel, call_id: callId, message_id: id } as never)
    .execute();
}

/** What was left, in words: where, and what. */
async function said(db: Database, now: number): Promise<string[]> {
  const rows = await db
    .selectFrom('messages')
    .selectAll()
    .where('form', 'like', 'follow-up%')
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  const say = sayFrom(db, () => ({ phoneNumbers: 'masked', timezone, now }));
  const lines = rows.map(async (row) => {
    const words = await say(toMessage({ ...row, ts: '9.000009' }), now);
    return `#${row.channel}${row.parent_id === null ? '' : ` ↳ ${row.parent_id}`}: ${words?.text}`;
  });
  return (await Promise.all(lines)).toSorted();
}

describeStores('reminders of follow-ups', (open) => {
  it('one that nobody has is a reply in the thread of its card that mentions the group of the rule', async () => {
    await using store = await open();
    const { passAt } = await desk(store.db, [{}]);
    expect(await passAt('2026-03-03 13:59')).toEqual([]);
    expect(await nextFollowUpAt(store.db)).toBe(due);
    expect(await passAt('2026-03-03 14:00')).toEqual([
      '#C0CALLS ↳ card of call-1: <!subteam^S0LEADS> Due now, and nobody has it: call back the number ending in 1230, due 3 Mar at 14:00.',
    ]);
    // However often it is looked at.
    expect(await passAt('2026-03-03 14:01')).toHaveLength(1);
    expect(await nextFollowUpAt(store.db)).toBe(at('2026-03-04 09:00'));
    // Its card is edited, since it is overdue from then on.
    const card = store.db.selectFrom('messages').select('edit_due_at').where('id', '=', 'card of call-1');
    expect(await card.executeTakeFirst()).toEqual({ edit_due_at: due });
  });

  it('a reminder says who took it since, and that it is over, and calls nobody any more', async () => {
    await using store = await open();
    const { passAt } = await desk(store.db, [{}]);
    await passAt('2026-03-03 14:00');
    const press = (kind: 'take' | 'done') =>
      store.db
        .transaction()
        .execute((tx) => changeFollowUp(tx, 'call-1', { kind, by: 'U0BEN' }, { channel, now: due }));
    await press('take');
    expect(await passAt('2026-03-03 14:01')).toEqual([
      '#C0CALLS ↳ card of call-1: Taken: call back the number ending in 1230.',
    ]);
    await press('done');
    expect(await passAt('2026-03-03 14:02')).toEqual([
      '#C0CALLS ↳ card of call-1: Done: call back the number ending in 1230.',
    ]);
  });

  it('its owner is reminded before it is due, and when it is overdue', async () => {
    await using store = await open();
    const { passAt } = await desk(store.db, [taken]);
    expect(await passAt('2026-03-03 13:45')).toEqual([
      '#C0CALLS ↳ card of call-1: <@U0ANNA> Due soon: call back the number ending in 1230, due 3 Mar at 14:00.',
    ]);
    expect(await passAt('2026-03-03 14:15')).toEqual([
      '#C0CALLS ↳ card of call-1: <@U0ANNA> Due soon: call back the number ending in 1230, due 3 Mar at 14:00.',
      '#C0CALLS ↳ card of call-1: <@U0ANNA> Overdue: call back the number ending in 1230, due 3 Mar at 14:00.',
    ]);
  });

  it('several in one pass are one message of the channel, at most one a day; later ones are a reply to it', async () => {
    await using store = await open();
    const { passAt } = await desk(store.db, [{}, {}, taken, { dueAt: at('2026-03-03 16:00') }]);
    await passAt('2026-03-03 13:45');
    expect(await passAt('2026-03-03 14:15')).toEqual([
      '#C0CALLS ↳ card of call-3: <@U0ANNA> Due soon: call back the number ending in 1232, due 3 Mar at 14:00.',
      '#C0CALLS: <!subteam^S0LEADS> <@U0ANNA> 3 follow-ups: 2 not taken yet, 1 overdue.',
    ]);
    const after = await passAt('2026-03-04 09:00');
    expect(after.filter((line) => line.startsWith('#C0CALLS:'))).toHaveLength(2);
    await passAt('2026-03-04 14:00');
    const threads = (await passAt('2026-03-04 14:00')).filter((line) => line.includes('↳'));
    expect(threads).toHaveLength(2);
  });

  it('the message of several says who took one since, and that one is done, wherever it is', async () => {
    await using store = await open();
    const toChannel = { rule: { ...rule, escalate: { to: 'channel' as const, channel: 'C0LEADS' } } };
    const { passAt } = await desk(store.db, [toChannel, {}, { ...taken, channel: 'C0OTHER' }]);
    await passAt('2026-03-03 14:15');
    await passAt('2026-03-03 15:15');
    const lists = store.db.selectFrom('messages').where('form', '=', 'follow-ups-due');
    const dueForEdit = async () => {
      const rows = await lists.select('channel').where('edit_due_at', 'is not', null).execute();
      await store.db.updateTable('messages').set({ edit_due_at: null }).execute();
      return rows.map((row) => row.channel).toSorted();
    };
    await dueForEdit();
    const press = async (call: string, kind: 'take' | 'done') => {
      await store.db
        .transaction()
        .execute((tx) => changeFollowUp(tx, call, { kind, by: 'U0BEN' }, { channel, now: due }));
      return dueForEdit();
    };
    expect(await press('call-2', 'take')).toContain('C0CALLS');
    expect(await passAt('2026-03-03 15:16')).toContainEqual(
      expect.stringMatching(/^#C0CALLS: .*2 follow-ups: 1 not taken yet, 1 taken\.$/),
    );
    expect(await press('call-1', 'take')).toEqual(expect.arrayContaining(['C0CALLS', 'C0LEADS']));
    await press('call-1', 'done');
    const lines = await passAt('2026-03-03 15:17');
    expect(lines).toContainEqual(expect.stringMatching(/^#C0CALLS: 2 follow-ups: 1 done, 1 taken\.$/));
    expect(lines).toContainEqual(expect.stringMatching(/^#C0LEADS: .*: done\.$/));
  });

  it('where nobody can be mentioned, it is a message of the channel, at most one a day', async () => {
    await using store = await open();
    const nobody = { rule: { ...rule, mention: null } };
    const { passAt } = await desk(store.db, [nobody, { ...nobody, dueAt: at('2026-03-03 15:00') }]);
    expect(await passAt('2026-03-03 14:00')).toEqual(['#C0CALLS: 1 follow-up: not taken yet.']);
    expect(await passAt('2026-03-03 17:00')).toHaveLength(1);
    expect(await passAt('2026-03-04 09:00')).toEqual([
      '#C0CALLS: 1 follow-up: not taken yet.',
      '#C0CALLS: 2 follow-ups: not taken yet.',
    ]);
  });

  it('several are kept in the order of their keys, as in every transaction that changes several', async () => {
    await using store = await open();
    const { deps, clock } = await desk(store.db, [{}, {}, {}]);
    for (const [index, id] of ['call-3', 'call-1', 'call-2'].entries())
      await store.db
        .updateTable('follow_ups')
        .set({ next_look_at: index })
        .where('call_id', '=', id)
        .execute();
    clock.now = due;
    const queries = await queriesOf(store.db, (db) => remindFollowUps({ ...deps, db: db as Database }));
    const kept = queries.filter(({ sql }) => sql.startsWith('update "follow_ups"'));
    const ids = kept.map(({ parameters }) => parameters.find((it) => /^call-/.test(String(it))));
    expect(ids).toEqual(['call-1', 'call-2', 'call-3']);
  });

  it('an owner gets at most five messages a day, and the others later', async () => {
    await using store = await open();
    const at10 = Array.from({ length: 8 }, (_, index) => ({ ...taken, dueAt: due + index * 20 * minute }));
    const { passAt } = await desk(store.db, at10);
    for (let now = at('2026-03-03 13:40'); now < at('2026-03-03 18:00'); now += 20 * minute)
      await passAt(`2026-03-03 ${new Date(now + 60 * minute).toISOString().slice(11, 16)}`);
    expect(await passAt('2026-03-03 17:59')).toHaveLength(5);
    expect((await passAt('2026-03-04 14:00')).length).toBeGreaterThan(5);
  });

  it('quiet hours and mutes hold them, and a channel that unsubscribed gets none', async () => {
    await using store = await open();
    const quiet = { hours: { from: '13:00', to: '15:00' }, weekends: false };
    const { passAt } = await desk(store.db, [{}], { quiet });
    expect(await passAt('2026-03-03 14:30')).toEqual([]);
    const until = at('2026-03-03 16:00');
    const mute = { id: 'm1', channel, filter: '', madeBy: 'U0ANNA', madeAt: 0, until, endedAt: null };
    await writeMute(store.db, mute);
    expect(await passAt('2026-03-03 15:00')).toEqual([]);
    expect(await nextFollowUpAt(store.db)).toBe(until);
    expect(await passAt('2026-03-03 16:00')).toHaveLength(1);
    await store.db.deleteFrom('subscriptions').execute();
    expect(await passAt('2026-03-04 16:00')).toHaveLength(1);
  });

  it('escalates once, to another channel or to another group', async () => {
    await using store = await open();
    const toChannel = { to: 'channel' as const, channel: 'C0LEADS' };
    const toGroup = { to: 'group' as const, group: { id: 'S0BOSS', handle: 'boss' } };
    const { passAt } = await desk(store.db, [
      { rule: { ...rule, escalate: toChannel } },
      { ...taken, takenAt: at('2026-03-03 10:00'), rule: { ...rule, escalate: toGroup } },
    ]);
    await passAt('2026-03-03 14:00');
    await passAt('2026-03-03 14:15');
    const lines = await passAt('2026-03-03 15:00');
    expect(lines.filter((line) => /not done/.test(line))).toEqual([
      '#C0CALLS ↳ card of call-2: <!subteam^S0BOSS> Still not done: call back the number ending in 1231, due 3 Mar at 14:00.',
      '#C0LEADS: 1 follow-up: still not done.',
    ]);
    expect(await passAt('2026-03-03 17:00')).toEqual(lines);
  });

  it('what is escalated to a channel by its name is one message a day and replies, once its id is known', async () => {
    await using store = await open();
    const escalate = { to: 'channel' as const, channel: '#leads' };
    const escalated = { rule: { ...rule, escalate } };
    const { passAt } = await desk(store.db, [escalated, { ...escalated, dueAt: at('2026-03-03 15:30') }]);
    await passAt('2026-03-03 15:00');
    await renameChannel(store.db, '#leads', 'C0LEADS');
    await passAt('2026-03-03 16:30');
    await renameChannel(store.db, '#leads', 'C0LEADS');
    const lines = await passAt('2026-03-03 16:30');
    expect(lines.filter((line) => line.startsWith('#C0LEADS'))).toEqual([
      expect.stringMatching(/^#C0LEADS ↳ .*: 1 follow-up: still not done\.$/),
      '#C0LEADS: 1 follow-up: still not done.',
    ]);
  });

  it('its owner hears once when a later call settles it or moves it', async () => {
    await using store = await open();
    const { passAt } = await desk(store.db, [taken, taken]);
    const where = { channel: null, now: at('2026-03-03 11:00') };
    const to = {
      wish: null,
      wishField: null,
      dueAt: at('2026-03-05 10:00'),
      askedAt: at('2026-03-05 10:00'),
    };
    await store.db.transaction().execute(async (tx) => {
      await changeFollowUp(tx, 'call-1', { kind: 'settle', call: 'call-9' }, where);
      await changeFollowUp(tx, 'call-2', { kind: 'move', call: 'call-9', ...to }, where);
    });
    await passAt('2026-03-03 11:00');
    expect(await passAt('2026-03-03 17:00')).toEqual([
      '#C0CALLS ↳ card of call-1: <@U0ANNA> Settled: a later call reached the number ending in 1230. No action needed.',
      '#C0CALLS ↳ card of call-2: <@U0ANNA> A later call asked for another time: the number ending in 1231, due 5 Mar at 10:00. It’s still yours.',
    ]);
  });

  it('it is open again when its owner is gone, or leaves the channel, and that is said', async () => {
    await using store = await open();
    const { passAt, slack, clock } = await desk(store.db, [taken, { ...taken, owner: 'U0BEN' }]);
    clock.now = at('2026-03-03 11:00');
    await openFollowUpsOf(store.db, { owner: 'U0BEN', channel }, clock.now);
    const left = await passAt('2026-03-03 11:01');
    expect(left).toEqual([
      '#C0CALLS ↳ card of call-2: <!subteam^S0LEADS> <@U0BEN> is no longer here, so nobody has this follow-up: the number ending in 1231, due 3 Mar at 14:00. Press Take it on the card.',
    ]);
    // Slack does not tell: who has it, has it.
    slack.isThere = async () => null;
    expect(await passAt('2026-03-03 13:45')).toHaveLength(2);
    slack.isThere = async () => false;
    await passAt('2026-03-03 14:15');
    expect(await findFollowUp(store.db, 'call-1')).toMatchObject({ state: 'open', owner: null });
  });

  it('what changed meanwhile is not reminded of, and a pass that dies half-way sends nothing twice', async () => {
    await using store = await open();
    const { deps, clock, passAt } = await desk(store.db, [taken, {}]);
    clock.now = at('2026-03-03 13:45');
    let reads = 0;
    // While Slack is asked, its owner says that it is done.
    const isThere = async () => {
      reads += 1;
      const done = { kind: 'done', by: 'U0ANNA' } as const;
      await store.db
        .transaction()
        .execute((tx) => changeFollowUp(tx, 'call-1', done, { channel, now: clock.now }));
      return true;
    };
    expect(await remindFollowUps({ ...deps, slack: { ...deps.slack, isThere } })).toMatchObject({
      messages: 0,
    });
    expect(reads).toBe(1);
    clock.now = due;
    const dying = { ...deps.slack, permalink: () => Promise.reject(new Error('killed')) };
    await remindFollowUps({ ...deps, slack: dying }).catch(() => undefined);
    const once = await passAt('2026-03-03 14:00');
    expect(once).toHaveLength(1);
    await Promise.all([remindFollowUps(deps), remindFollowUps(deps)]);
    expect(await passAt('2026-03-03 14:05')).toEqual(once);
  });

  it('a clock that leaps ahead and comes back sends nothing twice and loses nothing', async () => {
    await using store = await open();
    const { passAt, clock } = await desk(store.db, [{}, { ...taken, dueAt: at('2026-03-05 14:00') }]);
    const once = await passAt('2026-03-03 14:00');
    const ahead = await passAt('2026-05-05 10:00');
    expect(ahead.length).toBeGreaterThan(once.length);
    clock.now = at('2026-03-03 14:10');
    await followClock(store.db, clock.now, at('2026-05-05 10:00') - clock.now);
    expect(await passAt('2026-03-03 14:10')).toHaveLength(ahead.length);
    expect((await passAt('2026-03-04 14:00')).length).toBeGreaterThan(ahead.length);
  });
});

describeStores('when its channel no longer gets such calls', (open) => {
  const unsubscribed = async (db: Database, followUps: Partial<FollowUp>[]) => {
    const it = await desk(db, followUps);
    const asks = { callback_time: '2026-03-03T14:00' };
    const calls = followUps.map((_, index) =>
      sampleCall({ id: `call-${index + 1}`, structuredOutput: asks }),
    );
    await db.deleteFrom('calls').execute();
    await storeCalls(db, calls);
    await db.deleteFrom('subscriptions').execute();
    return it;
  };
  const subscribe = (db: Database, different: Partial<Subscription>) =>
    writeSubscription(db, sampleSubscription({ topic: 'callbacks', ...different, options: { timezone } }));
  const toldIn = (db: Database, channel: string) => {
    const news = { subscription_id: 'other', topic: 'calls', found_at: 1, message_id: null };
    const row = { ...news, key: `call-ended:call-1:${channel}`, channel, call_id: 'call-1' };
    return db
      .insertInto('news')
      .values(row as never)
      .execute();
  };

  it('another subscription of the channel, or the same again, takes its place', async () => {
    await using store = await open();
    const { passAt } = await unsubscribed(store.db, [{}, taken]);
    await subscribe(store.db, { id: 'again', channel });
    expect(await passAt('2026-03-03 14:00')).toEqual([
      '#C0CALLS: <@U0ANNA> 2 follow-ups: 1 not taken yet, 1 due soon.',
    ]);
    const rows = await store.db.selectFrom('follow_ups').select(['channel', 'subscription_id']).execute();
    expect(rows).toEqual([1, 2].map(() => ({ channel, subscription_id: 'again' })));
  });

  it('one that nobody has goes to another channel that got the call and has follow-ups', async () => {
    await using store = await open();
    const { passAt } = await unsubscribed(store.db, [{}, {}]);
    await toldIn(store.db, 'C0SALES');
    await subscribe(store.db, { id: 'sales', channel: 'C0SALES' });
    expect(await passAt('2026-03-03 14:00')).toEqual(['#C0SALES: 1 follow-up: not taken yet.']);
    expect(await findFollowUp(store.db, 'call-1')).toMatchObject({ channel: 'C0SALES' });
    expect(await findFollowUp(store.db, 'call-2')).toMatchObject({ channel, state: 'open' });
  });

  it('who has one is still reminded in the thread of its card, and nobody of the others', async () => {
    await using store = await open();
    const escalate = { to: 'channel' as const, channel: 'C0LEADS' };
    const { passAt } = await unsubscribed(store.db, [
      { ...taken, rule: { ...rule, escalate } },
      { ...taken, dueAt: due + minute },
      {},
    ]);
    await toldIn(store.db, 'C0SALES');
    await subscribe(store.db, { id: 'sales', channel: 'C0SALES' });
    const lines = await passAt('2026-03-03 17:00');
    expect(lines).toEqual([
      expect.stringMatching(/^#C0CALLS ↳ card of call-1: <@U0ANNA> Overdue/),
      expect.stringMatching(/^#C0CALLS ↳ card of call-2: <@U0ANNA> Overdue/),
    ]);
    expect(await passAt('2026-03-03 17:59')).toEqual(lines);
  });
});
