import { expect, test } from 'vitest';
import { incidentClosedMessage, incidentMessage } from '../../../src/slack/incidents/incident-message.ts';
import { now, options, parked, unreachable } from '../../../verify/samples/nouns.ts';
import { read } from '../blocks/read.ts';

const card = (incident: typeof unreachable) => read(incidentMessage.words({ incident }, options));

test('an incident that just opened', () => {
  expect(card({ ...unreachable, openedAt: now - 20_000 })).toMatchInlineSnapshot(`
    "text: Revox does not answer. The last 12 polls timed out after 10 s. Nothing to do but wait: it is tried again by itself.

    (red) *Revox does not answer*
    The last 12 polls timed out after 10 s. No calls are being read. None is lost: they are told when Revox answers.

    *Next:* Nothing to do but wait: it is tried again by itself.
    Since {14:34} · 12 failed polls · last good poll {14:03}
    More: \`/revox help incidents\`

    [Acknowledge → acknowledge_incident inc_1]"
  `);
});

test('the same while it lasts', () => {
  expect(card(unreachable)).toMatchInlineSnapshot(`
    "text: Revox does not answer. The last 12 polls timed out after 10 s. Nothing to do but wait: it is tried again by itself.

    (red) *Revox does not answer*
    The last 12 polls timed out after 10 s. No calls are being read. None is lost: they are told when Revox answers.

    *Next:* Nothing to do but wait: it is tried again by itself.
    Since {14:10} · 25 min so far · 12 failed polls · last good poll {14:03}
    More: \`/revox help incidents\`

    [Acknowledge → acknowledge_incident inc_1]"
  `);
});

test('the same when it is over', () => {
  expect(card({ ...unreachable, closedAt: now })).toMatchInlineSnapshot(`
    "text: Revox answers again, after 25 min.

    (green) *Revox answers again*
    From {14:10} to {14:35} · 25 min · 12 failed polls

    (What it was: The last 12 polls timed out after 10 s.)"
  `);
});

test('a refused key says what a person must do', () => {
  const facts = {
    reason: 'Revox answers 401.',
    nextStep: 'Put a valid REVOX_API_KEY and restart.',
    count: 1,
  };
  expect(card({ ...unreachable, kind: 'revox-key-refused', facts })).toMatchInlineSnapshot(`
    "text: Revox refuses the API key. Revox answers 401. Put a valid REVOX_API_KEY and restart.

    (red) *Revox refuses the API key*
    Revox answers 401. No calls are being read. None is lost: they are told when the key works.

    *Next:* Put a valid REVOX_API_KEY and restart.
    Since {14:10} · 25 min so far · 1 refused poll
    More: \`/revox help incidents\`

    [Acknowledge → acknowledge_incident inc_1]"
  `);
});

test('parked messages name their channel', () => {
  expect(card(parked)).toMatchInlineSnapshot(`
    "text: Messages cannot be delivered. The bot is not a member of this channel. Invite it: /invite ＠Revox

    (red) *Messages cannot be delivered* in #C0123456789
    The bot is not a member of this channel. The messages are kept, and go out when Slack takes them.

    *Next:* Invite it: /invite @Revox
    Since {14:10} · 25 min so far · 3 messages waiting
    More: \`/revox help incidents\`

    [Acknowledge → acknowledge_incident inc_2]"
  `);
});

test('the reply in the thread is one line', () => {
  const incident = { ...unreachable, closedAt: now };
  expect(read(incidentClosedMessage.words(incident, options))).toMatchInlineSnapshot(`
    "text: Revox answers again, after 25 min.

    (green) Revox answers again, after 25 min."
  `);
});

const spike: typeof unreachable = {
  ...unreachable,
  id: '0b9f6c1e-5d0a-4c8e-9a53-3f6f6f0c1d11',
  kind: 'dial-errors-spike',
  about: 'too_many_calls spike:10',
  facts: {
    reason: 'The concurrency limit was hit. 31 of 40 calls in 30 min ran into it; usually one does.',
    nextStep: 'Lower the number of simultaneous calls, or spread the campaign over more time.',
    count: 312,
    since: now - 40 * 60_000,
    filter: 'too_many_calls',
  },
};

test('a spike that somebody looks after counts the calls of its channel', () => {
  const acknowledged = { by: 'U0ANNA', at: now - 5 * 60_000 };
  const subject = { incident: { ...spike, acknowledged }, counted: 298 };
  expect(read(incidentMessage.words(subject, options))).toMatchInlineSnapshot(`
    "text: Calls fail on our side: Too many calls. The concurrency limit was hit. 31 of 40 calls in 30 min ran into it; usually one does. Lower the number of simultaneous calls, or spread the campaign over more time.

    (red) *Calls fail on our side: Too many calls*
    The concurrency limit was hit. 31 of 40 calls in 30 min ran into it; usually one does.

    *Next:* Lower the number of simultaneous calls, or spread the campaign over more time.
    Since {13:55} · 40 min so far · 312 calls failed like this
    Counted here instead of told one by one: 298
    Acknowledged by @U0ANNA {14:30}
    More: \`/revox help incidents\`

    [Browse calls → list_calls {"f":"too_many_calls since:2026-07-14T11:55:00Z"}] [Mute… → mute_calls: Mute “Too many calls” for 1 h → {"f":"too_many_calls","u":"1h"}; Mute “Too many calls” for 4 h → {"f":"too_many_calls","u":"4h"}; Mute “Too many calls” until tomorrow → {"f":"too_many_calls","u":"tomorrow"}]"
  `);
});

