import { expect, it } from 'vitest';

import type { DetailedCall } from '../../../src/calls/call.ts';
import type { IncidentKind } from '../../../src/calls/incidents/index.ts';
import { saveBlindWindow } from '../../../src/store/calls/blind-windows.ts';
import type { Database } from '../../../src/store/engine/database.ts';
import { writeState } from '../../../src/store/engine/state.ts';
import { type DigestQuery, digestOf } from '../../../src/store/figures/digests.ts';
import { unsentBefore } from '../../../src/store/figures/unsent-days.ts';
import { closeIncident, openIncident } from '../../../src/store/incidents/incidents.ts';
import {
  enqueueMessage,
  findMessage,
  type Message,
  type NewMessage,
} from '../../../src/store/messages/messages.ts';
import { changeSettings } from '../../../src/store/settings/change-setting.ts';
import { describeStores } from '../../support/database.ts';
import { failedCall, sampleCall, sampleSubscription } from '../../support/sample-calls.ts';
import { storeCalls } from '../../support/stored-calls.ts';

const at = (iso: string) => Date.parse(iso);
const query: DigestQuery = {
  date: '2026-03-10',
  timezone: 'UTC',
  filter: '',
  now: at('2026-03-11T09:00Z'),
  slotAt: null,
};

/** Calls that ended at the given times, numbered in that order. */
function endedAt(times: string[], different: Partial<DetailedCall> = {}): DetailedCall[] {
  return times.map((time) => sampleCall({ ...different, id: `at ${time}`, endedAt: at(time) }));
}

async function digestAfter(db: Database, calls: DetailedCall[], different: Partial<DigestQuery> = {}) {
  await storeCalls(db, calls);
  return digestOf(db, { ...query, ...different });
}

