import { describe, expect, test } from 'vitest';

import { deliver } from '../../src/outbox/deliver.ts';
import { retryParked } from '../../src/store/incidents/parked-messages.ts';
import { claimDue } from '../../src/store/messages/message-claims.ts';
import { openSqlite } from '../support/database.ts';
import { type Fault, rateLimited } from '../support/slack/slack-server.ts';
import { clockAt, noon, outboxRoom, rowOf } from './outbox-room.ts';

const post = 'chat.postMessage';
const cut = (accepted: boolean): Fault => ({ kind: 'cut', accepted });
const error = (word: string): Fault => ({ kind: 'error', accepted: false, error: word });

describe('a message that is due', () => {
  test('is posted with its words and its metadata, and no link is unfurled', async () => {
    await using store = await openSqlite();
    await using room = await outboxRoom(store.db, ['C1']);
    await room.enqueue('m1', 'C1', { kind: 'errors', calls: 12 });

    expect((await deliver(room.deps)).endings).toEqual({ sent: 1 });

    const [posted] = room.slack.accepted('m1');
    expect(posted).toMatchObject({
      channel: 'C1',
      text: 'Hello',
      blocks: [{ type: 'divider' }],
      metadata: { event_type: 'revox_news', event_payload: { id: 'm1', kind: 'errors', calls: 12 } },
      params: { unfurl_links: 'false', unfurl_media: 'false' },
    });
    expect(await rowOf(store.db, 'm1')).toMatchObject({
      state: 'sent',
      ts: posted?.ts,
      sent_at: noon,
      reason: null,
      lease_token: null,
      lease_until: null,
    });
  });

  test('goes to its thread when it belongs to one', async () => {
    await using store = await openSqlite();
    await using room = await outboxRoom(store.db, ['C1']);
    await room.enqueue('m1', 'C1');
    await deliver(room.deps);
    const threadTs = (await rowOf(store.db, 'm1')).ts;
    await room.enqueue('reply', 'C1', { threadTs });
    room.clock.forward(1_000);
    await deliver(room.deps);
    expect(room.slack.accepted('reply')[0]?.threadTs).toBe(threadTs);
  });

  test('is skipped when the message in whose thread it belongs is gone', async () => {
    await using store = await openSqlite();
    await using room = await outboxRoom(store.db, ['C1']);
    await room.enqueue('reply', 'C1', { threadTs: '1.000000' });
    expect((await deliver(room.deps)).endings).toEqual({ skipped: 1 });
    const reason = 'the card it belongs to is gone';
    expect(await rowOf(store.db, 'reply')).toMatchObject({ state: 'skipped', reason });
  });

  test('is skipped when nothing is left to tell', async () => {
    await using store = await openSqlite();
    await using room = await outboxRoom(store.db, ['C1']);
    await room.enqueue('m1', 'C1');
    expect((await deliver({ ...room.deps, say: async () => null })).endings).toEqual({ skipped: 1 });
    expect(room.slack.ledger).toEqual([]);
    expect((await rowOf(store.db, 'm1')).state).toBe('skipped');
  });

  test('waits while its channel is known by name only', async () => {
    await using store = await openSqlite();
    await using room = await outboxRoom(store.db, ['C1']);
    await room.enqueue('m1', '#c1');
    expect((await deliver(room.deps)).endings).toEqual({});
    expect((await rowOf(store.db, 'm1')).state).toBe('ready');
  });

  test('that cannot be put into words does not hold up its channel forever', async () => {
    await using store = await openSqlite();
    await using room = await outboxRoom(store.db, ['C1']);
    await room.enqueue('poor', 'C1');
    room.clock.forward(1);
    await room.enqueue('good', 'C1');
    const { say } = room.deps;
    const deps: typeof room.deps = {
      ...room.deps,
      say: (message, now) => {
        if (message.id === 'poor') throw new Error('no words');
        return say(message, now);
      },
    };
    for (let pass = 0; pass < 6; pass += 1) {
      await deliver(deps);
      room.clock.forward(60_000);
    }
    expect((await rowOf(store.db, 'poor')).state).toBe('parked');
    expect(room.slack.accepted('good')).toHaveLength(1);
    expect(room.log.lines.filter((line) => line.fields.err)).toHaveLength(5);
  });
});