test('a spike that nobody looks after yet, where no calls are told', () => {
  expect(card(spike)).toMatchInlineSnapshot(`
    "text: Calls fail on our side: Too many calls. The concurrency limit was hit. 31 of 40 calls in 30 min ran into it; usually one does. Lower the number of simultaneous calls, or spread the campaign over more time.

    (red) *Calls fail on our side: Too many calls*
    The concurrency limit was hit. 31 of 40 calls in 30 min ran into it; usually one does.

    *Next:* Lower the number of simultaneous calls, or spread the campaign over more time.
    Since {13:55} · 40 min so far · 312 calls failed like this
    More: \`/revox help incidents\`

    [Acknowledge → acknowledge_incident 0b9f6c1e-5d0a-4c8e-9a53-3f6f6f0c1d11] [Browse calls → list_calls {"f":"too_many_calls since:2026-07-14T11:55:00Z"}] [Mute… → mute_calls: Mute “Too many calls” for 1 h → {"f":"too_many_calls","u":"1h"}; Mute “Too many calls” for 4 h → {"f":"too_many_calls","u":"4h"}; Mute “Too many calls” until tomorrow → {"f":"too_many_calls","u":"tomorrow"}]"
  `);
});

test('a spike that is over says how many calls it counted', () => {
  const subject = { incident: { ...spike, closedAt: now }, counted: 298 };
  expect(read(incidentMessage.words(subject, options))).toMatchInlineSnapshot(`
    "text: Calls go through again (Too many calls), after 40 min. 312 calls failed like this.

    (green) *Calls go through again (Too many calls)*
    From {13:55} to {14:35} · 40 min · 312 calls failed like this
    Counted here instead of told one by one: 298

    (What it was: The concurrency limit was hit. 31 of 40 calls in 30 min ran into it; usually one does.)

    [Browse calls → list_calls {"f":"too_many_calls since:2026-07-14T11:55:00Z until:2026-07-14T12:35:00Z"}]"
  `);
});

test('an answer rate that is low', () => {
  const facts = {
    reason: 'Only 4 of 122 calls in 60 min reached a person; usually 49 do.',
    nextStep: 'Listen to a few of them, and check the caller id, the list and the time of day.',
    count: 0,
    since: now - 85 * 60_000,
    filter: '-ours',
  };
  expect(card({ ...spike, kind: 'answer-rate-low', about: '', facts })).toMatchInlineSnapshot(`
    "text: Few people pick up. Only 4 of 122 calls in 60 min reached a person; usually 49 do. Listen to a few of them, and check the caller id, the list and the time of day.

    (red) *Few people pick up*
    Only 4 of 122 calls in 60 min reached a person; usually 49 do.

    *Next:* Listen to a few of them, and check the caller id, the list and the time of day.
    Since {13:10} · 1 h 25 min so far
    More: \`/revox help incidents\`

    [Acknowledge → acknowledge_incident 0b9f6c1e-5d0a-4c8e-9a53-3f6f6f0c1d11] [Browse calls → list_calls {"f":"-ours since:2026-07-14T11:10:00Z"}]"
  `);
});

test('a silence, and one of which nobody knows the end', () => {
  const facts = {
    reason: 'No call has ended for 100 min; at this time it is usually 5 min at most.',
    nextStep: 'Check in Revox that the campaign runs, and that there are numbers left to call.',
    count: 0,
    since: now - 125 * 60_000,
  };
  const silence = { ...spike, kind: 'no-calls-ending', about: '', facts } as const;
  expect(card(silence)).toMatchInlineSnapshot(`
    "text: No calls are ending. No call has ended for 100 min; at this time it is usually 5 min at most. Check in Revox that the campaign runs, and that there are numbers left to call.

    (red) *No calls are ending*
    No call has ended for 100 min; at this time it is usually 5 min at most. Revox answers, but tells of none.

    *Next:* Check in Revox that the campaign runs, and that there are numbers left to call.
    Since {12:30} · 2 h 05 min so far
    More: \`/revox help incidents\`

    [Acknowledge → acknowledge_incident 0b9f6c1e-5d0a-4c8e-9a53-3f6f6f0c1d11]"
  `);
  const givenUp = 'No call has ended for three days, so nobody can tell whether it is over.';
  const ended = { ...silence, facts: { ...facts, givenUp }, closedAt: now };
  expect(card(ended)).toMatchInlineSnapshot(`
    "text: No longer watched: No calls are ending. No call has ended for three days, so nobody can tell whether it is over.

    (white) *No longer watched: No calls are ending*
    No call has ended for three days, so nobody can tell whether it is over.
    From {12:30} to {14:35} · 2 h 05 min

    (What it was: No call has ended for 100 min; at this time it is usually 5 min at most.)"
  `);
  expect(read(incidentClosedMessage.words(ended, options))).toMatchInlineSnapshot(`
    "text: No longer watched: No calls are ending. No call has ended for three days, so nobody can tell whether it is over.

    (white) No longer watched: No calls are ending. No call has ended for three days, so nobody can tell whether it is over."
  `);
});
