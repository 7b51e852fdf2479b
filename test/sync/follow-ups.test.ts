import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { DetailedCall } from '../../src/calls/call.ts';
import { asksOf, workingHours } from '../../src/calls/follow-ups/due-time.ts';
import type { FollowUp } from '../../src/calls/follow-ups/follow-up.ts';
import { afterEvent, type FollowUpEvent } from '../../src/calls/follow-ups/state.ts';
import type { SubscriptionOptions } from '../../src/calls/options/index.ts';
import type { Topic } from '../../src/calls/topics/index.ts';
import type { Database } from '../../src/store/engine/database.ts';
import { changeFollowUp } from '../../src/store/follow-ups/change-follow-up.ts';
import { findFollowUp } from '../../src/store/follow-ups/follow-ups.ts';
import { callsToReplay, enqueueReplay } from '../../src/store/messages/replays.ts';
import { writeMute } from '../../src/store/settings/mutes.ts';
import { writeSubscription } from '../../src/store/settings/subscriptions.ts';
import { saveRead } from '../../src/sync/save-read.ts';
import { queriesOf } from '../store/plans.ts';
import { describeStores, openSqlite } from '../support/database.ts';
import { failedCall, mondayNoon, sampleCall, sampleSubscription } from '../support/sample-calls.ts';

const hour = 3_600_000;
const at = (iso: string) => Date.parse(`${iso}+01:00`);

const asks = { next_action: 'call_back', callback_time: 'demain 14h' };
const paris = { timezone: 'Europe/Paris' };

/** A call to one number, so many hours after Monday noon. */
function call(id: string, hours: number, different: Partial<DetailedCall> = {}): DetailedCall {
  const startedAt = mondayNoon + hours * hour;
  const times = { startedAt, answeredAt: startedAt + 5_000, endedAt: startedAt + 60_000 };
  return sampleCall({ id, phoneNumber: '+33639980142', structuredOutput: null, ...times, ...different });
}

const asking = (id: string, hours: number, structuredOutput: object = asks) =>
  call(id, hours, { structuredOutput: { ...structuredOutput } });

async function save(db: Database, ...calls: DetailedCall[]): Promise<void> {
  const read = calls.map((it) => ({ call: it, fingerprint: JSON.stringify(it) }));
  const rules = { now: mondayNoon + 100 * hour, firstStartAt: 0, importing: false, reader: 1, ...paris };
  await db.transaction().execute((tx) => saveRead(tx, { calls: read, setAside: [] }, rules));
}

function subscribe(
  db: Database,
  channel: string,
  topic: Topic,
  options: SubscriptionOptions = {},
  filter = '',
): Promise<void> {
  const id = `${channel} ${topic} ${filter}`;
  return writeSubscription(db, sampleSubscription({ id, channel, topic, options, filter }));
}

async function made(db: Database): Promise<[call: string, channel: string][]> {
  const rows = await db.selectFrom('follow_ups').select(['call_id', 'channel']).orderBy('call_id').execute();
  return rows.map((row) => [row.call_id, row.channel]);
}