describe('pace and order', () => {
  test('a channel hears one message a second, in the order in which they were enqueued', async () => {
    await using store = await openSqlite();
    await using room = await outboxRoom(store.db, ['C1']);
    for (const id of ['m1', 'm2', 'm3']) {
      await room.enqueue(id, 'C1');
      room.clock.forward(1);
    }
    const said: (number | null)[] = [];
    for (let pass = 0; pass < 4; pass += 1) {
      const { wakeAt } = await deliver(room.deps);
      said.push(room.slack.ledger.length);
      if (wakeAt !== null) room.clock.forward(wakeAt - room.clock.now());
    }
    expect(said).toEqual([1, 2, 3, 3]);
    const order = room.slack.ledger.map((it) => it.metadata?.event_payload.id);
    expect(order).toEqual(['m1', 'm2', 'm3']);
    const times = room.slack.ledger.map((it) => it.acceptedAt);
    expect(times.map((time) => time - (times[0] ?? 0))).toEqual([0, 1_000, 2_000]);
  });

  test('a rate-limited channel keeps its order, and waits as long as Slack asks', async () => {
    await using store = await openSqlite();
    await using room = await outboxRoom(store.db, ['C1', 'C2']);
    await room.enqueue('m1', 'C1');
    room.clock.forward(1);
    await room.enqueue('m2', 'C1');
    await room.enqueue('other', 'C2');
    room.slack.fail({ method: post, fault: rateLimited('30'), where: ({ channel }) => channel === 'C1' });

    expect((await deliver(room.deps)).endings).toEqual({ ready: 1, sent: 1 });
    expect(room.slack.accepted('other')).toHaveLength(1);
    room.clock.forward(29_000);
    expect((await deliver(room.deps)).endings).toEqual({});
    room.clock.forward(1_000);
    expect((await deliver(room.deps)).endings).toEqual({ sent: 1 });
    room.clock.forward(1_000);
    await deliver(room.deps);
    expect(room.slack.messagesIn('C1').map((it) => it.metadata?.event_payload.id)).toEqual(['m1', 'm2']);
  });

  test('channels do not wait for one that is slow, within one pass', async () => {
    await using store = await openSqlite();
    await using room = await outboxRoom(store.db, ['slow', 'C2']);
    await room.enqueue('stuck', 'slow');
    await room.enqueue('m1', 'C2');
    room.slack.fail({
      method: post,
      fault: { kind: 'silent', accepted: false },
      where: ({ channel }) => channel === 'slow',
    });
    const pass = deliver({ ...room.deps, timings: { paceMs: 0 } });
    while (room.slack.accepted('m1').length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    // It was not there when the pass began.
    await room.enqueue('m2', 'C2');
    expect((await pass).endings).toEqual({ sent: 2, 'in-doubt': 1 });
    expect(room.slack.accepted('m2')).toHaveLength(1);
  });

  test('two passes at once post every message once', async () => {
    await using store = await openSqlite();
    await using room = await outboxRoom(store.db, ['C1', 'C2', 'C3']);
    for (const channel of ['C1', 'C2', 'C3']) await room.enqueue(`m-${channel}`, channel);
    // On a busy machine a post may take longer than these tests give it, and would be in doubt.
    const deps = { ...room.deps, slack: room.patient };
    await Promise.all([deliver(deps), deliver(deps), deliver(deps)]);
    const posted = room.slack.ledger.map(({ metadata }) => metadata?.event_payload.id);
    expect(posted.sort()).toEqual(['m-C1', 'm-C2', 'm-C3']);
  });
});

describe('a message in doubt', () => {
  test.for([true, false])('is looked up before anything is sent again (accepted: %s)', async (accepted) => {
    await using store = await openSqlite();
    await using room = await outboxRoom(store.db, ['C1']);
    await room.enqueue('m1', 'C1');
    room.slack.fail({ method: post, fault: cut(accepted) });

    expect((await deliver(room.deps)).endings).toEqual({ 'in-doubt': 1 });
    expect((await deliver(room.deps)).endings).toEqual({});
    room.clock.forward(12_000);
    await deliver(room.deps);

    expect(room.slack.accepted('m1')).toHaveLength(1);
    expect(room.slack.requestsOf(post)).toHaveLength(accepted ? 1 : 2);
    expect(await rowOf(store.db, 'm1')).toMatchObject({
      state: 'sent',
      ts: room.slack.accepted('m1')[0]?.ts,
    });
  });

  test.for([-30_000, 30_000])('is found although Slack’s clock is %i ms off', async (skewMs) => {
    await using store = await openSqlite();
    await using room = await outboxRoom(store.db, ['C1']);
    await room.enqueue('m1', 'C1');
    room.slack.fail({ method: post, fault: cut(true) });
    room.clock.forward(-skewMs);
    const deps = { ...room.deps, now: () => room.clock.now() + skewMs };
    await deliver(deps);
    room.clock.forward(12_000);
    await deliver(deps);
    expect(room.slack.ledger).toHaveLength(1);
    expect((await rowOf(store.db, 'm1')).state).toBe('sent');
  });

  test('in a thread is looked up there', async () => {
    await using store = await openSqlite();
    await using room = await outboxRoom(store.db, ['C1']);
    await room.enqueue('m1', 'C1');
    await deliver(room.deps);
    await room.enqueue('reply', 'C1', { threadTs: (await rowOf(store.db, 'm1')).ts });
    room.slack.fail({ method: post, fault: cut(true) });
    room.clock.forward(1_000);
    await deliver(room.deps);
    room.clock.forward(12_000);
    expect((await deliver(room.deps)).endings).toEqual({ sent: 1 });
    expect(room.slack.accepted('reply')).toHaveLength(1);
    expect(room.slack.requestsOf('conversations.history')).toEqual([]);
  });

  /** As for an app that is distributed outside Slack's Marketplace: 15 messages, once a minute. */
  function distributed(room: Awaited<ReturnType<typeof outboxRoom>>): void {
    room.slack.pageSize = 15;
    let readAt = Number.NEGATIVE_INFINITY;
    room.slack.fail({
      method: 'conversations.history',
      fault: rateLimited('60'),
      times: Number.POSITIVE_INFINITY,
      where() {
        const isTooSoon = room.clock.now() - readAt < 60_000;
        if (!isTooSoon) readAt = room.clock.now();
        return isTooSoon;
      },
    });
  }

  test.for([
    [true, 1],
    [false, 2],
  ] as const)(
    'is settled within the minutes that its pages need, whatever came since (accepted: %s)',
    async ([accepted, posts]) => {
      await using store = await openSqlite();
      await using room = await outboxRoom(store.db, ['C1']);
      distributed(room);
      await room.enqueue('m1', 'C1');
      room.slack.fail({ method: post, fault: cut(accepted) });
      await deliver(room.deps);
      // 45 within the time of the attempt, which are three pages, and 155 after it.
      for (let count = 0; count < 200; count += 1) {
        room.clock.forward(count < 45 ? 1_000 : 2_000);
        room.slack.call(post, { channel: 'C1', text: 'something else' });
      }
      let minutes = 0;
      for (; (await rowOf(store.db, 'm1')).state !== 'sent' && minutes < 30; minutes += 1) {
        await deliver(room.deps);
        room.clock.forward(61_000);
      }

      expect(minutes).toBeLessThanOrEqual(9);
      expect(room.slack.accepted('m1')).toHaveLength(1);
      expect(room.slack.requestsOf(post)).toHaveLength(posts);
      const cursors = room.slack.requestsOf('conversations.history').map(({ params }) => params.cursor ?? '');
      // Each page was given once: nothing begins anew.
      expect(cursors.filter((cursor) => cursor === '')).toHaveLength(1);
    },
  );

  test('is not sent again while Slack drops metadata, since it could not be found', async () => {
    await using store = await openSqlite();
    await using room = await outboxRoom(store.db, ['C1']);
    await room.enqueue('m1', 'C1');
    room.slack.fail({
      method: post,
      fault: {
        kind: 'changed',
        accepted: true,
        changes: { response_metadata: { warnings: ['invalid_metadata_schema'] } },
      },
    });
    await deliver(room.deps);
    expect((await rowOf(store.db, 'm1')).state).toBe('sent');
    expect(room.log.lines).toContainEqual(
      expect.objectContaining({ level: 'error', sentence: 'Slack posted a message without its metadata' }),
    );

    room.clock.forward(1_000);
    await room.enqueue('m2', 'C1');
    room.slack.fail({ method: post, fault: cut(false) });
    await deliver(room.deps);
    room.clock.forward(12_000);
    await deliver(room.deps);
    expect(await rowOf(store.db, 'm2')).toMatchObject({ state: 'parked' });
    expect(room.slack.requestsOf(post)).toHaveLength(2);
  });

  test('is none while its own post is under way, also when the clock leaps ahead by hours', async () => {
    await using store = await openSqlite();
    await using room = await outboxRoom(store.db, ['C1']);
    await room.enqueue('m1', 'C1');
    const release = Promise.withResolvers<void>();
    let held = 0;
    const slack: typeof room.deps.slack = {
      ...room.deps.slack,
      async post(message) {
        held += 1;
        if (held === 1) await release.promise;
        return room.deps.slack.post(message);
      },
    };
    // The clock of Slack does not leap.
    let aheadMs = 0;
    const now = () => room.clock.now() + aheadMs;
    const deps = { ...room.deps, now, slack, timings: { passMs: 10 * 3_600_000 } };
    const delivering = deliver(deps);
    await expect.poll(() => held).toBe(1);
    const token = (await rowOf(store.db, 'm1')).lease_token;
    aheadMs = 2 * 3_600_000;
    await expect.poll(async () => (await rowOf(store.db, 'm1')).lease_token).not.toBe(token);
    // As long as two more looks around would take to find nothing and to post it again.
    room.clock.forward(1_000);
    await expect.poll(async () => (await rowOf(store.db, 'm1')).state).toBe('in-doubt');
    release.resolve();
    await delivering;
    room.clock.forward(61_000);
    await deliver(deps);

    expect(room.slack.accepted('m1')).toHaveLength(1);
    expect((await rowOf(store.db, 'm1')).state).toBe('sent');
  });

  test('that is there twice is settled with the first, and reported', async () => {
    await using store = await openSqlite();
    await using room = await outboxRoom(store.db, ['C1']);
    await room.enqueue('m1', 'C1');
    room.slack.fail({ method: post, fault: cut(true) });
    await deliver(room.deps);
    const { params, ts } = room.slack.ledger[0] ?? {};
    room.slack.call(post, params ?? {});
    room.clock.forward(12_000);
    await deliver(room.deps);
    expect(await rowOf(store.db, 'm1')).toMatchObject({ state: 'sent', ts });
    expect(room.log.lines).toContainEqual({
      level: 'error',
      fields: { messageId: 'm1', channel: 'C1', kind: 'calls', attempt: 1, copies: 2 },
      sentence: 'a message was posted more than once',
    });
  });

  test('is found beyond the first page', async () => {
    await using store = await openSqlite();
    await using room = await outboxRoom(store.db, ['C1']);
    room.slack.pageSize = 2;
    await room.enqueue('m1', 'C1');
    room.slack.fail({ method: post, fault: cut(true) });
    await deliver(room.deps);
    for (let count = 0; count < 5; count += 1)
      room.slack.call(post, { channel: 'C1', text: 'someone talks' });
    room.clock.forward(12_000);
    expect((await deliver(room.deps)).endings).toEqual({ sent: 1 });
  });

  test.for<[string, Fault]>([
    ['a failing server', { kind: 'answer', accepted: false, status: 500 }],
    ['a cut connection', cut(false)],
    [
      'more messages without a cursor',
      { kind: 'changed', accepted: true, changes: { has_more: true, messages: [] } },
    ],
    ['an answer without messages', { kind: 'answer', accepted: false, body: '{"ok":true}' }],
  ])('waits while it cannot be looked up (%s), and is parked in the end', async ([, fault]) => {
    await using store = await openSqlite();
    await using room = await outboxRoom(store.db, ['C1']);
    await room.enqueue('m1', 'C1');
    room.slack.fail({ method: post, fault: cut(true) });
    room.slack.fail({ method: 'conversations.history', fault, times: 100 });
    for (let pass = 0; pass < 20; pass += 1) {
      await deliver(room.deps);
      room.clock.forward(10 * 60_000);
    }
    expect(await rowOf(store.db, 'm1')).toMatchObject({ state: 'parked', attempted_at: noon });
    expect(room.slack.requestsOf('conversations.history')).toHaveLength(12);
    expect(room.slack.requestsOf(post)).toHaveLength(1);

    room.slack.heal();
    await retryParked(store.db, 'C1', room.clock.now());
    await deliver(room.deps);
    expect((await rowOf(store.db, 'm1')).state).toBe('sent');
    expect(room.slack.accepted('m1')).toHaveLength(1);
  });

  test.for(['missing_scope', 'not_in_channel', 'channel_not_found'])(
    'is parked soon when the channel may not be read (%s)',
    async (word) => {
      await using store = await openSqlite();
      await using room = await outboxRoom(store.db, ['C1']);
      await room.enqueue('m1', 'C1');
      room.slack.fail({ method: post, fault: cut(false) });
      room.slack.fail({ method: 'conversations.history', fault: error(word), times: 3 });
      for (let pass = 0; pass < 5; pass += 1) {
        await deliver(room.deps);
        room.clock.forward(60_000);
      }
      expect((await rowOf(store.db, 'm1')).state).toBe('parked');
      await retryParked(store.db, null, room.clock.now());
      await deliver(room.deps);
      expect(room.slack.accepted('m1')).toHaveLength(1);
    },
  );

  test('that Slack says it posted elsewhere is never sent again without a person', async () => {
    await using store = await openSqlite();
    await using room = await outboxRoom(store.db, ['C1']);
    await room.enqueue('m1', 'C1');
    const changes = { channel: 'C9', ts: '1.000000' };
    room.slack.fail({ method: post, fault: { kind: 'changed', accepted: false, changes } });
    for (let pass = 0; pass < 3; pass += 1) {
      await deliver(room.deps);
      room.clock.forward(60_000);
    }
    expect((await rowOf(store.db, 'm1')).state).toBe('parked');
    expect(room.slack.requestsOf(post)).toHaveLength(1);
    await retryParked(store.db, 'C1', room.clock.now());
    await deliver(room.deps);
    expect(room.slack.accepted('m1')).toHaveLength(1);
  });
});

describe('a message to a channel that was made private', () => {
  test('is posted where the bot was kept', async () => {
    await using store = await openSqlite();
    await using room = await outboxRoom(store.db, ['C1']);
    room.slack.addChannel({ id: 'C1', name: 'c1', isPrivate: true });
    await room.enqueue('m1', 'C1');
    await deliver(room.deps);
    expect((await rowOf(store.db, 'm1')).state).toBe('sent');
    expect(room.slack.accepted('m1')).toHaveLength(1);
  });

  test('is kept where the bot was removed, and posted once it is invited again', async () => {
    await using store = await openSqlite();
    await using room = await outboxRoom(store.db, ['C1', 'ALERTS']);
    await room.subscribe('C1', 'calls');
    await room.subscribe('ALERTS', 'incidents');
    room.slack.addChannel({ id: 'C1', name: 'c1', isPrivate: true, isMember: false });
    await room.enqueue('m1', 'C1');
    await deliver(room.deps);
    expect(await rowOf(store.db, 'm1')).toMatchObject({ state: 'parked', reason: 'channel_not_found' });
    const incident = await store.db.selectFrom('incidents').selectAll().executeTakeFirstOrThrow();
    expect(incident).toMatchObject({ kind: 'messages-parked', about: 'C1', closed_at: null });

    room.slack.addChannel({ id: 'C1', name: 'c1', isPrivate: true });
    await retryParked(store.db, 'C1', room.clock.now());
    await deliver(room.deps);
    expect((await rowOf(store.db, 'm1')).state).toBe('sent');
    expect(room.slack.accepted('m1')).toHaveLength(1);
  });
});

describe('a message that Slack refuses', () => {
  test('is parked, pauses its channel, and an incident elsewhere says what to do', async () => {
    await using store = await openSqlite();
    await using room = await outboxRoom(store.db, ['C1', 'ALERTS']);
    await room.subscribe('C1', 'calls');
    await room.subscribe('ALERTS', 'incidents');
    await room.enqueue('m1', 'C1');
    room.slack.addChannel({ id: 'C1', name: 'c1', isMember: false });
    await deliver(room.deps);

    expect(await rowOf(store.db, 'm1')).toMatchObject({
      state: 'parked',
      reason: 'not_in_channel',
      attempted_at: null,
    });
    const paused = await store.db
      .selectFrom('subscriptions')
      .selectAll()
      .where('paused_at', 'is not', null)
      .execute();
    expect(paused.map((it) => it.channel)).toEqual(['C1']);
    const incident = await store.db.selectFrom('incidents').selectAll().executeTakeFirstOrThrow();
    expect(incident).toMatchObject({ kind: 'messages-parked', about: 'C1', closed_at: null });
    expect(JSON.parse(incident.facts)).toEqual({
      figures: {
        cause: 'refused',
        sentence: 'I’m not a member of this channel, or it no longer exists.',
        nextStep: 'Invite me there: `/invite @Revox`, then press *Retry parked* in `/revox status`.',
      },
      count: 1,
    });
    expect(room.slack.messagesIn('ALERTS')).toHaveLength(1);
  });

  test('after the cure nothing is missing', async () => {
    await using store = await openSqlite();
    await using room = await outboxRoom(store.db, ['C1']);
    room.slack.addChannel({ id: 'C1', name: 'c1', isArchived: true });
    for (const id of ['m1', 'm2', 'm3']) {
      await room.enqueue(id, 'C1');
      room.clock.forward(1);
    }
    await deliver(room.deps);
    expect(room.slack.ledger).toEqual([]);

    room.slack.addChannel({ id: 'C1', name: 'c1' });
    expect(await retryParked(store.db, null, room.clock.now())).toBe(3);
    for (let pass = 0; pass < 3; pass += 1) {
      await deliver(room.deps);
      room.clock.forward(1_000);
    }
    expect(room.slack.ledger.map((it) => it.metadata?.event_payload.id)).toEqual(['m1', 'm2', 'm3']);
    const { closed_at } = await store.db
      .selectFrom('incidents')
      .select('closed_at')
      .executeTakeFirstOrThrow();
    expect(closed_at).not.toBeNull();
  });

  test('for what it says is parked alone: its channel goes on', async () => {
    await using store = await openSqlite();
    await using room = await outboxRoom(store.db, ['C1']);
    await room.subscribe('C1', 'calls');
    await room.enqueue('m1', 'C1');
    room.clock.forward(1);
    await room.enqueue('m2', 'C1');
    room.slack.fail({ method: post, fault: error('metadata_too_large') });
    expect((await deliver(room.deps)).endings).toEqual({ parked: 1, sent: 1 });
    const { paused_at } = await store.db
      .selectFrom('subscriptions')
      .select('paused_at')
      .executeTakeFirstOrThrow();
    expect(paused_at).toBeNull();
  });

  test('for its blocks is said in plain words at once, and the defect is reported with its place', async () => {
    await using store = await openSqlite();
    await using room = await outboxRoom(store.db, ['C1']);
    await room.enqueue('m1', 'C1');
    const long = 'x'.repeat(3_001);
    const blocks = [{ type: 'section', text: { type: 'plain_text', text: long } }];
    room.slack.gate.expectRefusal('chat.postMessage', 'section.text');
    const deps = { ...room.deps, say: async () => ({ text: 'Hello', blocks }) };
    expect((await deliver(deps)).endings).toEqual({ sent: 1 });
    const [posted] = room.slack.accepted('m1');
    expect(posted).toMatchObject({ text: expect.stringMatching(/^x+/), blocks: [] });
    expect(room.log.lines).toContainEqual({
      level: 'error',
      fields: {
        messageId: 'm1',
        channel: 'C1',
        kind: 'calls',
        pointer: '/blocks/0/text/text',
        reason: 'invalid_blocks',
      },
      sentence: 'Slack refused the blocks of a message',
    });
  });

  const chart = {
    type: 'data_visualization',
    title: 'Results',
    chart: { type: 'pie', segments: [{ label: 'Voicemail', value: 3 }] },
  };
  const withChart = async () => ({ text: 'Hello', blocks: [{ type: 'divider' }, chart] });
  const hasChart = ({ blocks = '' }: Record<string, string>) => blocks.includes('data_visualization');

  test('for a chart is posted once without it, and the next ones are right at once', async () => {
    await using store = await openSqlite();
    await using room = await outboxRoom(store.db, ['C1'], clockAt(noon), { doubts: 'taken' });
    room.slack.fail({ method: post, fault: error('invalid_blocks'), where: hasChart, times: 9 });
    const deps = { ...room.deps, say: withChart };
    for (const id of ['m1', 'm2']) {
      await room.enqueue(id, 'C1');
      expect((await deliver(deps)).endings).toEqual({ sent: 1 });
      expect(room.slack.accepted(id)).toMatchObject([
        { blocks: [{ type: 'divider' }, { type: 'rich_text' }] },
      ]);
      room.clock.forward(2_000);
    }
    expect(room.slack.requestsOf(post)).toHaveLength(3);

    room.clock.forward(24 * 3_600_000);
    room.slack.heal();
    await room.enqueue('m3', 'C1');
    await deliver(deps);
    expect(room.slack.accepted('m3')[0]?.blocks).toHaveLength(2);
  });

  test('for a chart is not parked when there is no time left for another form: it is posted later', async () => {
    await using store = await openSqlite();
    await using room = await outboxRoom(store.db, ['C1']);
    await room.enqueue('m1', 'C1');
    const isLate = (params: Record<string, string>) => {
      room.clock.forward(20_000);
      return hasChart(params);
    };
    room.slack.fail({ method: post, fault: error('invalid_blocks'), where: isLate });
    const deps = { ...room.deps, say: withChart };
    expect((await deliver(deps)).endings).toEqual({ ready: 1 });
    room.clock.forward(600_000);
    room.slack.fail({ method: post, fault: error('invalid_blocks'), where: hasChart });
    expect((await deliver(deps)).endings).toEqual({ sent: 1 });
    expect(room.slack.accepted('m1')).toHaveLength(1);
  });

  test('even in plain words is parked', async () => {
    await using store = await openSqlite();
    await using room = await outboxRoom(store.db, ['C1']);
    await room.enqueue('m1', 'C1');
    room.slack.fail({ method: post, fault: error('invalid_blocks'), times: 2 });
    expect((await deliver(room.deps)).endings).toEqual({ parked: 1 });
    expect(room.slack.requestsOf(post)).toHaveLength(2);
  });
});

describe('stopping', () => {
  test('what is claimed and not sent yet is given back, and nothing more is claimed', async () => {
    await using store = await openSqlite();
    await using room = await outboxRoom(store.db, ['C1', 'C2']);
    await room.enqueue('m1', 'C1');
    const stop = new AbortController();
    const { say } = room.deps;
    const deps: typeof room.deps = {
      ...room.deps,
      stopping: stop.signal,
      say: (message, now) => {
        stop.abort();
        return say(message, now);
      },
    };
    expect((await deliver(deps)).endings).toEqual({ released: 1 });
    expect(await rowOf(store.db, 'm1')).toMatchObject({
      state: 'ready',
      attempts: 0,
      attempted_at: null,
      lease_token: null,
    });
    expect((await deliver(deps)).endings).toEqual({});
    expect((await deliver(room.deps)).endings).toEqual({ sent: 1 });
  });

  test('a sender that was held up gives its message back instead of sending it late', async () => {
    await using store = await openSqlite();
    await using room = await outboxRoom(store.db, ['C1']);
    await room.enqueue('m1', 'C1');
    const { say } = room.deps;
    const deps: typeof room.deps = {
      ...room.deps,
      say: async (message, now) => {
        room.clock.forward(13_000);
        return say(message, now);
      },
    };
    expect((await deliver({ ...deps, timings: { passMs: 1 } })).endings).toEqual({ released: 1 });
    expect(room.slack.requestsOf(post)).toEqual([]);
  });

  test('a message whose sender disappeared is looked up when its lease is over, not before', async () => {
    await using store = await openSqlite();
    await using room = await outboxRoom(store.db, ['C1']);
    await room.enqueue('m1', 'C1');
    await claimDue(store.db, { now: room.clock.now(), leaseMs: 60_000, limit: 1, slackAheadMs: 500 });
    room.clock.forward(59_000);
    expect((await deliver(room.deps)).endings).toEqual({});
    room.clock.forward(1_000);
    expect((await deliver(room.deps)).endings).toEqual({ ready: 1, sent: 1 });
    expect(room.slack.requestsOf('conversations.history')).toHaveLength(1);
  });

  test('a late settlement of a lost claim changes nothing', async () => {
    await using store = await openSqlite();
    await using room = await outboxRoom(store.db, ['C1']);
    await room.enqueue('m1', 'C1');
    const slow: typeof room.deps = {
      ...room.deps,
      slack: {
        ...room.deps.slack,
        post: async (message) => {
          const outcome = await room.deps.slack.post(message);
          room.clock.forward(60_000);
          await deliver(room.deps);
          return outcome;
        },
      },
    };
    expect((await deliver(slow)).endings).toEqual({ lost: 1 });
    expect(room.slack.accepted('m1')).toHaveLength(1);
    expect(await rowOf(store.db, 'm1')).toMatchObject({ state: 'sent', sent_at: noon + 60_000 });
  });
});
