import { describe, expect, it, test } from 'vitest';
import { z } from 'zod';
import type { FollowUp } from '../../src/calls/follow-ups/follow-up.ts';
import { messageForm } from '../../src/calls/message-form.ts';
import { type FormName, messageForms, saidBy } from '../../src/calls/message-forms.ts';
import type { NewsItem } from '../../src/calls/news.ts';
import { bundleNews } from '../../src/outbox/bundle-news.ts';
import { deliver } from '../../src/outbox/deliver.ts';
import { endMutes } from '../../src/outbox/end-mutes.ts';
import { enqueueDigests } from '../../src/outbox/enqueue-digests.ts';
import { remindFollowUps } from '../../src/outbox/remind-follow-ups.ts';
import { messageKinds, sayFrom } from '../../src/slack/message-kinds.ts';
import type { Database } from '../../src/store/engine/database.ts';
import { askErasure, unfinishedErasures } from '../../src/store/erasing/erasures.ts';
import { forgetBatch } from '../../src/store/erasing/forget-number.ts';
import { changeFollowUp } from '../../src/store/follow-ups/change-follow-up.ts';
import { closeIncident, openIncident } from '../../src/store/incidents/incidents.ts';
import { enqueueMessage, toMessage } from '../../src/store/messages/messages.ts';
import {
  leaveFirstRun,
  leaveInvited,
  leaveStateNotices,
  leaveTest,
  leaveWelcome,
} from '../../src/store/messages/notices.ts';
import { callsToReplay, enqueueReplay } from '../../src/store/messages/replays.ts';
import { shareList } from '../../src/store/messages/shared-lists.ts';
import { enqueueNews } from '../../src/store/news/news.ts';
import { changeSettings } from '../../src/store/settings/change-setting.ts';
import { writeSubscription } from '../../src/store/settings/subscriptions.ts';
import { outboxRoom } from '../outbox/outbox-room.ts';
import { messageProblems } from '../support/fits-slack.ts';
import { meetWith, shown } from '../support/people-and-calls.ts';
import { failedCall, mondayNoon, sampleCall, sampleSubscription } from '../support/sample-calls.ts';
import { sampleFollowUp, storeFollowUps } from '../support/sample-follow-up.ts';

const number = '+33199001234';
const channel = 'C0CALLS';
const hour = 3_600_000;
const filter = `phone:${number}`;
const days = { date: '2026-03-02', timezone: 'UTC', slotAt: mondayNoon };
const structuredOutput = { interest: 'marked' };
const calls = [
  sampleCall({ phoneNumber: number, structuredOutput }),
  failedCall('busy', { id: 'call-2', phoneNumber: number, structuredOutput, endedAt: mondayNoon - 1_000 }),
  ...[3, 4].map((n) => sampleCall({ id: `call-${n}`, phoneNumber: '+33199005678', endedAt: mondayNoon - n })),
];
const now = mondayNoon + 3 * hour;

/** Leaves such a message as the bot does, about the person wherever it can be. */
interface Sample {
  leave(db: Database): Promise<unknown>;
  /** What *Look up calls* answers. */
  opens: RegExp;
  /** It has no place for a person. */
  showsNobody?: true;
}

const theCall = /conversation finished/;
const theirCalls = /2 calls/;
const noCalls = /This message isn’t about single calls/;

