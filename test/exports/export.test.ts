import { tmpdir } from 'node:os';
import { describe, expect, it } from 'vitest';

import { runExport } from '../../src/exports/run-export.ts';
import { exportCourier } from '../../src/slack/exports/export-courier.ts';
import { outboxClient } from '../../src/slack/line/outbox-client.ts';
import { rememberedRefusals } from '../../src/slack/line/refusals.ts';
import { deleteFile } from '../../src/slack/posting/delete-file.ts';
import type { Database } from '../../src/store/engine/database.ts';
import { askErasure, unfinishedErasures } from '../../src/store/erasing/erasures.ts';
import { forgetBatch } from '../../src/store/erasing/forget-number.ts';
import { filesOfErasure } from '../../src/store/messages/handed-files.ts';
import { openSqlite } from '../support/database.ts';
import { mondayNoon, sampleCall } from '../support/sample-calls.ts';
import { silentSdkLog } from '../support/sdk-log.ts';
import { silentLog } from '../support/silent-log.ts';
import { meetPerson } from '../support/slack/slack-person.ts';
import { type Fault, rateLimited, SlackServer } from '../support/slack/slack-server.ts';
import { storeCalls } from '../support/stored-calls.ts';

interface Different {
  timezone?: string;
  folder?: string;
  calls?: number;
  admins?: string[];
  hiddenFields?: string[];
  /** How long an answer of Slack is waited for. */
  timeoutMs?: number;
}

/** A person who asks over Slack, and the pass that makes files, with a clock of its own. */
async function meet(different: Different = {}) {
  const {
    calls = 3,
    admins = [],
    hiddenFields = [],
    folder = tmpdir(),
    timezone = 'UTC',
    timeoutMs = 10_000,
  } = different;
  const store = await openSqlite();
  await storeCalls(
    store.db,
    Array.from({ length: calls }, (_, index) =>
      sampleCall({
        id: `call-${index}`,
        endedAt: mondayNoon - index * 1_000,
        structuredOutput: { note: `n${index}` },
      }),
    ),
  );
  let time = mondayNoon;
  const standing = { is: 'yes' as 'yes' | 'no' | 'not-told' };
  const person = await meetPerson('Socket Mode', store.db, { now: () => time });
  const slack = await SlackServer.start();
  const client = outboxClient({
    token: 'xoxb-test',
    slackApiUrl: slack.url,
    logger: silentSdkLog,
    timeoutMs,
  });
  const stopping = new AbortController();
  return {
    db: store.db,
    person,
    slack,
    stopping,
    admins,
    standing,
    later(ms: number) {
      time += ms;
    },
    run: () =>
      runExport({
        db: store.db,
        now: () => time,
        timezone,
        folder,
        mayHaveNumbers: (userId) => admins.includes(userId),
        hiddenFrom: (userId) => (admins.includes(userId) ? [] : [...hiddenFields]),
        mayAsk: async () => standing.is,
        courier: exportCourier(client, {
          log: silentLog,
          refusals: rememberedRefusals(store.db, () => time, silentLog),
        }),
        stopping: stopping.signal,
      }),
    /** What the person reads where they asked, after the answer itself. */
    told: () => person.responseUrl.replies.slice(1).map(({ text }) => text),
    async [Symbol.asyncDispose]() {
      await person[Symbol.asyncDispose]();
      await slack[Symbol.asyncDispose]();
      await store[Symbol.asyncDispose]();
    },
  };
}

const minuteMs = 60_000;

async function forget(db: Database, number: string): Promise<void> {
  await askErasure(db, number, { askedBy: 'U0ANNA', askedIn: null }, mondayNoon);
  for (const erasure of await unfinishedErasures(db)) await forgetBatch(db, erasure, mondayNoon);
}