describeStores('a follow-up is made', (open) => {
  it('of a call that asks for one, where calls are followed, with what it says of when', async () => {
    await using store = await open();
    await subscribe(store.db, 'C0CALLS', 'calls');
    await save(store.db, asking('a', 0), call('b', 1, { phoneNumber: '+33639980143' }));
    expect(await findFollowUp(store.db, 'a')).toMatchObject({
      channel: 'C0CALLS',
      state: 'open',
      rule: { name: 'callback', withinMs: null },
      wish: 'demain 14h',
      wishField: 'callback_time',
      dueAt: at('2026-03-03T14:00'),
      askedAt: at('2026-03-03T14:00'),
    });
    expect(await made(store.db)).toEqual([['a', 'C0CALLS']]);
    const look = store.db.selectFrom('follow_ups').select('next_look_at');
    expect(await look.executeTakeFirst()).toEqual({ next_look_at: mondayNoon + 100 * hour });
  });

  it('due by the end of the next working day, or within the time that the channel set', async () => {
    await using store = await open();
    await subscribe(store.db, 'C0CALLS', 'callbacks');
    await save(store.db, asking('a', 0, { callback_requested: true }));
    expect(await findFollowUp(store.db, 'a')).toMatchObject({
      wish: null,
      askedAt: null,
      dueAt: at('2026-03-03T18:00'),
    });
    await subscribe(store.db, 'C0CALLS', 'callbacks', { withinMinutes: 120 });
    await save(
      store.db,
      asking('b', 1, { callback_time: 'one of these days' }),
      call('c', 2, { phoneNumber: '+33639980143', structuredOutput: { callback: 'yes' } }),
    );
    expect(await findFollowUp(store.db, 'c')).toMatchObject({
      rule: { withinMs: 2 * hour },
      dueAt: mondayNoon + 4 * hour + 60_000,
    });
  });

  it('due when people work again, where it asks for a time at which nobody does', async () => {
    await using store = await open();
    await subscribe(store.db, 'C0CALLS', 'calls');
    await save(store.db, asking('a', 0, { callback_time: '2026-03-08T22:00' }));
    expect(await findFollowUp(store.db, 'a')).toMatchObject({
      askedAt: at('2026-03-08T22:00'),
      dueAt: at('2026-03-09T09:00'),
    });
  });

  it('of every call that a subscription chooses which asks for it, and of none where it is off', async () => {
    await using store = await open();
    await subscribe(store.db, 'C0CALLS', 'calls', { followUp: 'off' });
    const mention = { id: 'S0LEADS', handle: 'leads' };
    const escalate = { to: 'channel', channel: '#managers' } as const;
    const hot = { followUp: 'on', withinMinutes: 60, mention, escalate } as const;
    await subscribe(store.db, 'C0CALLS', 'calls', hot, 'field:lead_score=hot');
    await save(
      store.db,
      call('hot', 0, { structuredOutput: { lead_score: 'hot' } }),
      call('cold', 1, { phoneNumber: '+33639980143', structuredOutput: asks }),
    );
    expect(await made(store.db)).toEqual([['hot', 'C0CALLS']]);
    const rule = { name: 'asked', withinMs: hour, mention, escalate };
    expect((await findFollowUp(store.db, 'hot'))?.rule).toEqual(rule);
  });

  it('once, at home in the first channel that gets the call and does not mute it', async () => {
    await using store = await open();
    await subscribe(store.db, 'C0ERRORS', 'errors');
    await subscribe(store.db, 'C0MUTED', 'calls');
    await subscribe(store.db, 'C0SALES', 'callbacks');
    const mute = { id: 'm1', channel: 'C0MUTED', filter: '', madeBy: 'U0ANNA', madeAt: 0, endedAt: null };
    await writeMute(store.db, { ...mute, until: mondayNoon + 1_000 * hour });
    await save(store.db, asking('a', 0), failedCall('busy', { id: 'b', structuredOutput: asks }));
    expect(await made(store.db)).toEqual([['a', 'C0SALES']]);
    await save(store.db, { ...asking('a', 0), recordingUrl: 'https://recordings.invalid/1' });
    expect(await made(store.db)).toEqual([['a', 'C0SALES']]);
  });

  it('of a call that was news once its data say so, which may come after its end, and not twice', async () => {
    await using store = await open();
    await subscribe(store.db, 'C0CALLS', 'calls');
    await subscribe(store.db, 'C0SALES', 'callbacks');
    await save(store.db, call('a', 0));
    expect(await made(store.db)).toEqual([]);
    await save(store.db, asking('a', 0));
    expect(await made(store.db)).toEqual([['a', 'C0CALLS']]);
    await changeFollowUp(store.db, 'a', { kind: 'take', by: 'U0ANNA' }, { channel: null, now: mondayNoon });
    await save(store.db, call('a', 0));
    await save(store.db, asking('a', 0), call('b', -3));
    expect(await findFollowUp(store.db, 'a')).toMatchObject({ state: 'taken', owner: 'U0ANNA' });
  });

  it('of nothing that is history, and of no replay', async () => {
    await using store = await open();
    await subscribe(store.db, 'C0CALLS', 'calls');
    const history = { now: mondayNoon, firstStartAt: Number.POSITIVE_INFINITY, importing: true, reader: 1 };
    const read = [{ call: asking('a', 0), fingerprint: '1' }];
    await store.db.transaction().execute((tx) => saveRead(tx, { calls: read, setAside: [] }, history));
    await save(store.db, call('a', 0));
    await save(store.db, asking('a', 0));
    const replayed = await callsToReplay(
      store.db,
      { terms: [] },
      { now: mondayNoon + hour, timezone: 'UTC' },
    );
    const wanted = { request: 'r1', channel: 'C0CALLS', askedBy: 'U0ANNA', replayed };
    await enqueueReplay(store.db, wanted, mondayNoon);
    expect(await made(store.db)).toEqual([]);
  });
});

