import { describe, expect, it } from 'vitest';
import type { TranscriptTurn } from '../../../src/calls/call.ts';
import type { Database } from '../../../src/store/engine/database.ts';
import { viewProblems } from '../../support/fits-slack.ts';
import { control, controls, listed, meetWith, shown } from '../../support/people-and-calls.ts';
import { failedCall, mondayNoon, sampleCall } from '../../support/sample-calls.ts';
import type { Way } from '../../support/slack/slack-person.ts';
import { viewAction } from '../../support/slack/slack-requests.ts';

function said(role: string, content: string, different: Partial<TranscriptTurn> = {}): TranscriptTurn {
  return { role, content, toolName: null, toolArguments: null, toolIsError: false, ...different };
}

const conversation = sampleCall({
  id: '8f14e45f-ceea-467f-a8f0-0c1b3a5d7e91',
  phoneNumber: '+33199001234',
  recordingUrl: 'https://recordings.test/1.mp3',
  transcript: [said('assistant', 'Good morning.'), said('user', 'Call me on +33 6 39 98 56 78.')],
});

const revealed = (db: Database) => db.selectFrom('reveals').selectAll().execute();

describe.each<Way>(['HTTP', 'Socket Mode'])('one call over %s', (way) => {
  // what a person has at hand
  it.each(['8f14e45f-ceea-467f-a8f0-0c1b3a5d7e91', '8f14e45f', '1234', '+33 1 99 00 12 34'])(
    'opens as a modal by %s',
    async (typed) => {
      await using it = await meetWith([conversation], {}, way);
      const reply = await it.person.types(`call ${typed}`);
      expect(reply.view).toMatchObject({ method: 'views.open', type: 'modal', title: { text: 'Call' } });
      expect(viewProblems(reply.view)).toEqual([]);
      expect(shown(reply)).toContain(conversation.id);
    },
  );

  // Slack's word → why
  it.each(['expired_trigger_id', 'exchanged_trigger_id', 'internal_error'])(
    'is said in words when Slack answers %s to the modal',
    async (error) => {
      await using it = await meetWith([conversation], {}, way);
      it.person.slack.behave({ answers: { 'views.open': { ok: false, error } } });
      const reply = await it.person.types('call 8f14e45f');
      expect(reply.response_type).toBe('ephemeral');
      expect(shown(reply)).toContain('Good morning.');

      it.person.slack.behave({ answers: { 'views.open': { ok: true } } });
      const whole = await it.person.clicks('open_call', control(reply, 'open_call').value);
      expect(whole.view?.method).toBe('views.open');
    },
  );
});

describe('one call', () => {
  it('is picked where several fit', async () => {
    await using it = await meetWith([conversation, { ...conversation, id: 'another' }]);
    it.person.slack.gate.expectRefusal('response_url', 'block/table/answer');
    const reply = await it.person.types('call 1234');
    expect(reply.text).toContain('2 calls match 1234');
    expect(await revealed(it.db)).toEqual([]);
  });

  it('shows what was said, and records who saw it before it is shown', async () => {
    await using it = await meetWith([conversation]);
    const reply = await it.person.types('call 8f14e45f', { trigger_id: 'trigger-1' });
    expect(shown(reply)).toContain('Good morning.');
    expect(shown(reply)).toContain('https://recordings.test/1.mp3');
    expect(shown(reply)).not.toContain('1 99 00');
    expect(await revealed(it.db)).toEqual([
      {
        key: `trigger-1:${conversation.id}`,
        user_id: 'U0ANNA',
        call_id: conversation.id,
        shown: 'recording,transcript',
        revealed_at: mondayNoon,
      },
    ]);
  });

  it('keeps what was said from others once there are admins', async () => {
    await using it = await meetWith([conversation], { admins: ['U0BERT'] });
    const reply = await it.person.types('call 8f14e45f');
    expect(shown(reply)).not.toContain('Good morning.');
    expect(shown(reply)).not.toContain('recordings.test');
    expect(shown(reply)).toContain('There’s a recording and a transcript. Admins of the bot can open them.');
    expect(await revealed(it.db)).toEqual([]);
  });

  // button of the card → what it shows and does not, and what is recorded
  it.each([
    ['open_transcript', 'Transcript', 'Good morning.', 'recordings.test', 'transcript'],
    ['open_recording', 'Recording', 'recordings.test', 'Good morning.', 'recording'],
  ])('opens one part by %s, and records that part alone', async (action, title, part, other, recorded) => {
    await using it = await meetWith([conversation]);
    const reply = await it.person.clicks(action, conversation.id);
    expect(reply.view).toMatchObject({ title: { text: title } });
    expect(shown(reply)).toContain(part);
    expect(shown(reply)).not.toContain(other);
    expect(await revealed(it.db)).toMatchObject([{ shown: recorded }]);

    it.person.slack.behave({ answers: { 'views.open': { ok: false, error: 'expired_trigger_id' } } });
    const inWords = await it.person.clicks(action, conversation.id);
    expect(shown(inWords)).toContain(part);
    expect(shown(inWords)).not.toContain(other);
  });

  it.each(['open_transcript', 'open_recording'])(
    'says who may open it to who may not by %s',
    async (action) => {
      await using it = await meetWith([conversation], { admins: ['U0BERT'] });
      const reply = await it.person.clicks(action, conversation.id);
      expect(shown(reply)).toContain('Admins of the bot can open them.');
      expect(shown(reply)).not.toMatch(/Good morning|recordings\.test/);
      expect(await revealed(it.db)).toEqual([]);
    },
  );

  it('reveals nothing when the reveal cannot be recorded', async () => {
    await using it = await meetWith([conversation]);
    await it.db.schema.dropTable('reveals').execute();
    const reply = await it.person.types('call 8f14e45f');
    expect(shown(reply)).not.toContain('Good morning.');
    expect(reply.text).toContain('That didn’t work');
  });
});

