import { describe, expect, it } from 'vitest';
import { renderForgotten } from '../../../src/slack/erasing/erasures.ts';
import { recordReveal } from '../../../src/store/calls/reveals.ts';
import { finishErasure, lastErasures, unfinishedErasures } from '../../../src/store/erasing/erasures.ts';
import { forgetBatch } from '../../../src/store/erasing/forget-number.ts';
import { enqueueMessage } from '../../../src/store/messages/messages.ts';
import { enqueueNews } from '../../../src/store/news/news.ts';
import { listSubscriptions, writeSubscription } from '../../../src/store/settings/subscriptions.ts';
import { control, controls, meetWith } from '../../support/people-and-calls.ts';
import { mondayNoon, sampleCall, sampleSubscription } from '../../support/sample-calls.ts';
import { read } from '../blocks/read.ts';

const number = '+33199001234';
const personal = {
  recordingUrl: 'https://recordings.invalid/1',
  structuredOutput: { interest: 'high' },
  transcript: [{ role: 'user', content: 'Hello', toolName: null, toolArguments: null, toolIsError: false }],
};
const calls = [
  sampleCall({ id: 'first', endedAt: mondayNoon - 3 * 86_400_000 }),
  sampleCall({ id: 'second', ...personal }),
  sampleCall({ id: 'others', phoneNumber: '+33199005678' }),
];

function meet() {
  return meetWith(calls, { admins: ['U0ANNA'] });
}

const shownReply = (reply: { text: string; blocks: unknown[] }) =>
  read({ text: reply.text, blocks: reply.blocks as never[] });

describe('what is held about a number', () => {
  it('is counted by kind, and offered as a file of exactly those calls', async () => {
    await using it = await meet();
    const shown = ['number' as const];
    await recordReveal(it.db, { request: 'r', userId: 'U0BEN', callId: 'first', shown, at: mondayNoon });
    const reply = await it.person.types('held +33 1 99 00 12 34');
    expect(shownReply(reply)).toMatchInlineSnapshot(`
      "text: Stored about the number ending in 1234
      • 2 calls, from 27 Feb at 12:00 to 2 Mar at 12:00
      • 1 recording, 1 transcript and extracted data of 1 call
      • Opened by 1 person
      The file has the extracted data. Recordings and transcripts are in each call: open them from the list.

      *Stored about +33 •••• 1234*

      - 2 calls, from {27 Feb at 12:00} to {2 Mar at 12:00}
      - 1 recording, 1 transcript and extracted data of 1 call
      - Opened by 1 person

      The file has the extracted data. Recordings and transcripts are in each call: open them from the list.

      [Export these calls → export_list phone:+33199001234] [List them → run_command_1 calls phone:+33199001234] [Erase… → run_command_2 forget +33199001234]"
    `);
    const file = control(reply, 'export_list');
    await it.person.clicks('export_list', file.value);
    const exports = await it.db.selectFrom('exports').select('filter').execute();
    expect(exports).toEqual([{ filter: 'phone:+33199001234' }]);
  });

  it('says which settings go with the number, and which would stay', async () => {
    const common = sampleCall({
      id: 'others',
      phoneNumber: '+33199005678',
      structuredOutput: { town: 'Lyon' },
    });
    const theirs = sampleCall({ structuredOutput: { town: 'Lyon', email: 'marked@example.invalid' } });
    await using it = await meetWith([theirs, common], { admins: ['U0ANNA'] });
    for (const [index, filter] of [
      `phone:${number}`,
      'field:email=marked@example.invalid',
      'field:town=lyon',
    ].entries())
      await writeSubscription(it.db, sampleSubscription({ id: `s${index}`, filter }));
    for (const command of ['held', 'forget']) {
      const said = shownReply(await it.person.types(`${command} ${number}`));
      for (const line of [
        'The number, or data from these calls alone, is in 2 subscriptions',
        '1 setting filters by a value that other people’s calls have too, and would stay',
      ])
        expect(said.split(line), line).toHaveLength(3);
    }
    await it.person.clicks('forget_number', number);
    const [erasure] = await unfinishedErasures(it.db);
    if (erasure === undefined) throw new Error('nothing was asked for');
    await forgetBatch(it.db, erasure, mondayNoon);
    expect((await listSubscriptions(it.db)).map(({ filter }) => filter)).toEqual(['field:town=lyon']);
  });

  it('may be nothing', async () => {
    await using it = await meet();
    const reply = await it.person.types('held +33199000000');
    expect(reply.text).toBe('Nothing is stored about the number ending in 0000.');
    expect(controls(reply)).toEqual([]);
  });
});