describeStores('a follow-up is closed', (open) => {
  it('by a later call to the number that reaches a person: open, taken and snoozed alike', async () => {
    await using store = await open();
    await subscribe(store.db, 'C0CALLS', 'calls');
    const numbers = ['+33639980141', '+33639980142', '+33639980143'];
    await save(
      store.db,
      ...numbers.map((phoneNumber, index) => ({ ...asking(`a${index}`, 0), phoneNumber })),
    );
    const anna = { by: 'U0ANNA' };
    const change = (id: string, event: Parameters<typeof changeFollowUp>[2]) =>
      changeFollowUp(store.db, id, event, { channel: 'C0CALLS', now: mondayNoon });
    await change('a1', { kind: 'take', ...anna });
    await change('a2', { kind: 'take', ...anna });
    await change('a2', { kind: 'snooze', until: mondayNoon + 500 * hour, ...anna });
    await save(store.db, ...numbers.map((phoneNumber, index) => call(`b${index}`, 2, { phoneNumber })));
    for (const index of [0, 1, 2])
      expect(await findFollowUp(store.db, `a${index}`)).toMatchObject({
        state: 'settled',
        settledBy: `b${index}`,
        endedBy: null,
        snoozedUntil: null,
      });
  });

  it.each<[string, DetailedCall]>([
    ['reaches a voicemail', call('b', 2, { result: 'voicemail' })],
    ['fails', failedCall('busy', { id: 'b', phoneNumber: '+33639980142', startedAt: mondayNoon + hour })],
    ['is to another number', call('b', 2, { phoneNumber: '+33639980143' })],
    ['began before', call('b', -2)],
  ])('by none that %s', async (_, later) => {
    await using store = await open();
    await subscribe(store.db, 'C0CALLS', 'calls');
    await save(store.db, asking('a', 0));
    await save(store.db, later);
    expect(await findFollowUp(store.db, 'a')).toMatchObject({ state: 'open' });
  });

  it('by none to nobody in particular', async () => {
    await using store = await open();
    await subscribe(store.db, 'C0CALLS', 'calls');
    const withheld = { phoneNumber: 'anonymous' };
    await save(store.db, { ...asking('a', 0), ...withheld });
    await save(store.db, call('b', 2, withheld), call('c', 3, { phoneNumber: null }));
    expect(await findFollowUp(store.db, 'a')).toMatchObject({ state: 'open' });
  });

  it('by one that becomes a conversation afterwards, and by one whose data says that it is done', async () => {
    await using store = await open();
    await subscribe(store.db, 'C0CALLS', 'calls');
    await save(store.db, asking('a', 0), call('b', 2, { result: null }));
    expect(await findFollowUp(store.db, 'a')).toMatchObject({ state: 'open' });
    await save(store.db, call('b', 2));
    expect(await findFollowUp(store.db, 'a')).toMatchObject({ state: 'settled', settledBy: 'b' });
    await save(store.db, asking('c', 4));
    const done = { result: 'voicemail', structuredOutput: { callback_status: 'done' } } as const;
    await save(store.db, call('d', 6, done));
    expect(await findFollowUp(store.db, 'c')).toMatchObject({ state: 'settled', settledBy: 'd' });
  });

  it('by one that was stored before it, as history may be', async () => {
    await using store = await open();
    await subscribe(store.db, 'C0CALLS', 'calls');
    await save(store.db, call('b', 2));
    await save(store.db, asking('a', 0));
    expect(await findFollowUp(store.db, 'a')).toMatchObject({ state: 'settled', settledBy: 'b' });
  });

  it('not, but moved, by one that asks again: whose it is stays, and that call has none of its own', async () => {
    await using store = await open();
    await subscribe(store.db, 'C0CALLS', 'calls');
    await save(store.db, asking('a', 0));
    await changeFollowUp(store.db, 'a', { kind: 'take', by: 'U0ANNA' }, { channel: null, now: mondayNoon });
    await save(store.db, asking('b', 2, { callback_time: '2026-03-04T10:00' }));
    const moved = await findFollowUp(store.db, 'a');
    expect(moved).toMatchObject({
      state: 'taken',
      owner: 'U0ANNA',
      movedBy: 'b',
      wish: '2026-03-04T10:00',
      dueAt: at('2026-03-04T10:00'),
    });
    expect(await findFollowUp(store.db, 'b')).toEqual(moved);
    expect(await made(store.db)).toHaveLength(1);
    // What is known of the call that moved it may change, and what was before it may come late.
    const recorded = { recordingUrl: 'https://recordings.invalid/1' };
    await save(
      store.db,
      { ...asking('b', 2, { callback_time: '2026-03-04T10:00' }), ...recorded },
      call('c', 1),
    );
    expect(await findFollowUp(store.db, 'a')).toEqual(moved);
    await save(store.db, call('d', 3));
    expect(await findFollowUp(store.db, 'a')).toMatchObject({ state: 'settled', settledBy: 'd' });
  });
});