describe('the full number', () => {
  it('is revealed to an admin who asks for it, with the numbers that were said, and recorded', async () => {
    await using it = await meetWith([conversation], { admins: ['U0ANNA'] });
    const masked = await it.person.types('call 8f14e45f');
    expect(shown(masked)).not.toContain('1 99 00');
    expect(await revealed(it.db)).toMatchObject([{ shown: 'recording,transcript' }]);

    const whole = await it.person.clicksIn(
      masked.view,
      'reveal_number',
      control(masked, 'reveal_number').value,
    );
    expect(whole.view).toMatchObject({ method: 'views.update', id: masked.view?.id });
    expect(shown(whole)).toContain('+33 1 99 00 12 34');
    expect(shown(whole)).toContain('+33 6 39 98 56 78');
    expect(shown(whole)).toContain('"+33199001234"');
    expect(controls(whole).map(({ action_id }) => action_id)).not.toContain('reveal_number');
    expect((await revealed(it.db)).map((row) => row.shown).toSorted()).toEqual([
      'number,recording,transcript',
      'recording,transcript',
    ]);
  });

  it('is revealed from the words too, when the modal did not open', async () => {
    await using it = await meetWith([conversation], { admins: ['U0ANNA'] });
    it.person.slack.behave({ answers: { 'views.open': { ok: false, error: 'expired_trigger_id' } } });
    const masked = await it.person.types('call 8f14e45f');
    const whole = await it.person.clicks('reveal_number', control(masked, 'reveal_number').value);
    expect(whole).toMatchObject({ response_type: 'ephemeral', replace_original: true });
    expect(shown(whole)).toContain('+33 1 99 00 12 34');
  });

  // who is an admin → the person clicks what admins are offered
  it.each([[['U0BERT']], [[]]])('stays masked for who is no admin (admins: %s)', async (admins) => {
    await using it = await meetWith([conversation], { admins });
    const masked = await it.person.types('call 8f14e45f');
    expect(shown(masked)).toContain('Admins of the bot can copy the full number');
    const forged = JSON.stringify({ c: conversation.id, p: 0, n: 1 });
    const still = await it.person.clicksIn(masked.view, 'reveal_number', forged);
    expect(shown(still)).not.toContain('1 99 00');
    expect((await revealed(it.db)).filter((row) => row.shown.includes('number'))).toEqual([]);
  });

  it('is copied by anybody where numbers are shown in full, which is no reveal', async () => {
    await using it = await meetWith([conversation], { admins: ['U0BERT'], phoneNumbers: 'full' });
    const reply = await it.person.types('call 8f14e45f');
    expect(shown(reply)).toContain('+33 1 99 00 12 34');
    expect(shown(reply)).not.toContain('"+33199001234"');
    const copy = control(reply, 'reveal_number');
    expect(shown(await it.person.clicksIn(reply.view, 'reveal_number', copy.value))).toContain(
      '"+33199001234"',
    );
    expect(await revealed(it.db)).toEqual([]);
  });
});