const samples: { [Form in FormName]: Sample } = {
  bundle: { leave: (db) => leaveNews(db), opens: theCall },
  detail: { leave: (db) => leaveNews(db, { cards: 'compact' }), opens: theCall },
  muted: { leave: leaveMuted, opens: theCall },
  daily: { leave: leaveDaily, opens: /Busy/, showsNobody: true },
  digest: { leave: leaveDigest, opens: /4 calls/, showsNobody: true },
  'digest-rest': { leave: leaveDigest, opens: /4 calls/ },
  'digest-shared': { leave: (db) => leaveSharedDigest(db, filter), opens: theirCalls },
  incident: { leave: leaveIncident, opens: /1, Busy/, showsNobody: true },
  'incident-closed': { leave: leaveIncident, opens: /1, Busy/, showsNobody: true },
  change: { leave: leaveMute, opens: noCalls },
  share: { leave: leaveList, opens: theirCalls },
  replay: { leave: leaveReplay, opens: theirCalls },
  retold: { leave: leaveReplay, opens: theirCalls },
  welcome: {
    leave: (db) => leaveWelcome(db, { userId: 'U0ANNA', channel }, now),
    opens: noCalls,
    showsNobody: true,
  },
  'unknown-state': {
    leave: (db) => leaveStateNotices(db, [channel], [`state of ${number}`], now),
    opens: noCalls,
  },
  'follow-up-reminder': { leave: (db) => leaveReminder(db, {}), opens: theCall },
  'follow-ups-due': { leave: (db) => leaveReminder(db, { owner: null, state: 'open' }), opens: noCalls },
  'follow-up-said': { leave: leaveWhatBecame, opens: theCall },
  'first-run': { leave: (db) => leaveFirstRun(db, [channel], now), opens: noCalls, showsNobody: true },
  invited: { leave: (db) => leaveInvited(db, channel, now), opens: noCalls, showsNobody: true },
  test: {
    leave: (db) => leaveTest(db, { channel, by: 'U0ANNA', key: 'click' }, now),
    opens: noCalls,
    showsNobody: true,
  },
  erased: {
    leave: async (db) => {
      await leaveSharedDigest(db, filter);
      await db.updateTable('messages').set(erased).execute();
    },
    opens: noCalls,
    showsNobody: true,
  },
};

const erased = { form: 'erased', key: 'erased:1', subject: '{"erased":true}' };

async function leaveNews(db: Database, options = {}, news = {}) {
  const subscription = sampleSubscription({ channel, options });
  await writeSubscription(db, subscription);
  await leaveNewsOf(db, news);
}

async function leaveNewsOf(db: Database, news: Partial<NewsItem>) {
  const about = { channel, topic: 'calls' as const, callId: 'call-1', ...news };
  const { id } = sampleSubscription({});
  await enqueueNews(db, [{ key: 'call-ended', subscriptionId: id, ...about }], mondayNoon);
  await bundleNews({ db, now: () => now });
}

async function leaveDaily(db: Database) {
  const failures = { topic: 'errors' as const, callId: 'call-2' };
  await writeSubscription(db, sampleSubscription({ channel, topic: 'errors', options: { daily: 'theirs' } }));
  await leaveNewsOf(db, failures);
}

function leaveMute(db: Database) {
  const times = { madeAt: mondayNoon, until: mondayNoon + hour, endedAt: null };
  const after = {
    kind: 'mute' as const,
    mute: { id: 'mute-1', channel, filter, madeBy: 'U0ANNA', ...times },
  };
  return db
    .transaction()
    .execute((tx) => changeSettings(tx, [{ before: null, after }], 'U0ANNA', mondayNoon));
}

/** What it held back is somebody else's call, so that the person is in the words of the mute alone. */
async function leaveMuted(db: Database) {
  await leaveMute(db);
  await leaveNews(db, {}, { callId: 'call-3', muteId: 'mute-1' });
  await endMutes({ db, now: () => now });
}

/** Of every call of the day: it shows what was extracted in theirs. */
async function leaveDigest(db: Database) {
  const options = { digestTime: '09:00', timezone: 'UTC' };
  await writeSubscription(db, sampleSubscription({ topic: 'digest', channel, options, madeAt: mondayNoon }));
  await enqueueDigests({ db, now: () => Date.parse('2026-03-03T09:00:01Z') });
}

function leaveSharedDigest(db: Database, words: string) {
  const message = { form: 'digest-shared', kind: 'digest', key: `digest:C1:2026-03-02:${words}` } as const;
  return enqueueMessage(db, { ...message, channel, subject: { ...days, filter: words }, calls: 0 }, now);
}