describeStores('what Revox changes of a call goes for its follow-up', (open) => {
  const at10 = { callback_time: '2026-03-04T10:00' };
  const gone = { next_action: 'none' };
  const anna = { by: 'U0ANNA' };
  const change = (db: Database, event: Parameters<typeof changeFollowUp>[2]) =>
    changeFollowUp(db, 'a', event, { channel: 'C0CALLS', now: mondayNoon });
  const asked = async (db: Database) => {
    await subscribe(db, 'C0CALLS', 'calls');
    await save(db, asking('a', 0));
  };

  it('it moves to the other time, and whose it is stays', async () => {
    await using store = await open();
    await asked(store.db);
    await change(store.db, { kind: 'take', ...anna });
    await save(store.db, asking('a', 0, at10));
    expect(await findFollowUp(store.db, 'a')).toMatchObject({
      state: 'taken',
      owner: 'U0ANNA',
      wish: '2026-03-04T10:00',
      askedAt: at('2026-03-04T10:00'),
      dueAt: at('2026-03-04T10:00'),
      wishEdit: 'time',
    });
    const { reminded } = await store.db.selectFrom('follow_ups').select('reminded').executeTakeFirstOrThrow();
    expect(JSON.parse(reminded)).toMatchObject({ unsaid: { what: 'reasked', owner: 'U0ANNA' } });
  });

  it('a snooze that a person chose stays', async () => {
    await using store = await open();
    await asked(store.db);
    await change(store.db, { kind: 'take', ...anna });
    await change(store.db, { kind: 'snooze', until: mondayNoon + 9 * hour, ...anna });
    await save(store.db, asking('a', 0, at10));
    expect(await findFollowUp(store.db, 'a')).toMatchObject({
      state: 'snoozed',
      snoozedUntil: mondayNoon + 9 * hour,
      dueAt: at('2026-03-04T10:00'),
    });
  });

  it('it is not needed where nobody took it and the call asks for nothing any more, until it asks again', async () => {
    await using store = await open();
    await asked(store.db);
    await save(store.db, asking('a', 0, gone));
    const ended = { state: 'not-needed', endedBy: null, wish: null, wishEdit: 'gone' };
    expect(await findFollowUp(store.db, 'a')).toMatchObject(ended);
    await save(store.db, asking('a', 0, at10));
    expect(await findFollowUp(store.db, 'a')).toMatchObject({
      state: 'open',
      endedAt: null,
      wishEdit: 'time',
    });
    await save(store.db, asking('a', 0, gone));
    await save(store.db, call('b', 2));
    expect(await findFollowUp(store.db, 'a')).toMatchObject({ state: 'not-needed', settledBy: null });
  });

  it('who has it keeps it where the call asks for nothing any more, and what a person ended stays ended', async () => {
    await using store = await open();
    await asked(store.db);
    await change(store.db, { kind: 'take', ...anna });
    await save(store.db, asking('a', 0, gone));
    const kept = { state: 'taken', owner: 'U0ANNA', dueAt: at('2026-03-03T14:00'), wishEdit: 'gone' };
    expect(await findFollowUp(store.db, 'a')).toMatchObject(kept);
    await change(store.db, { kind: 'not-needed', ...anna });
    await save(store.db, asking('a', 0, at10));
    expect(await findFollowUp(store.db, 'a')).toMatchObject({ state: 'not-needed', endedBy: 'U0ANNA' });
  });

  it('one that a later call moved goes by that call, as long as it asks for something', async () => {
    await using store = await open();
    await asked(store.db);
    const reached = { result: 'voicemail' } as const;
    await save(store.db, { ...asking('b', 2, { callback_requested: true, ...at10 }), ...reached });
    expect(await findFollowUp(store.db, 'a')).toMatchObject({ movedBy: 'b', dueAt: at('2026-03-04T10:00') });
    await save(store.db, asking('a', 0, { callback_time: '2026-03-06T10:00' }));
    expect(await findFollowUp(store.db, 'a')).toMatchObject({ movedBy: 'b', dueAt: at('2026-03-04T10:00') });
    const at11 = { callback_requested: true, callback_time: '2026-03-04T11:00' };
    await save(store.db, { ...asking('b', 2, at11), ...reached });
    expect(await findFollowUp(store.db, 'a')).toMatchObject({ movedBy: 'b', dueAt: at('2026-03-04T11:00') });
    await save(store.db, { ...call('b', 2), ...reached });
    expect(await findFollowUp(store.db, 'a')).toMatchObject({ movedBy: null, dueAt: at('2026-03-06T10:00') });
  });

  it('one that a conversation moved is settled by it once that asks for nothing any more', async () => {
    await using store = await open();
    await asked(store.db);
    await save(store.db, asking('b', 2, at10));
    await save(store.db, asking('b', 2, gone));
    expect(await findFollowUp(store.db, 'a')).toMatchObject({ state: 'settled', settledBy: 'b' });
  });

  it('what a channel asked for of all that it chooses is due within its time where no time is said any more', async () => {
    await using store = await open();
    await subscribe(store.db, 'C0CALLS', 'calls', { followUp: 'on', withinMinutes: 60 });
    await save(store.db, asking('a', 0));
    await save(store.db, asking('a', 0, gone));
    const dueAt = mondayNoon + hour + 60_000;
    expect(await findFollowUp(store.db, 'a')).toMatchObject({ state: 'open', dueAt, askedAt: null });
  });
});