describeStores('a digest', (open) => {
  it('counts a local day from midnight to midnight there', async () => {
    await using store = await open();
    const calls = endedAt([
      '2026-03-09T22:59:59Z',
      '2026-03-09T23:00:00Z',
      '2026-03-10T22:59:59Z',
      '2026-03-10T23:00:00Z',
    ]);
    const digest = await digestAfter(store.db, calls, { timezone: 'Europe/Paris' });
    expect(digest.day.calls).toBe(2);
    expect(digest.hours.map(({ hour }) => hour)).toEqual(['00', '23']);
  });

  it('counts every call of a day of 23 and of a day of 25 hours', async () => {
    await using store = await open();
    const everyHour = (date: string) =>
      Array.from({ length: 49 }, (_, hour) =>
        new Date(at(`${date}T00:30:00Z`) + (hour - 12) * 3_600_000).toISOString(),
      );
    await storeCalls(store.db, endedAt([...everyHour('2026-03-29'), ...everyHour('2026-10-25')]));
    const later = { ...query, timezone: 'Europe/Paris', now: at('2026-11-01T00:00Z') };
    const short = await digestOf(store.db, { ...later, date: '2026-03-29' });
    const long = await digestOf(store.db, { ...later, date: '2026-10-25' });
    expect([short.day.calls, long.day.calls]).toEqual([23, 25]);
    expect(short.hours.map((it) => it.hour)).not.toContain('02');
    expect(long.hours.find((it) => it.hour === '02')?.calls).toBe(2);
  });

  it('distinguishes answers, failures and our own errors', async () => {
    await using store = await open();
    const endedThen = { endedAt: at('2026-03-10T10:00Z') };
    const digest = await digestAfter(store.db, [
      sampleCall({ id: '1', ...endedThen }),
      sampleCall({ id: '2', ...endedThen, result: 'voicemail', endReason: 'voicemail' }),
      failedCall('busy', { id: '3', ...endedThen }),
      failedCall('too_many_calls', { id: '4', ...endedThen }),
      failedCall('busy', { id: '5', ...endedThen, dialError: null }),
    ]);
    expect(digest.day).toEqual({ calls: 5, answered: 1, failed: 3, ours: 1 });
    expect(digest.results).toEqual([
      { word: 'human', count: 1 },
      { word: 'voicemail', count: 1 },
    ]);
    expect(digest.dialErrors.map((it) => it.word)).toEqual(['busy', 'too_many_calls']);
    expect(digest.endReasons.map((it) => it.word)).toEqual(['tool_end_call', 'voicemail']);
  });

  it('compares with the day before and with the same weekday last week', async () => {
    await using store = await open();
    const times = ['2026-03-10T10:00Z', '2026-03-09T10:00Z', '2026-03-09T11:00Z', '2026-03-03T10:00Z'];
    const digest = await digestAfter(store.db, endedAt([...times, '2026-03-02T10:00Z']));
    expect(digest).toMatchObject({
      day: { calls: 1 },
      dayBefore: { calls: 2 },
      sameDayLastWeek: { calls: 1 },
      until: null,
    });
  });

  it('compares with no day from before the first call that is stored, or that it began within', async () => {
    await using store = await open();
    const digest = await digestAfter(store.db, endedAt(['2026-03-10T10:00Z', '2026-03-09T10:00Z']));
    expect(digest).toMatchObject({ day: { calls: 1 }, dayBefore: null, sameDayLastWeek: null });
  });

  it('puts today so far beside the same part of the days before', async () => {
    await using store = await open();
    const times = ['2026-03-10T10:00Z', '2026-03-09T14:29Z', '2026-03-09T14:31Z', '2026-03-01T10:00Z'];
    const now = at('2026-03-10T14:30Z');
    const digest = await digestAfter(store.db, endedAt(times), { now });
    expect(digest).toMatchObject({ until: now, day: { calls: 1 }, dayBefore: { calls: 1 } });
  });

  it('leaves out open calls and what its filter leaves out', async () => {
    await using store = await open();
    const open_ = sampleCall({ id: 'open', status: 'ongoing', result: null, endedAt: null });
    const calls = [...endedAt(['2026-03-10T10:00Z']), open_];
    const voicemail = sampleCall({ id: 'v', result: 'voicemail', endedAt: at('2026-03-10T12:00Z') });
    const digest = await digestAfter(store.db, [...calls, voicemail], { filter: '-voicemail' });
    expect(digest.day.calls).toBe(1);
  });

  it('gives the median and the 90th percentile of talk', async () => {
    await using store = await open();
    const calls = Array.from({ length: 10 }, (_, index) => {
      const endedAt = at('2026-03-10T10:00Z') + index;
      return sampleCall({ id: String(index), endedAt, answeredAt: endedAt - (index + 1) * 1000 });
    });
    expect((await digestAfter(store.db, calls)).talk).toEqual({ medianMs: 5000, p90Ms: 9000 });
  });

  it('sums up structured output: words by count, numbers by spread, free text not at all', async () => {
    await using store = await open();
    const calls = Array.from({ length: 20 }, (_, index) =>
      sampleCall({
        id: String(index),
        endedAt: at('2026-03-10T10:00Z'),
        structuredOutput: {
          interested: index < 5,
          salary: 1000 * (index + 1),
          notes: `note ${index}`,
          // Few sentences, dates and addresses are as little to count as many.
          summary: index < 10 ? 'Wants to think about it, and asks again.' : 'No time today.',
          appointment: index < 10 ? '2026-03-12' : '2026-03-13',
          email: index < 10 ? 'anna@example.com' : 'ben@example.com',
        },
      }),
    );
    const { fields } = await digestAfter(store.db, calls);
    expect(fields).toEqual([
      {
        name: 'interested',
        kind: 'words',
        calls: 20,
        values: [
          { word: 'false', count: 15 },
          { word: 'true', count: 5 },
        ],
      },
      { name: 'salary', kind: 'numbers', calls: 20, min: 1000, median: 10_000, max: 20_000 },
    ]);
  });

  it('says how late it is, when a person would notice', async () => {
    await using store = await open();
    const late = async (slot: string) => (await digestAfter(store.db, [], { slotAt: at(slot) })).lateByMs;
    expect(await late('2026-03-11T08:59:00Z')).toBeNull();
    expect(await late('2026-03-11T06:00:00Z')).toBe(3 * 3_600_000);
  });

  it('names the incidents that are open, the oldest first', async () => {
    await using store = await open();
    const report = (kind: IncidentKind) => ({
      kind,
      about: '',
      facts: { reason: '', nextStep: null, count: 1 },
    });
    await openIncident(store.db, report('no-calls-ending'), query.now - 2);
    await openIncident(store.db, report('answer-rate-low'), query.now - 1);
    await openIncident(store.db, report('revox-unreachable'), query.now - 3);
    await closeIncident(store.db, 'revox-unreachable', '', query.now);
    const { openIncidents } = await digestAfter(store.db, []);
    expect(openIncidents.map(({ kind }) => kind)).toEqual(['no-calls-ending', 'answer-rate-low']);
  });

  it('of a day without calls is empty, not wrong', async () => {
    await using store = await open();
    const digest = await digestAfter(store.db, []);
    expect(digest).toMatchObject({ day: { calls: 0 }, talk: null, hours: [], fields: [] });
  });
});