describe('forgetting a number', () => {
  it('shows what is held and asks twice, then leaves it to a pass', async () => {
    await using it = await meet();
    const proposal = await it.person.types(`forget ${number}`);
    expect(shownReply(proposal)).toMatchInlineSnapshot(`
      "text: Erase everything about the number ending in 1234?
      • 2 calls, from 27 Feb at 12:00 to 2 Mar at 12:00
      • 1 recording, 1 transcript and extracted data of 1 call
      Settings that quote data extracted from these calls alone are erased too. Outcomes are kept for statistics, with nothing personal. Future calls to this number are stored as usual.

      *Erase everything about +33 •••• 1234?*

      - 2 calls, from {27 Feb at 12:00} to {2 Mar at 12:00}
      - 1 recording, 1 transcript and extracted data of 1 call

      Settings that quote data extracted from these calls alone are erased too. Outcomes are kept for statistics, with nothing personal. Future calls to this number are stored as usual.

      [Erase → forget_number +33199001234] [Cancel → cancel_proposal]"
    `);
    const button = control(proposal, 'forget_number') as unknown as Record<string, unknown>;
    expect(button).toMatchObject({
      style: 'danger',
      confirm: { text: { text: 'Erases 2 calls of +33 •••• 1234. This can’t be undone.' } },
    });
    expect(await unfinishedErasures(it.db)).toEqual([]);

    const reply = await it.person.clicks('forget_number', String(button.value));
    expect(reply).toMatchObject({ replace_original: true });
    expect(JSON.stringify(reply)).not.toMatch(/199001234/);
    expect(await unfinishedErasures(it.db)).toMatchObject([
      { phoneNumber: number, askedBy: 'U0ANNA', askedIn: 'C0CALLS' },
    ]);
    const again = await it.person.clicks('forget_number', String(button.value));
    expect(again.text).toBe('I’m already erasing this number.');
  });

  it('says how many messages are edited', async () => {
    await using it = await meet();
    const { db } = it;
    const message = {
      id: 'told',
      key: 'bundle:told',
      channel: 'C0CALLS',
      form: 'bundle',
      kind: 'calls',
      subject: {},
    } as const;
    await enqueueMessage(db, { ...message, calls: 1 }, mondayNoon);
    await db.updateTable('messages').set({ state: 'sent', ts: '1.000001' }).execute();
    const news = { channel: 'C0CALLS', topic: 'calls', callId: 'second', subscriptionId: 's' } as const;
    await enqueueNews(db, [{ key: 'call-ended:second:C0CALLS', ...news }], mondayNoon);
    await db.updateTable('news').set({ message_id: 'told' }).execute();
    const proposal = await it.person.types(`forget ${number}`);
    expect(proposal.text).toContain('1 message in <#C0CALLS>');
    expect(JSON.stringify(control(proposal, 'forget_number'))).toContain(
      'Erases 2 calls of +33 •••• 1234 and edits 1 message. This can’t be undone.',
    );
  });

  it('is on record, without the number', async () => {
    await using it = await meet();
    await it.person.clicks('forget_number', number);
    const [erasure] = await unfinishedErasures(it.db);
    if (erasure === undefined) throw new Error('nothing was asked for');
    await forgetBatch(it.db, erasure, mondayNoon);
    await finishErasure(it.db, erasure.id, 0, mondayNoon);
    const record = await it.person.types('forget');
    expect(shownReply(record)).toMatchInlineSnapshot(`
      "text: Past erasures
      • 2 Mar at 12:00, <@U0ANNA>: 2 calls
      To erase a number: /revox forget +33199001234

      *Past erasures*

      - {2 Mar at 12:00}, @U0ANNA: 2 calls

      To erase a number: /revox forget +33199001234"
    `);
    expect(JSON.stringify(await lastErasures(it.db, 5))).not.toMatch(/199001234/);
  });

  const notWhole = ['forget 1234', 'held 1234', 'forget +33199001234 7d', 'held'];
  it.each(notWhole)('needs a full number: “%s” does nothing', async (typed) => {
    await using it = await meet();
    const reply = await it.person.types(typed);
    expect(reply.text).toContain('Write it in international form:');
    expect(controls(reply)).toEqual([]);
  });

  it('offers numbers that may be the same to be looked at, and erases none of them unasked', async () => {
    const unsure = sampleCall({ id: 'unsure', phoneNumber: '01 99 00 12 34' });
    await using it = await meetWith([...calls, unsure], { admins: ['U0ANNA'] });
    const proposal = await it.person.types(`forget ${number}`);
    expect(proposal.text).toContain('Possibly the same number, in another spelling');
    expect(control(proposal, 'forget_number').value).toBe(number);
    const near = control(proposal, 'run_command_3');
    expect(near.value).toBe('forget 0199001234');
    const itsOwn = await it.person.clicks('run_command_3', near.value);
    await it.person.clicks('forget_number', control(itsOwn, 'forget_number').value);
    expect(await unfinishedErasures(it.db)).toMatchObject([{ phoneNumber: '0199001234' }]);
  });

  it('without its country code leads to the numbers that may be meant', async () => {
    await using it = await meet();
    const reply = await it.person.types('forget 01 99 00 12 34');
    expect(reply.text).toContain('Nothing is stored about the number ending in 1234.');
    expect(control(reply, 'run_command_3').value).toBe(`forget ${number}`);
  });

  it('is for admins only, whatever they send', async () => {
    await using it = await meetWith(calls, { admins: ['U0BEN'] });
    for (const typed of [`forget ${number}`, `held ${number}`, 'forget']) {
      const { text } = await it.person.types(typed);
      expect(text).toMatch(/^Only admins can see and erase what’s stored/);
    }
    const { text } = await it.person.clicks('forget_number', number);
    expect(text).toMatch(/^Only admins/);
    expect(await unfinishedErasures(it.db)).toEqual([]);
  });

  it('names the messages that Slack did not let be edited', () => {
    const files = { deleted: 0, left: [] };
    const amounts = { calls: 12, messages: 9, quotes: 1, resembling: [] };
    const news = { askedBy: 'U0ANNA', askedAt: mondayNoon, ...amounts, files };
    const options = { phoneNumbers: 'masked', timezone: 'UTC', now: mondayNoon } as const;
    const unedited = [{ channel: 'C0CALLS', link: 'https://ours.slack.invalid/archives/C0CALLS/p1' }];
    expect(read(renderForgotten({ ...news, unedited }, options))).toMatchInlineSnapshot(`
      "*Erased* · requested {2 Mar at 12:00}
      12 calls, 9 messages and 1 place that named the person.
      Slack doesn’t let me edit one message. Please delete it:

      - in #C0CALLS: [open it](https://ours.slack.invalid/archives/C0CALLS/p1)"
    `);
    expect(read(renderForgotten({ ...news, unedited: [] }, options))).not.toContain('Delete');
  });
});