describe('who asks for a file of calls', () => {
  it.each([
    ['a folder that is not there', '/nowhere', 'ENOENT'],
    ['a file in place of the folder', import.meta.filename, 'ENOTDIR'],
  ])('hears at once that it cannot be made, and what to do: %s', async (_, folder, reason) => {
    await using it = await meet({ folder });
    await it.person.types('export human');

    expect(await it.run()).toEqual({ outcome: 'no-file', calls: 0, reason });
    expect(it.told()).toEqual([
      `I couldn’t make your file: I’m not allowed to write it (${reason}).\nAsk the person who runs the bot to make the database’s folder (with Postgres, /tmp) writable, then try again:\n• /revox export 7d`,
    ]);
    expect(await it.run()).toBeNull();
  });

  it('gets it in a direct message, with masked numbers, and hears so where they asked', async () => {
    await using it = await meet();
    const answer = await it.person.types('export human since:24h');
    expect(answer.text).toContain('Making a file\nCalls: human, last 24 hours');
    expect(await it.run()).toEqual({ outcome: 'sent', calls: 3, reason: null });

    const [file, ...others] = it.slack.files.shared;
    expect(others).toEqual([]);
    expect(file).toMatchObject({
      name: 'revox-calls-human-last-24-hours-2026-03-02.csv',
      channel: 'D0U0ANNA',
      comment: '3 calls, newest first. Phone numbers are masked.',
    });
    expect(file?.content.split('\r\n').map((line) => line.split(',')[0])).toEqual([
      '\uFEFFid',
      'call-0',
      'call-1',
      'call-2',
      '',
    ]);
    expect(file?.content).not.toContain('199001234');
    expect(it.told()).toEqual(['Done: the file with 3 calls is in our direct messages.']);
    expect(it.person.responseUrl.replies[1]).toMatchObject({
      replace_original: true,
      response_type: 'ephemeral',
    });
    expect(await it.run()).toBeNull();
  });

  it('and may see numbers gets them whole, and that is recorded', async () => {
    await using it = await meet({ admins: ['U0ANNA'] });
    await it.person.types('export');
    await it.run();
    expect(it.slack.files.shared[0]?.content).toContain(',+33199001234,');
    expect(it.slack.files.shared[0]?.comment).toContain('It has full phone numbers: keep it safe.');
    const reveals = await it.db.selectFrom('reveals').select(['user_id', 'shown']).execute();
    expect(reveals).toEqual([{ user_id: 'U0ANNA', shown: 'number' }]);
  });

  it('gets nothing of a person who was forgotten while it was made: it is made again', async () => {
    await using it = await meet({ admins: ['U0ANNA'] });
    await it.person.types('export');
    let asked = 0;
    it.slack.on('files.getUploadURLExternal', async (params) => {
      asked += 1;
      if (asked === 1) await forget(it.db, '+33199001234');
      return it.slack.call('files.getUploadURLExternal', params);
    });
    expect(await it.run()).toMatchObject({ outcome: 'later', reason: 'calls were erased meanwhile' });
    expect(it.slack.files.shared).toEqual([]);
    it.later(minuteMs);
    expect(await it.run()).toMatchObject({ outcome: 'sent', calls: 3 });
    expect(it.slack.files.shared[0]?.content).toContain('call-0');
    expect(it.slack.files.shared[0]?.content).not.toContain('199001234');
  });

  it('by a click on a list is answered, and left alone until the file comes', async () => {
    await using it = await meet();
    const answer = await it.person.clicks('export_list', 'human');
    expect(answer.text).toContain('Making a file\nCalls: human');
    await it.run();
    expect(it.slack.files.shared).toHaveLength(1);
    expect(it.told()).toEqual([]);
    expect(it.slack.ledger).toEqual([]);
  });

  it('again before the first is made is asked to wait', async () => {
    await using it = await meet();
    await it.person.types('export');
    expect((await it.person.types('export human')).text).toContain('I’m already making a file for you.');
    await it.run();
    expect((await it.person.types('export human')).text).toContain('Making a file\nCalls: human');
  });

  it('with a slip in the filter is answered so, and nothing is made', async () => {
    await using it = await meet();
    expect((await it.person.types('export erorred')).text).toContain('Did you mean /revox export errored?');
    expect(await it.run()).toBeNull();
  });

  it('of calls that do not exist is answered so, without a file', async () => {
    await using it = await meet();
    await it.person.types('export voicemail');
    expect(await it.run()).toMatchObject({ outcome: 'nothing' });
    expect(it.told()[0]).toContain('No calls match “voicemail”');
    expect(it.slack.files.shared).toEqual([]);
  });

  it('of many calls hears how far it is, and never uses up what Slack lets us answer', async () => {
    await using it = await meet({ calls: 13_000 });
    await it.person.types('export');
    const run = it.run();
    const clock = setInterval(() => it.later(6_000), 1);
    await run.finally(() => clearInterval(clock));
    const told = it.told();
    expect(told.slice(0, -1).every((text) => /^[\d,]+ of 13,000 calls written\./.test(text))).toBe(true);
    expect(told.length).toBeGreaterThan(1);
    expect(told.length).toBeLessThanOrEqual(4);
    expect(told.at(-1)).toBe('Done: the file with 13,000 calls is in our direct messages.');
  });

  it('and waits longer than Slack lets us answer is written a message, if the file does not say it', async () => {
    await using it = await meet();
    await it.person.types('export voicemail');
    it.later(31 * minuteMs);
    await it.run();
    expect(it.told()).toEqual([]);
    expect(it.slack.messagesIn('D0U0ANNA').map(({ text }) => text)).toEqual([
      expect.stringContaining('No calls match your search, so there’s nothing to export.'),
    ]);
  });
});