async function leaveIncident(db: Database) {
  await writeSubscription(db, sampleSubscription({ topic: 'incidents', channel }));
  const facts = { reason: 'Many fail.', nextStep: null, count: 3, filter: 'busy', since: mondayNoon - hour };
  await openIncident(db, { kind: 'dial-errors-spike', about: 'busy', facts }, mondayNoon);
  await db.updateTable('messages').set({ ts: '1.000001', state: 'sent' }).execute();
  await closeIncident(db, 'dial-errors-spike', 'busy', now);
}

/** Nobody but its owner can be mentioned. */
async function leaveReminder(db: Database, different: Partial<FollowUp>) {
  await leaveNews(db);
  await db.updateTable('messages').set({ ts: '1.000001', state: 'sent' }).execute();
  const taken = { state: 'taken' as const, owner: 'U0ANNA', takenAt: mondayNoon - hour };
  await storeFollowUps(db, sampleFollowUp({ channel, ...taken, ...different }));
  const look = { subscription_id: sampleSubscription().id, next_look_at: now };
  await db.updateTable('follow_ups').set(look).execute();
  await remindFollowUps({
    db,
    now: () => now,
    slack: { isThere: async () => true, permalink: async () => null },
  });
}

async function leaveWhatBecame(db: Database) {
  await leaveReminder(db, {});
  await db
    .transaction()
    .execute((tx) =>
      changeFollowUp(tx, 'call-1', { kind: 'settle', call: 'call-2' }, { channel: null, now }),
    );
  await remindFollowUps({
    db,
    now: () => now,
    slack: { isThere: async () => true, permalink: async () => null },
  });
}

/** Of the calls to everybody else. */
function leaveList(db: Database) {
  const page = {
    filter: `-${filter}`,
    messageId: null,
    anchor: 99,
    openedAt: now,
    timezone: 'UTC',
    beyond: null,
  };
  const sharing = {
    request: 'r',
    channel,
    sharedBy: 'U0ANNA',
    page: { ...page, direction: 'older' as const },
  };
  return shareList(db, sharing, now);
}

async function leaveReplay(db: Database) {
  const context = { now, timezone: 'UTC', numbers: 'any' as const };
  const theirs = [{ kind: 'phone' as const, value: number, negated: false }];
  const replayed = await callsToReplay(db, { terms: theirs }, context);
  await enqueueReplay(db, { request: 'r', channel, askedBy: 'U0ANNA', replayed }, now);
}

async function meet(form: FormName) {
  const it = await meetWith(calls, { now: () => now, phoneNumbers: 'full' }, 'HTTP', { doubts: 'taken' });
  await samples[form].leave(it.db);
  const row = async () => {
    const [first] = await it.db.selectFrom('messages').selectAll().where('form', '=', form).execute();
    return first ?? expect.fail(`nothing was left as ${form}`);
  };
  const say = sayFrom(it.db, () => ({ phoneNumbers: 'full', timezone: 'UTC', now }));
  const { id } = await row();
  const message = async () => {
    const known = await it.db.selectFrom('messages').selectAll().where('id', '=', id).executeTakeFirst();
    return known ?? expect.fail(`${form} is gone`);
  };
  return { ...it, id, message, said: async () => say(toMessage(await message()), now) };
}

const forms = Object.keys(messageForms) as FormName[];
const notices = ['welcome', 'unknown-state', 'first-run', 'invited', 'test'] as const;
const inDoubt = { state: 'in-doubt', attempted_at: now - 60_000, attempt_ended_at: now - 50_000 };

