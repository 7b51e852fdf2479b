import { describe, expect, it } from 'vitest';

import type { FollowUp } from '../../../src/calls/follow-ups/follow-up.ts';
import type { Desk } from '../../../src/slack/door/handler.ts';
import { readNoteForm } from '../../../src/slack/follow-ups/note-form.ts';
import { findFollowUp } from '../../../src/store/follow-ups/follow-ups.ts';
import { control, meetWith, shown } from '../../support/people-and-calls.ts';
import { mondayNoon, sampleCall } from '../../support/sample-calls.ts';
import { sampleFollowUp, storeFollowUps } from '../../support/sample-follow-up.ts';
import { blockAction } from '../../support/slack/slack-requests.ts';

const ben = { user: { id: 'U0BEN', username: 'ben', team_id: 'T0OURS' } };
const elsewhere = { channel: { id: 'C0OTHER', name: 'other' } };
const value = JSON.stringify({ c: 'call-1' });
const [hour, day] = [3_600_000, 86_400_000];

async function meet(different: Partial<FollowUp> = {}, desk: Partial<Desk> = {}) {
  const it = await meetWith([sampleCall({ id: 'call-1', endedAt: mondayNoon - hour })], desk);
  await storeFollowUps(it.db, sampleFollowUp(different));
  const followUp = async () => (await findFollowUp(it.db, 'call-1')) as FollowUp;
  const presses = (what: string, who = {}) => it.person.clicks(`follow_${what}`, value, who);
  const picks = (u: string, who = {}) =>
    it.person.clicks('follow_snooze', JSON.stringify({ c: 'call-1', u }), who);
  return { ...it, followUp, presses, picks };
}

const taken = { state: 'taken', owner: 'U0ANNA', takenAt: mondayNoon - hour } as const;

describe('Take it', () => {
  it('is for the first who presses; another one reads who has it', async () => {
    await using it = await meet();
    expect((await it.presses('take')).text).toBe('It’s yours. It’s due 2 Mar at 14:00.');
    expect(await it.followUp()).toMatchObject({ state: 'taken', owner: 'U0ANNA', takenAt: mondayNoon });
    const second = await it.presses('take', ben);
    expect(second.text).toBe('<@U0ANNA> has it since 2 Mar at 12:00. You can take it once it’s given back.');
    expect((await it.followUp()).owner).toBe('U0ANNA');
  });

  it('has one owner when many press at once, and all others read who', async () => {
    await using it = await meet();
    const people = ['U0BEN', 'U0CLEO', 'U0DAN', 'U0EVE', 'U0FAY'];
    for (const id of people) {
      const user = { id, username: id.toLowerCase(), team_id: 'T0OURS' };
      void it.person.sends(blockAction('follow_take', value, { user }));
    }
    await expect.poll(() => it.person.responseUrl.replies.length, { timeout: 5_000 }).toBe(people.length);
    const said = it.person.responseUrl.replies.map(({ text }) => text);
    expect(said.filter((text) => text.startsWith('It’s yours.'))).toHaveLength(1);
    const owner = (await it.followUp()).owner;
    expect(said.filter((text) => text.startsWith(`<@${owner}> has it`))).toHaveLength(people.length - 1);
  });

  it('offers the number to those who may see it, and records that they did', async () => {
    await using it = await meet({}, { admins: ['U0ANNA'] });
    const answer = await it.presses('take');
    const { value: carried } = control(answer, 'reveal_number');
    expect(shown(await it.person.clicks('reveal_number', carried))).toContain('+33 1 99 00 12 34');
    const reveals = await it.db.selectFrom('reveals').select(['user_id', 'call_id', 'shown']).execute();
    expect(reveals).toEqual([
      { user_id: 'U0ANNA', call_id: 'call-1', shown: expect.stringContaining('number') },
    ]);
  });

  it('offers it to nobody else', async () => {
    await using it = await meet();
    expect(shown(await it.presses('take'))).not.toContain('reveal_number');
  });
});

describe('what the owner can press', () => {
  it('is Done, with a note and a way back', async () => {
    await using it = await meet(taken);
    const answer = await it.presses('done');
    expect(answer.text).toBe('Done.');
    expect(await it.followUp()).toMatchObject({ state: 'done', endedBy: 'U0ANNA', endedAt: mondayNoon });
    expect(control(answer, 'follow_note').text?.text).toBe('Add a note');
    expect((await it.presses('reopen')).text).toBe('Open again.');
    expect(await it.followUp()).toMatchObject({ state: 'taken', owner: 'U0ANNA', endedBy: null });
  });

  it('is Not needed, and Give back, after which anybody can take it', async () => {
    await using it = await meet(taken);
    expect((await it.presses('give_back')).text).toBe('Given back. Anybody here can take it now.');
    expect((await it.presses('take', ben)).text).toMatch(/^It’s yours/);
    expect((await it.presses('not_needed', ben)).text).toBe('Marked as not needed.');
    expect(await it.followUp()).toMatchObject({ state: 'not-needed', endedBy: 'U0BEN' });
  });

  it.each([
    ['30m', mondayNoon + hour / 2],
    ['1h', mondayNoon + hour],
    // As cards of earlier versions say it.
    ['hour', mondayNoon + hour],
    ['afternoon', mondayNoon + 2 * hour],
    ['tomorrow', mondayNoon + day - 3 * hour],
    ['week', mondayNoon + 7 * day - 3 * hour],
  ])('is a snooze: %s', async (period, until) => {
    await using it = await meet(taken);
    it.person.slack.behave({
      answers: { 'users.info': { user: { id: 'U0ANNA', team_id: 'T0OURS', tz: 'UTC' } } },
    });
    expect((await it.picks(period)).text).toMatch(/^Snoozed until .*\. I’ll remind you then\.$/);
    expect(await it.followUp()).toMatchObject({ state: 'snoozed', snoozedUntil: until });
  });

  it('is no afternoon that has begun where the person is', async () => {
    await using it = await meet(taken);
    const tz = 'Asia/Tokyo';
    it.person.slack.behave({ answers: { 'users.info': { user: { id: 'U0ANNA', team_id: 'T0OURS', tz } } } });
    expect((await it.picks('afternoon')).text).toContain('already after 14:00 where you are');
    expect((await it.followUp()).state).toBe('taken');
  });
});