describe('where Slack refuses direct messages', () => {
  const noMessagesTab: Fault = { kind: 'error', accepted: false, error: 'messages_tab_disabled' };

  it('who clicked for a file reads where they asked how it ended, and what to do', async () => {
    await using it = await meet();
    await it.person.clicks('export_list', 'voicemail');
    it.slack.fail({ method: 'chat.postMessage', fault: noMessagesTab });
    it.slack.on('chat.postEphemeral', () => ({ ok: true, message_ts: '1.000000' }));
    await it.run();
    const [told, ...more] = it.slack.requestsOf('chat.postEphemeral').map(({ params }) => params);
    expect(more).toEqual([]);
    expect(told).toMatchObject({ channel: 'C0CALLS', user: 'U0ANNA' });
    expect(told?.text).toContain('No calls match your search, so there’s nothing to export.');
    expect(told?.text).toContain('Ask the person who runs the bot to turn on App Home → Messages Tab');
  });

  it('who gets no file reads why, and what to do', async () => {
    await using it = await meet();
    await it.person.types('export human');
    it.slack.fail({ method: 'files.completeUploadExternal', fault: noMessagesTab });
    expect(await it.run()).toMatchObject({ outcome: 'refused', reason: 'messages_tab_disabled' });
    expect(it.told()).toEqual([expect.stringContaining('turn on App Home → Messages Tab')]);
  });

  it('and answers in the channel too, the next file is made nevertheless', async () => {
    await using it = await meet();
    await it.person.clicks('export_list', 'voicemail');
    it.slack.fail({ method: 'chat.postMessage', fault: noMessagesTab });
    expect(await it.run()).toMatchObject({ outcome: 'nothing' });
    await it.person.clicks('export_list', 'human');
    expect(await it.run()).toMatchObject({ outcome: 'sent' });
  });
});

describe('a file of calls is handed over once', () => {
  const patienceFor = ({ kind }: Fault) => (kind === 'silent' ? { timeoutMs: 1_000 } : {});
  // where it goes wrong, and how
  const passing: [string, Fault][] = [
    ['files.getUploadURLExternal', { kind: 'cut', accepted: true }],
    ['files.getUploadURLExternal', rateLimited('3')],
    ['upload', { kind: 'cut', accepted: false }],
    ['upload', { kind: 'answer', accepted: false, status: 500 }],
    ['conversations.open', { kind: 'silent', accepted: true }],
    ['files.completeUploadExternal', rateLimited(null)],
    ['files.completeUploadExternal', { kind: 'error', accepted: false, error: 'internal_error' }],
  ];
  it.each(passing)('though %s goes wrong with %j, after a while', async (method, fault) => {
    await using it = await meet(patienceFor(fault));
    it.slack.fail({ method, fault });
    await it.person.types('export');
    expect(await it.run()).toMatchObject({ outcome: 'later' });
    expect(await it.run()).toBeNull();
    it.later(minuteMs);
    expect(await it.run()).toMatchObject({ outcome: 'sent' });
    expect(it.slack.files.shared).toHaveLength(1);
  });

  const unclear: Fault[] = [
    { kind: 'cut', accepted: true },
    { kind: 'cut', accepted: false },
    { kind: 'silent', accepted: true },
    { kind: 'answer', accepted: true, status: 200, body: '<html>' },
  ];
  it.each(unclear)('or the person is asked to look, where nobody knows: %j', async (fault) => {
    await using it = await meet(patienceFor(fault));
    it.slack.fail({ method: 'files.completeUploadExternal', fault });
    await it.person.types('export');
    expect(await it.run()).toMatchObject({ outcome: 'in-doubt' });
    it.later(60 * minuteMs);
    expect(await it.run()).toBeNull();
    expect(it.slack.files.shared).toHaveLength(fault.kind !== 'answer' && !fault.accepted ? 0 : 1);
    expect(it.told()[0]).toContain('Look in our direct messages.');
  });

  it('or not at all, where Slack does not allow it, and the person hears what is missing', async () => {
    await using it = await meet();
    const fault: Fault = { kind: 'error', accepted: false, error: 'missing_scope' };
    it.slack.fail({ method: 'files.getUploadURLExternal', fault });
    await it.person.types('export');
    expect(await it.run()).toMatchObject({ outcome: 'refused', reason: 'missing_scope' });
    expect(it.told()[0]).toContain('files:write');
  });

  it('or given up, when it fails however often it is tried', async () => {
    await using it = await meet();
    it.slack.fail({ method: 'upload', fault: { kind: 'cut', accepted: false }, times: 100 });
    await it.person.types('export');
    const outcomes: unknown[] = [];
    for (let count = 0; count < 20 && outcomes.at(-1) !== 'given-up'; count += 1) {
      const done = await it.run();
      if (done !== null) outcomes.push(done.outcome);
      it.later(30 * minuteMs);
    }
    expect(outcomes).toEqual([...Array(6).fill('later'), 'given-up']);
    expect(it.slack.messagesIn('D0U0ANNA')[0]?.text).toContain(
      'I tried several times and couldn’t make or send the file',
    );
  });

  it('after a stop in the middle: the next start begins again', async () => {
    await using it = await meet({ calls: 3 });
    await it.person.types('export');
    it.stopping.abort();
    expect(await it.run()).toMatchObject({ outcome: 'later', reason: 'stopped' });
    expect(await it.db.selectFrom('exports').select('state').execute()).toEqual([{ state: 'waiting' }]);
    expect(it.slack.files.shared).toEqual([]);
  });

  it('or the person is asked to look, after the process ended at the moment of sending', async () => {
    await using it = await meet();
    await it.person.types('export');
    await it.db.updateTable('exports').set({ state: 'sharing' }).execute();
    expect(await it.run()).toMatchObject({ outcome: 'in-doubt' });
    expect(it.slack.requestsOf('files.completeUploadExternal')).toEqual([]);
    expect(it.told()[0]).toContain('I was interrupted while sending your file.');
  });
});