describeStores('whatever Revox makes of a call that nobody took', (open) => {
  const versions = fc.array(
    fc.constantFrom('2026-03-04T10:00', '2026-03-05T10:00', 'one of these days', null),
    {
      minLength: 1,
      maxLength: 6,
    },
  );

  it('its follow-up is as if the last of it were all that there ever was', async () => {
    await using store = await open();
    await subscribe(store.db, 'C0CALLS', 'calls');
    let runs = 0;
    await fc.assert(
      fc.asyncProperty(versions, async (said) => {
        runs += 1;
        const version = (id: string, when: string | null) => ({
          ...asking(id, 0, when === null ? {} : { ...asks, callback_time: when }),
          phoneNumber: `+3363997${1_000 + runs}`,
        });
        const last = said.at(-1) ?? null;
        for (const when of [...said]) await save(store.db, version(`edited-${runs}`, when));
        const edited = await findFollowUp(store.db, `edited-${runs}`);
        if (last === null) expect(edited?.state ?? 'not-needed').toBe('not-needed');
        else {
          const id = `fresh-${runs}`;
          await save(store.db, { ...version(id, last), phoneNumber: `+3363996${1_000 + runs}` });
          const { wish, wishField, dueAt, askedAt, state } = (await findFollowUp(store.db, id)) as FollowUp;
          expect(edited).toMatchObject({ wish, wishField, dueAt, askedAt, state });
        }
      }),
      { numRuns: 40 },
    );
  });
});

