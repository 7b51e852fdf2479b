import { describe, expect, it } from 'vitest';
import { encodePlace } from '../../../src/slack/calls/call-place.ts';
import type { AdminOnly } from '../../../src/slack/door/authority.ts';
import { actionIds } from '../../../src/slack/routes/buttons.ts';
import { commandWords } from '../../../src/slack/routes/commands.ts';
import { formIds } from '../../../src/slack/routes/forms.ts';
import type { Database } from '../../../src/store/engine/database.ts';
import { changeSettings } from '../../../src/store/settings/change-setting.ts';
import { writeMute } from '../../../src/store/settings/mutes.ts';
import { meetWith } from '../../support/people-and-calls.ts';
import { mondayNoon, sampleCall, sampleSubscription } from '../../support/sample-calls.ts';
import type { Person } from '../../support/slack/slack-person.ts';
import { blockAction, slashCommand, viewSubmission } from '../../support/slack/slack-requests.ts';

const number = '+33199001234';
const transcript = [
  { role: 'user', content: 'the secret word', toolName: null, toolArguments: null, toolIsError: false },
];
const call = sampleCall({
  phoneNumber: number,
  transcript,
  structuredOutput: { Salary: 'the hidden salary' },
});
const theirs = sampleSubscription({ id: 'subscription-1', channel: 'C0CALLS', filter: 'reason:theirs' });
const muted = {
  id: 'mute-1',
  channel: 'C0CALLS',
  filter: 'busy',
  madeBy: 'U0ANNA',
  madeAt: mondayNoon - 1_000,
  until: mondayNoon + 3_600_000,
  endedAt: null,
};

/** The channel C0CALLS has a subscription, a mute, and a change that could be undone; a person asks from elsewhere. */
async function meet(admins: string[]) {
  const it = await meetWith([call], { admins, hiddenFields: ['sal*'] });
  it.person.slack.behave({ answers: { 'conversations.info': { channel: { is_member: true } } } });
  await changeSettings(
    it.db,
    [{ before: null, after: { kind: 'subscription', subscription: theirs } }],
    'U0ANNA',
    1,
  );
  await writeMute(it.db, muted);
  const { id: change } = await it.db.selectFrom('audit').select('id').executeTakeFirstOrThrow();
  return { ...it, change, [Symbol.asyncDispose]: () => it[Symbol.asyncDispose]() };
}

/** What a button, a word or a form may carry that is about the other channel, or asks for more than is due. */
function inputs(change: string): string[] {
  return [
    theirs.id,
    muted.id,
    change,
    JSON.stringify({ id: theirs.id, words: 'calls human' }),
    encodePlace({ callId: call.id, part: 'all', page: 0, number: true, tools: true }) as string,
    call.id,
    number,
    'everywhere',
    'since:30d',
  ];
}

const elsewhere = { id: 'C0OTHER', name: 'other' };

type Request = [what: string, payload: Record<string, unknown>];

/** What each form asks for first. */
const filled = {
  topic: { selected_option: { value: 'errors' } },
  what: { selected_option: { value: 'problems' } },
  note: { value: 'called back' },
};

function* requests(change: string): Generator<Request> {
  for (const input of inputs(change)) {
    for (const id of actionIds) yield [`${id} ${input}`, blockAction(id, input, { channel: elsewhere })];
    for (const word of commandWords)
      yield [`/revox ${word} ${input}`, slashCommand(`${word} ${input}`, { channel_id: elsewhere.id })];
  }
  for (const id of formIds) {
    const view = {
      id: 'V1',
      callback_id: id,
      private_metadata: '{"channel":"C0OTHER","about":"subscription-1"}',
    };
    yield [`form ${id}`, viewSubmission(view, filled)];
  }
}

/** What C0CALLS hears of, and what was erased. */
async function guarded(db: Database): Promise<string> {
  const rows = await Promise.all([
    db.selectFrom('subscriptions').selectAll().where('channel', '=', 'C0CALLS').execute(),
    db.selectFrom('mutes').selectAll().where('channel', '=', 'C0CALLS').execute(),
    db.selectFrom('audit').selectAll().where('channel', '=', 'C0CALLS').execute(),
    db.selectFrom('calls').selectAll().execute(),
    db.selectFrom('erasures').selectAll().execute(),
  ]);
  return JSON.stringify(rows);
}

/** Sends it, and reads all that the person is shown after it, wherever. */
async function shownAfter(person: Person, payload: Record<string, unknown>): Promise<string> {
  const { replies } = person.responseUrl;
  // Where a form closes, what went wrong is said in its channel.
  const { views, said } = person.slack;
  const before = [replies.length, views.length, said.length] as const;
  const isAnswered = () => replies.length > before[0] || views.length > before[1] || said.length > before[2];
  await person.sends(payload);
  await person.slack.until(isAnswered);
  return JSON.stringify([replies.slice(before[0]), views.slice(before[1]), said.slice(before[2])]);
}

it('somebody who is no admin changes nothing of another channel and sees nothing of it, whatever they ask', async () => {
  await using it = await meet(['U0ADMIN']);
  it.person.slack.gate.expectRefusal('response_url', 'block/table/answer');
  const before = await guarded(it.db);
  for (const [what, payload] of requests(it.change)) {
    const shown = await shownAfter(it.person, payload);
    // What they typed themselves may stand in the answer.
    if (!what.includes(number)) expect(shown.replaceAll(/[\s().-]/g, ''), what).not.toContain('33199001234');
    expect(shown, what).not.toContain('the secret word');
    expect(shown, what).not.toContain('the hidden salary');
    expect(shown, what).not.toContain('reason:theirs');
  }
  expect(await guarded(it.db)).toBe(before);
});

const revealed = encodePlace({ callId: call.id, part: 'all', page: 0, number: true, tools: false });

// what only admins may → what they ask for, and what shows that they may
const examples: Record<AdminOnly, [payload: Record<string, unknown>, shows: string]> = {
  'change-elsewhere': [
    blockAction('remove_subscription', theirs.id, { channel: elsewhere }),
    '0 subscriptions',
  ],
  'see-everywhere': [
    slashCommand('subscriptions everywhere', { channel_id: elsewhere.id }),
    'end reason theirs',
  ],
  'whole-numbers': [blockAction('reveal_number', revealed ?? ''), '+33 1 99 00 12 34'],
  'hidden-fields': [blockAction('open_call', call.id), 'the hidden salary'],
  'private-parts': [blockAction('open_call', call.id), 'the secret word'],
  'discard-parked': [blockAction('discard_parked', undefined), 'No messages are parked'],
  forget: [slashCommand(`held ${number}`), '1 call'],
};

describe.each(Object.entries(examples))('%s', (_, [payload, shows]) => {
  it('is for admins', async () => {
    await using it = await meet(['U0ANNA']);
    expect(await shownAfter(it.person, payload)).toContain(shows);
  });

  it('is for nobody else', async () => {
    await using it = await meet(['U0ADMIN']);
    expect(await shownAfter(it.person, payload)).not.toContain(shows);
  });
});