describeStores('a digest of several days', (open) => {
  it('counts them together, beside the same days a week before, over a change of clocks too', async () => {
    await using store = await open();
    // Paris, Friday 27 to Sunday 29 March 2026, whose last day has 23 hours.
    const within = ['2026-03-26T23:00Z', '2026-03-28T12:00Z', '2026-03-29T21:59Z'];
    const beside = ['2026-03-26T22:59Z', '2026-03-29T22:00Z'];
    const weekBefore = ['2026-03-19T23:00Z', '2026-03-22T22:59Z'];
    const older = ['2026-03-18T12:00Z'];
    const digest = await digestAfter(store.db, endedAt([...within, ...beside, ...weekBefore, ...older]), {
      date: '2026-03-29',
      days: 3,
      timezone: 'Europe/Paris',
      now: at('2026-03-30T07:00Z'),
    });
    expect(digest).toMatchObject({
      days: 3,
      from: at('2026-03-26T23:00Z'),
      to: at('2026-03-29T22:00Z'),
      day: { calls: 3 },
      dayBefore: { calls: 1 },
      sameDayLastWeek: { calls: 2 },
    });
  });
});

describeStores('what needs work, in a digest', (open) => {
  const endedThen = { endedAt: at('2026-03-10T10:00Z') };
  const failures = (phoneNumber: string | null, count: number, different: Partial<DetailedCall> = {}) =>
    Array.from({ length: count }, (_, index) =>
      failedCall('busy', { id: `${phoneNumber} ${index}`, phoneNumber, ...endedThen, ...different }),
    );

  it('counts a call that promises a call-back once, and none that was answered with no', async () => {
    await using store = await open();
    const outputs = [
      { next_action: 'call_back', callback_time: '2026-03-11T09:30' },
      { callback_requested: true },
      { callback_requested: false },
      null,
    ];
    const calls = outputs.map((structuredOutput, index) =>
      sampleCall({ id: String(index), ...endedThen, structuredOutput }),
    );
    expect((await digestAfter(store.db, calls)).callBacks).toBe(2);
  });

  it('names the five numbers that failed most, three times at least, within its filter', async () => {
    await using store = await open();
    const numbers = ['+33199000001', '+33199000002', '+33199000003', '+33199000004', '+33199000005'];
    const calls = [
      ...numbers.flatMap((number, index) => failures(number, 4 + index)),
      ...failures('+33199000006', 3),
      ...failures('+33199000007', 2),
      ...failures(null, 9),
      ...failures('+33199000008', 9, { endedAt: at('2026-03-09T10:00Z') }),
      ...failures('+33199000009', 3, { dialError: 'no_answer' }),
    ];
    const { failingNumbers } = await digestAfter(store.db, calls);
    expect(failingNumbers.map(({ failures }) => failures)).toEqual([8, 7, 6, 5, 4]);
    expect(failingNumbers[0]?.phoneNumber).toBe('+33199000005');
    const filtered = await digestOf(store.db, { ...query, filter: 'no_answer' });
    expect(filtered.failingNumbers).toEqual([{ phoneNumber: '+33199000009', failures: 3 }]);
  });
});