describe('the rights of who asked are looked at again each time a file is tried', () => {
  const refusedOnce = { method: 'upload', fault: { kind: 'cut', accepted: false } } as const;

  it('and who may not see numbers any more gets them masked', async () => {
    await using it = await meet({ admins: ['U0ANNA'] });
    await it.person.types('export human');
    it.slack.fail(refusedOnce);
    expect(await it.run()).toMatchObject({ outcome: 'later' });
    it.admins.length = 0;
    it.later(minuteMs);
    expect(await it.run()).toMatchObject({ outcome: 'sent' });
    expect(it.slack.files.shared[0]?.content).not.toContain('199001234');
    expect(await it.db.selectFrom('reveals').selectAll().execute()).toEqual([]);
  });

  it('and a file with full numbers that is made already is not handed over, but made again', async () => {
    await using it = await meet({ admins: ['U0ANNA'] });
    await it.person.types('export');
    it.slack.on('files.getUploadURLExternal', (params) => {
      it.admins.length = 0;
      return it.slack.call('files.getUploadURLExternal', params);
    });
    expect(await it.run()).toMatchObject({ outcome: 'later' });
    expect(it.slack.files.shared).toEqual([]);
    it.later(minuteMs);
    expect(await it.run()).toMatchObject({ outcome: 'sent' });
    expect(it.slack.files.shared[0]?.content).not.toContain('199001234');
  });

  it('and who left gets nothing, at the next try or while it is made, and is not written to', async () => {
    for (const leavesWhileMade of [false, true]) {
      await using it = await meet();
      await it.person.types('export');
      if (leavesWhileMade) {
        it.slack.on('files.getUploadURLExternal', (params) => {
          it.standing.is = 'no';
          return it.slack.call('files.getUploadURLExternal', params);
        });
      } else it.standing.is = 'no';
      expect(await it.run()).toMatchObject({ outcome: 'no-longer', reason: 'membership' });
      expect([it.slack.files.shared, it.told(), it.slack.messagesIn('D0U0ANNA')]).toEqual([[], [], []]);
      expect(await it.run()).toBeNull();
    }
  });

  it('and nobody gets one while Slack does not say who they are', async () => {
    await using it = await meet();
    await it.person.types('export');
    it.standing.is = 'not-told';
    expect(await it.run()).toMatchObject({ outcome: 'later' });
    it.standing.is = 'yes';
    it.later(minuteMs);
    expect(await it.run()).toMatchObject({ outcome: 'sent' });
  });

  it('and who may not look for part of a number any more gets no file chosen by it', async () => {
    await using it = await meet({ admins: ['U0ANNA'] });
    await it.person.types('export');
    await it.db.updateTable('exports').set({ filter: 'phone:+3319900' }).execute();
    it.admins.length = 0;
    expect(await it.run()).toMatchObject({ outcome: 'no-longer', reason: 'numbers' });
    expect(it.told()[0]).toContain('You may no longer search by part of a phone number');
    expect(it.slack.files.shared).toEqual([]);
  });
});