describe('somebody else', () => {
  it('reads who has it, whatever they press', async () => {
    await using it = await meet(taken);
    const answers = [
      await it.presses('done', ben),
      await it.presses('give_back', ben),
      await it.presses('not_needed', ben),
      await it.picks('hour', ben),
    ];
    for (const { text } of answers)
      expect(text).toBe('<@U0ANNA> has it since 2 Mar at 11:00. You can take it once it’s given back.');
    expect(await it.followUp()).toMatchObject(taken);
  });

  it('reads how it ended, where the card is old', async () => {
    await using it = await meet({ ...taken, state: 'done', endedBy: 'U0ANNA', endedAt: mondayNoon - hour });
    expect((await it.presses('take', ben)).text).toBe('<@U0ANNA> marked it as done 2 Mar at 11:00.');
    await it.db
      .updateTable('follow_ups')
      .set({ state: 'settled', ended_by: null, settled_by: 'call-2' })
      .execute();
    expect((await it.presses('take', ben)).text).toBe('A later call settled it 2 Mar at 11:00.');
  });

  it('cannot take it in a channel that got nothing of it, but where a card of it is', async () => {
    await using it = await meet();
    expect((await it.presses('take', elsewhere)).text).toBe(
      'This follow-up belongs to <#C0CALLS>. You can take it there.',
    );
    expect((await it.followUp()).state).toBe('open');
    await it.db
      .insertInto('news')
      .values({
        key: 'call-ended:call-1:C0OTHER',
        call_id: 'call-1',
        channel: 'C0OTHER',
        topic: 'calls',
        subscription_id: 'subscription-2',
        found_at: mondayNoon,
        message_id: null,
        mute_id: null,
      } as never)
      .execute();
    expect((await it.presses('take', elsewhere)).text).toMatch(/^It’s yours/);
  });

  it('reads that there is none, where it is gone or the value is none of ours', async () => {
    await using it = await meet();
    for (const forged of [JSON.stringify({ c: 'call-9' }), '', '{"c":1}', 'call-1'])
      for (const action of ['take', 'done', 'snooze', 'more', 'note', 'reopen'])
        expect((await it.person.clicks(`follow_${action}`, forged)).text).toContain(
          'no follow-up for this call',
        );
  });
});

describe('a note', () => {
  it('is one line that stays with the call, masked like everything else', async () => {
    await using it = await meet({ ...taken, state: 'done', endedBy: 'U0ANNA', endedAt: mondayNoon });
    const { view } = await it.presses('note');
    const note = 'Wants a quote,\ncall +33 6 39 98 12 34';
    const said = await it.person.submits(view, { note: { value: note } });
    expect(said.text).toBe('Noted. The card shows it in a moment.');
    expect((await it.followUp()).note).toBe('Wants a quote, call +33 6 39 98 12 34');
    const sheet = shown(await it.person.types('call call-1'));
    expect(sheet).toContain('Wants a quote, call');
    expect(sheet).not.toContain('12 34');
    // Who writes a number down has looked none up.
    expect(
      await it.db.selectFrom('reveals').selectAll().where('shown', 'like', 'look-up%').execute(),
    ).toEqual([]);
  });

  it('is asked for again where nothing is written', async () => {
    await using it = await meet({ ...taken, state: 'done', endedBy: 'U0ANNA', endedAt: mondayNoon });
    const { view } = await it.presses('note');
    expect(view?.blocks).toHaveLength(1);
    expect(readNoteForm({ note: { note: { value: '  \n ' } } }, 'call-1')).toEqual({
      errors: { note: 'Write a few words, or close the form.' },
    });
  });
});

describe('the full view of a call', () => {
  it('has the same buttons, and says how it is now in its place', async () => {
    await using it = await meet();
    const sheet = await it.person.types('call call-1');
    expect(sheet.view).toBeDefined();
    const after = await it.person.clicksIn(sheet.view, 'follow_take', control(sheet, 'follow_take').value);
    expect(shown(after)).toContain('"user_id":"U0ANNA"');
    expect(control(after, 'follow_done').value).toBe(value);
  });
});