describe.each(forms)('a message of the form %s', (form) => {
  it('is found, and said within the limits of Slack', async () => {
    await using it = await meet(form);
    const said = (await it.said()) ?? expect.fail('nothing to tell');
    expect(messageProblems(said)).toEqual([]);
    expect(messageForms[form].kinds).toEqual(
      form === 'erased' ? [] : expect.arrayContaining([(await it.message()).kind]),
    );
  });

  it('is looked up', async () => {
    await using it = await meet(form);
    const metadata = { event_type: 'revox_news', event_payload: { id: it.id } };
    const reply = await it.person.picks('open_message_calls', { ts: '9.000009', metadata });
    expect(`${reply.text} ${shown(reply)}`).toMatch(samples[form].opens);
  });

  it.each([
    ['refuses the channel', 'chat.postMessage', { state: 'ready' }, ['change', 'share', ...notices]],
    ['does not say whether it has it', 'conversations.history', inDoubt, notices],
  ] as const)('is parked or left out where Slack %s, as the form says', async (_, method, state, leftOut) => {
    await using it = await meet(form);
    const due = { ...state, due_at: now, thread_ts: null, ts: null };
    await it.db.updateTable('messages').set({ state: 'skipped' }).where('id', '!=', it.id).execute();
    await it.db.updateTable('messages').set(due).where('id', '=', it.id).execute();
    await using room = await outboxRoom(it.db, [channel]);
    room.clock.set(now + 1_000 - room.clock.now());
    const fault = { kind: 'error', accepted: false, error: 'missing_scope' } as const;
    room.slack.fail({ method, fault, times: Number.POSITIVE_INFINITY });
    for (let pass = 0; pass < 3; pass += 1) {
      await deliver(room.deps);
      room.clock.forward(hour);
    }
    expect((await it.message()).state).toBe(leftOut.some((it) => it === form) ? 'skipped' : 'parked');
  });

  it('keeps nothing of somebody who is forgotten, and is written again where it showed them', async () => {
    await using it = await meet(form);
    await it.db.updateTable('messages').set({ state: 'sent', ts: '9.000009' }).execute();
    const before = JSON.stringify(await it.said());
    await forget(it.db);
    expect(JSON.stringify(await it.db.selectFrom('messages').selectAll().execute())).not.toMatch(/199001234/);
    expect(JSON.stringify(await it.said())).not.toMatch(theirs);
    const { showsNobody = false } = samples[form];
    expect(theirs.test(before), 'leave one that shows the person, or say `showsNobody`').toBe(!showsNobody);
    if (!showsNobody) expect(await it.message()).toMatchObject({ edit_due_at: now });
  });
});

/** The number however it is written, and what was extracted. */
const theirs = /1 ?99 ?00 ?12 ?34|•••• 1234|marked/i;

async function forget(db: Database): Promise<void> {
  await askErasure(db, number, { askedBy: 'U0ANNA', askedIn: null }, now);
  for (const erasure of await unfinishedErasures(db)) while (await forgetBatch(db, erasure, now));
}

test('a row that no version could have left is looked through as a whole', () => {
  expect(saidBy('digest', { note: number })).toEqual({ quotes: [`{"note":"${number}"}`], shows: null });
});

test('every form has its kind, under its own name', () => {
  expect(Object.entries(messageKinds).map(([name, { form }]) => [name, form])).toEqual(
    forms.map((form) => [form, form]),
  );
});

test('a form whose row has words of somebody does not compile unless it says which', () => {
  const note = {
    kinds: ['notice'],
    rank: 'news',
    row: z.object({ note: z.string() }),
    ifRefused: 'park',
    ifUnread: 'park',
  } as const;
  const deep = z.object({ by: z.string().nullable(), notes: z.array(z.object({ words: z.string() })) });
  const quotes = ({ note }: { note: string }) => [note];
  expect([
    messageForm({ ...note, shows: 'nothing', quotes }),
    // @ts-expect-error: it says nothing of them
    messageForm({ ...note, shows: 'nothing' }),
    // @ts-expect-error: it says that there are none
    messageForm({ ...note, shows: 'nothing', quotes: 'nothing' }),
    // @ts-expect-error: however deep they are
    messageForm({ ...note, row: deep, shows: 'nothing', quotes: 'nothing' }),
    // @ts-expect-error: nor may it leave out what else it shows
    messageForm({ ...note, quotes }),
  ]).toHaveLength(5);
});