describe('other attempts to the same number', () => {
  const minute = 60_000;
  const attempts = [
    conversation,
    failedCall('busy', { id: 'before', phoneNumber: '+33199001234', endedAt: mondayNoon - 30 * minute }),
    failedCall('no_answer', {
      id: 'long-before',
      phoneNumber: '+33199001234',
      endedAt: mondayNoon - 90 * minute,
    }),
    sampleCall({ id: 'somebody-else', phoneNumber: '+33199009999' }),
  ];

  it('are listed with their outcomes, and each opens on top', async () => {
    await using it = await meetWith(attempts);
    const reply = await it.person.types('call 8f14e45f');
    expect(listed(reply)).toEqual(['before', 'long-before']);
    expect(shown(reply)).toContain('Busy');

    const before = await it.person.clicksIn(reply.view, 'open_call', 'before');
    expect(before.view?.method).toBe('views.push');
    expect(shown(before)).toContain('The line was busy.');
    expect(listed(before)).toEqual([conversation.id, 'long-before']);
  });

  it('take the place of the last modal when Slack stacks no more', async () => {
    await using it = await meetWith(attempts);
    it.person.slack.behave({ answers: { 'views.push': { ok: false, error: 'push_limit_reached' } } });
    const reply = await it.person.types('call 8f14e45f');
    const before = await it.person.clicksIn(reply.view, 'open_call', 'before');
    expect(before.view).toMatchObject({ method: 'views.update', id: reply.view?.id });
  });

  it('that cannot be shown at all are not met with silence', async () => {
    await using it = await meetWith(attempts);
    const reply = await it.person.types('call 8f14e45f');
    it.person.slack.behave({ answers: { 'views.push': { ok: false, error: 'expired_trigger_id' } } });
    const { view } = reply;
    if (view === undefined) throw new Error('no modal');
    await it.person.sends(viewAction(view, 'open_call', 'before'));
    await it.person.slack.until(() =>
      it.person.slack.asked.some(({ method }) => method === 'chat.postEphemeral'),
    );
    const message = it.person.slack.asked.find(({ method }) => method === 'chat.postEphemeral');
    expect(message?.parameters).toMatchObject({ channel: 'C0CALLS', user: 'U0ANNA' });
  });
});

describe('a long conversation', () => {
  const turns = Array.from({ length: 500 }, (_, index) =>
    index % 10 === 9
      ? said('tool', `{"slots":${index}}`, {
          toolName: 'find_slots',
          toolArguments: { week: index },
          toolIsError: index % 100 === 99,
        })
      : said(index % 2 ? 'user' : 'assistant', `turn number ${index} ${'and so on '.repeat(index % 40)}`),
  );
  const long = { ...conversation, transcript: turns };

  it('of 500 turns is read to its end in the modal, every turn once', async () => {
    await using it = await meetWith([long]);
    let page = await it.person.types('call 8f14e45f');
    const read: string[] = [];
    while (true) {
      expect(viewProblems(page.view)).toEqual([]);
      read.push(
        ...shown(page)
          .matchAll(/turn number (\d+)/g)
          .map(([, number]) => number as string),
      );
      const later = controls(page).find(({ action_id }) => action_id === 'call_later');
      if (later === undefined) break;
      page = await it.person.clicksIn(page.view, 'call_later', later.value);
      expect(page.view?.method).toBe('views.update');
    }
    expect(read).toEqual(turns.flatMap((_, index) => (index % 10 === 9 ? [] : [String(index)])));
    const start = await it.person.clicksIn(page.view, 'call_start', control(page, 'call_start').value);
    expect(shown(start)).toContain('turn number 0"');
    expect(shown(start)).toContain('Dialled');
  });

  it('has its tool calls folded to a line each, errors marked, until they are unfolded', async () => {
    await using it = await meetWith([{ ...long, transcript: turns.slice(80, 100) }]);
    const folded = await it.person.types('call 8f14e45f');
    expect(shown(folded)).toContain('Tool: Find slots');
    expect(shown(folded)).toContain('"failed"');
    expect(shown(folded)).not.toContain('slots\\":');
    const unfolded = await it.person.clicksIn(folded.view, 'call_tools', control(folded, 'call_tools').value);
    expect(shown(unfolded)).toContain('Given: {\\"week\\":89}');
    expect(shown(unfolded)).toContain('Gave back: {\\"slots\\":89}');
    const again = await it.person.clicksIn(
      unfolded.view,
      'call_tools',
      control(unfolded, 'call_tools').value,
    );
    expect(shown(again)).not.toContain('Given');
  });

  it('keeps the number revealed from page to page, for who may see it', async () => {
    await using it = await meetWith([long], { admins: ['U0ANNA'] });
    const first = await it.person.types('call 8f14e45f');
    const whole = await it.person.clicksIn(
      first.view,
      'reveal_number',
      control(first, 'reveal_number').value,
    );
    const later = control(whole, 'call_later').value;
    expect(shown(await it.person.clicksIn(whole.view, 'call_later', later))).toContain('+33 1 99 00 12 34');
    await using other = await meetWith([long], { admins: ['U0BERT'] });
    const theirs = await other.person.types('call 8f14e45f');
    expect(shown(await other.person.clicksIn(theirs.view, 'call_later', later))).not.toContain('1 99 00');
  });

  // what a button carries
  it.each(['garbage', undefined, '{"c":1}', '{"c":"8f14e45f","p":-1}', 'null', '{"c":"x","p":1e9}'])(
    'answers a button that carries %s',
    async (value) => {
      await using it = await meetWith([long]);
      const first = await it.person.types('call 8f14e45f');
      const reply = await it.person.clicksIn(first.view, 'call_later', value);
      expect(shown(reply)).toContain('This button no longer leads to a call.');
    },
  );
});