describe('a hidden field', () => {
  it.each([
    { admins: ['U0ANNA'], has: true },
    { admins: [], has: false },
  ])('is in the file of an admin alone, its name too: $has', async ({ admins, has }) => {
    await using it = await meet({ admins, hiddenFields: ['no*'] });
    await it.person.types('export');
    expect(await it.run()).toMatchObject({ outcome: 'sent' });
    const csv = String(it.slack.files.shared[0]?.content);
    expect(csv).toContain('call-1');
    expect([csv.includes('output.note'), csv.includes('n1')]).toEqual([has, has]);
  });

  it('is in no file that was made before its reader lost the right to it: it is made again', async () => {
    const hiddenFields: string[] = [];
    await using it = await meet({ hiddenFields });
    await it.person.types('export');
    it.slack.on('files.getUploadURLExternal', (params) => {
      hiddenFields.push('note');
      return it.slack.call('files.getUploadURLExternal', params);
    });
    expect(await it.run()).toMatchObject({ outcome: 'later' });
    expect(it.slack.files.shared).toEqual([]);
    hiddenFields.length = 1;
    it.later(minuteMs);
    it.slack.on('files.getUploadURLExternal', (params) =>
      it.slack.call('files.getUploadURLExternal', params),
    );
    expect(await it.run()).toMatchObject({ outcome: 'sent' });
    expect(it.slack.files.shared[0]?.content).not.toContain('n1');
  });

  it('chooses no file for who was an admin when they asked', async () => {
    await using it = await meet({ admins: ['U0ANNA'], hiddenFields: ['note'] });
    await it.person.types('export field:note=n1');
    it.admins.length = 0;
    expect(await it.run()).toMatchObject({ outcome: 'no-longer' });
    expect(it.slack.files.shared).toEqual([]);
  });
});

describe('a file that was handed out, once somebody in it is forgotten,', () => {
  it('is deleted, and one without that person is left', async () => {
    await using it = await meet();
    await it.person.types('export human');
    await it.run();
    await it.person.types('export voicemail');
    await it.run();
    const another = { file_id: 'F0OTHER', filter: 'voicemail' };
    await it.db.updateTable('exports').set(another).where('file_id', 'is', null).execute();
    const [{ id } = { id: '' }] = it.slack.files.shared;
    expect(id).not.toBe('');
    await forget(it.db, '+33199001234');
    const [erasure] = await unfinishedErasures(it.db);
    expect(await filesOfErasure(it.db, erasure?.id ?? '')).toMatchObject([{ fileId: id, userId: 'U0ANNA' }]);
    const client = outboxClient({ token: 'xoxb-test', slackApiUrl: it.slack.url, logger: silentSdkLog });
    expect(await deleteFile(client, id)).toBe('gone');
    expect(it.slack.files.shared).toEqual([]);
    // What is gone already counts as deleted, so that a pass that was killed can be run again.
    expect(await deleteFile(client, id)).toBe('gone');
  });

  it('is found by the days of the zone in which it was made', async () => {
    await using it = await meet({ timezone: 'America/Los_Angeles' });
    await it.person.types('export human');
    await it.run();
    // There it is still the day of the calls, and in UTC it is the next one.
    const lateThere = { filter: 'today', asked_at: mondayNoon + 13 * 60 * minuteMs };
    await it.db.updateTable('exports').set(lateThere).execute();
    await forget(it.db, '+33199001234');
    const [erasure] = await unfinishedErasures(it.db);
    expect(await filesOfErasure(it.db, erasure?.id ?? '')).toHaveLength(1);
  });

  it.each<[string, Fault, number]>([
    ['asks to wait', rateLimited('30'), 30_000],
    ['closes the connection', { kind: 'cut', accepted: false }, 60_000],
    ['has a bad minute', { kind: 'error', accepted: false, error: 'internal_error' }, 60_000],
  ])('is to be tried again where Slack %s', async (_, fault, afterMs) => {
    await using it = await meet();
    it.slack.fail({ method: 'files.delete', fault });
    const client = outboxClient({ token: 'xoxb-test', slackApiUrl: it.slack.url, logger: silentSdkLog });
    expect(await deleteFile(client, 'F0ANY')).toEqual({ afterMs });
  });

  it('is kept by Slack where it refuses', async () => {
    await using it = await meet();
    const fault: Fault = { kind: 'error', accepted: false, error: 'cant_delete_file' };
    it.slack.fail({ method: 'files.delete', fault });
    const client = outboxClient({ token: 'xoxb-test', slackApiUrl: it.slack.url, logger: silentSdkLog });
    expect(await deleteFile(client, 'F0ANY')).toBe('kept');
  });
});