describeStores('times that nobody could see, in a digest', (open) => {
  const window = (from: string) => ({ from: at(from), to: null, cause: 'revox' as const });

  it('are those that reach into its days, and the one that lasts', async () => {
    await using store = await open();
    await saveBlindWindow(store.db, window('2026-03-09T22:00Z'), at('2026-03-10T00:30Z'));
    await saveBlindWindow(store.db, window('2026-03-10T02:10Z'), at('2026-03-10T03:45Z'));
    await saveBlindWindow(store.db, window('2026-03-10T02:10Z'), at('2026-03-10T04:45Z'));
    await saveBlindWindow(store.db, window('2026-03-08T02:10Z'), at('2026-03-09T23:45Z'));
    await saveBlindWindow(store.db, window('2026-03-11T02:10Z'), at('2026-03-11T03:45Z'));
    const failing = { lastGoodAt: at('2026-03-10T23:00Z'), failures: 40 };
    await writeState(store.db, 'poll', failing, query.now);
    const { blindWindows } = await digestAfter(store.db, []);
    expect(blindWindows).toEqual([
      { ...window('2026-03-09T22:00Z'), to: at('2026-03-10T00:30Z') },
      { ...window('2026-03-10T02:10Z'), to: at('2026-03-10T03:45Z') },
      window('2026-03-10T23:00Z'),
    ]);
  });

  it('are none while polls go well', async () => {
    await using store = await open();
    await writeState(store.db, 'poll', { lastGoodAt: query.now - 30_000, failures: 0 }, query.now);
    expect((await digestAfter(store.db, [])).blindWindows).toEqual([]);
  });
});

describeStores('days of which no digest was sent', (open) => {
  const digestMessage = (date: string, different: Partial<NewMessage> = {}): NewMessage => ({
    id: `digest of ${date}`,
    key: `digest:C1:${date}`,
    channel: 'C1',
    form: 'digest',
    kind: 'digest',
    subject: { date, days: 1, timezone: 'UTC', filter: '', slotAt: 0 },
    calls: 0,
    ...different,
  });
  const sentOn = (date: string) => at(`${date}T09:00Z`) + 24 * 3_600_000;

  async function unsentAfter(db: Database, messages: NewMessage[]) {
    for (const message of messages)
      await enqueueMessage(db, message, sentOn((message.subject as { date: string }).date));
    const last = await findMessage(db, messages.at(-1)?.id as string);
    return unsentBefore(db, last as Message);
  }

  it('are those since the digest before, whether or not one was noted as skipped', async () => {
    await using store = await open();
    const skipped = digestMessage('2026-03-03', { skipped: 'too late' });
    const messages = [digestMessage('2026-03-01'), skipped, digestMessage('2026-03-05')];
    expect(await unsentAfter(store.db, messages)).toEqual({ date: '2026-03-04', days: 3 });
  });

  it('are none when it follows the one before, is the first, is shared, or has words of its own', async () => {
    await using store = await open();
    const unsent = (...messages: NewMessage[]) => unsentAfter(store.db, messages);
    expect(await unsent(digestMessage('2026-03-01'))).toBeNull();
    expect(await unsent(digestMessage('2026-03-02'))).toBeNull();
    expect(
      await unsent(digestMessage('2026-03-09', { key: 'digest-shared:1', form: 'digest-shared' })),
    ).toBeNull();
    const subject = { date: '2026-03-11', days: 1, timezone: 'UTC', filter: 'human', slotAt: 0 };
    expect(await unsent(digestMessage('2026-03-11', { subject }))).toBeNull();
  });

  it('are not posted when the channel changed its settings since', async () => {
    await using store = await open();
    await enqueueMessage(store.db, digestMessage('2026-03-01'), sentOn('2026-03-01'));
    const subscription = sampleSubscription({ channel: 'C1', topic: 'digest' });
    const change = { before: null, after: { kind: 'subscription' as const, subscription } };
    await changeSettings(store.db, [change], 'U1', sentOn('2026-03-02'));
    expect(await unsentAfter(store.db, [digestMessage('2026-03-05')])).toBeNull();
  });
});