describeStores('whatever people and Revox do in turns', (open) => {
  const person = fc.constantFrom('U0ANNA', 'U0BEN');
  const doing = fc.oneof(
    fc
      .tuple(fc.constantFrom('take', 'give-back', 'done', 'not-needed', 'reopen'), person)
      .map(([kind, by]) => ({ kind, by }) as FollowUpEvent),
    person.map((by) => ({ kind: 'snooze' as const, until: mondayNoon + 900 * hour, by })),
    fc.constantFrom('2026-03-04T10:00', '2026-03-08T22:00', 'one of these days', null),
  );

  it('what is kept of the follow-up is what follows from the events', async () => {
    await using store = await open();
    await subscribe(store.db, 'C0CALLS', 'calls');
    const now = mondayNoon + 100 * hour;
    let runs = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(doing, { maxLength: 12 }), async (doings) => {
        runs += 1;
        const id = `turns-${runs}`;
        const phoneNumber = `+3363995${1_000 + runs}`;
        const version = (when: string | null) => ({
          ...asking(id, 0, when === null ? {} : { ...asks, callback_time: when }),
          phoneNumber,
        });
        await save(store.db, version('2026-03-03T10:00'));
        let expected = (await findFollowUp(store.db, id)) as FollowUp;
        for (const each of doings) {
          const event = typeof each === 'object' && each !== null ? each : editOf(version(each), expected);
          expected = afterEvent(expected, event, now) ?? expected;
          if (event === each) await changeFollowUp(store.db, id, event, { channel: 'C0CALLS', now });
          else await save(store.db, version(each as string | null));
        }
        expect(await findFollowUp(store.db, id)).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  });
});

function editOf(edited: DetailedCall, { rule, movedBy }: FollowUp): FollowUpEvent {
  if (edited.structuredOutput?.callback_time === undefined) return { kind: 'unask' };
  const hours = workingHours({}, 'Europe/Paris');
  return { kind: 'reask', movedBy, ...asksOf(edited, rule, hours, mondayNoon + 100 * hour) };
}

describe('what follow-ups cost a save', () => {
  it('is no query where nothing is said, and one for all conversations of a batch', async () => {
    await using store = await openSqlite();
    await subscribe(store.db, 'C0CALLS', 'calls');
    const asked = async (...calls: DetailedCall[]) =>
      (await queriesOf(store.db, (db) => save(db as Database, ...calls))).filter((it) =>
        it.sql.includes('follow_ups'),
      );
    const failed = Array.from({ length: 40 }, (_, index) =>
      failedCall('busy', { id: `failed-${index}`, phoneNumber: `+3363998${1_000 + index}` }),
    );
    expect(await asked(...failed)).toEqual([]);
    const talks = Array.from({ length: 40 }, (_, index) =>
      call(`talk-${index}`, index, { phoneNumber: `+3363998${2_000 + index}` }),
    );
    expect(await asked(...talks)).toHaveLength(1);
  });

  it('is as many statements for many that are closed as for one', async () => {
    await using store = await openSqlite();
    await subscribe(store.db, 'C0CALLS', 'calls');
    const closing = async (...numbers: number[]) => {
      const to = (number: number) => ({ phoneNumber: `+3363998${number}` });
      await save(store.db, ...numbers.map((it) => ({ ...asking(`asks-${it}`, 0), ...to(it) })));
      const talks = numbers.map((it) => call(`talk-${it}`, 5, to(it)));
      return await queriesOf(store.db, (db) => save(db as Database, ...talks));
    };
    const one = await closing(1_000);
    const many = await closing(...Array.from({ length: 40 }, (_, index) => 2_000 + index));
    expect(many).toHaveLength(one.length);
    const left = await store.db.selectFrom('follow_ups').select('state').distinct().execute();
    expect(left).toEqual([{ state: 'settled' }]);
  });
});

describe('in whatever order and pieces the calls to a number come', () => {
  it('one follow-up is left where the last conversation asks for it, and none where it does not', async () => {
    const kinds = fc.array(fc.constantFrom('asks', 'talks', 'fails'), { minLength: 1, maxLength: 6 });
    const orders = fc.array(fc.record({ order: fc.nat(), piece: fc.nat(2) }), { minLength: 6, maxLength: 6 });
    await using store = await openSqlite();
    await subscribe(store.db, 'C0CALLS', 'calls');
    let runs = 0;
    await fc.assert(
      fc.asyncProperty(kinds, orders, async (calls, mixed) => {
        runs += 1;
        const to = { number: `+3363998${String(1_000 + runs)}`, id: `call-${runs}` };
        const all = calls.map((kind, index) => ({ kind, index, ...mixed[index] }));
        const pieces = Map.groupBy(
          all.toSorted((one, other) => (one.order ?? 0) - (other.order ?? 0)),
          ({ piece }) => piece,
        );
        for (const piece of pieces.values())
          await save(store.db, ...piece.map(({ kind, index }) => ofKind(kind, index, to)));
        const left = await store.db
          .selectFrom('follow_ups')
          .select('call_id')
          .where('ended_at', 'is', null)
          .where('call_id', 'like', `${to.id}-%`)
          .execute();
        expect(left).toHaveLength(calls.findLast((kind) => kind !== 'fails') === 'asks' ? 1 : 0);
      }),
      { numRuns: 200 },
    );
  });
});

function ofKind(kind: string, index: number, to: { number: string; id: string }): DetailedCall {
  const one = { id: `${to.id}-${index}`, phoneNumber: to.number };
  if (kind === 'asks') return { ...asking('', index), ...one };
  return { ...call('', index, kind === 'talks' ? {} : { result: null, status: 'error' }), ...one };
}
