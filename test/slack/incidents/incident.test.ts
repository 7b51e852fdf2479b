import { expect, test } from 'vitest';
import { incidentClosedMessage, incidentMessage } from '../../../src/slack/incidents/incident-message.ts';
import { now, options, parked, unreachable } from '../../../verify/samples/nouns.ts';
import { read } from '../blocks/read.ts';

const card = (incident: typeof unreachable) => read(incidentMessage.words({ incident }, options));

test('an incident that just opened', () => {
  expect(card({ ...unreachable, openedAt: now - 20_000 })).toMatchInlineSnapshot(`
    "text: Revox API is failing. The last 12 polls timed out after 10 s. No action needed. I retry automatically.

    (red) *Open · Revox API is failing*
    *No action needed.* I retry automatically.

    *Impact:* The last 12 polls timed out after 10 s. 12 failed polls so far.
    *Since:* {14 Jul at 14:34} · last good poll {14 Jul at 14:03}
    *Owner:* nobody yet
    *Runbook:* \`/revox help incidents\`

    [Acknowledge → acknowledge_incident inc_1] [Resolve → resolve_incident inc_1] [Snooze… → snooze_incident: Snooze for 30 min → {"i":"inc_1","u":"30m"}; Snooze for 1 h → {"i":"inc_1","u":"1h"}; Snooze for 4 h → {"i":"inc_1","u":"4h"}; Snooze until this afternoon → {"i":"inc_1","u":"afternoon"}; Snooze until tomorrow morning → {"i":"inc_1","u":"tomorrow"}; Snooze until next week → {"i":"inc_1","u":"week"}]"
  `);
});

test('the same while it lasts', () => {
  expect(card(unreachable)).toMatchInlineSnapshot(`
    "text: Revox API is failing. The last 12 polls timed out after 10 s. No action needed. I retry automatically.

    (red) *Open · Revox API is failing*
    *No action needed.* I retry automatically.

    *Impact:* The last 12 polls timed out after 10 s. 12 failed polls so far.
    *Since:* {14 Jul at 14:10} · 25 min so far · last good poll {14 Jul at 14:03}
    *Owner:* nobody yet
    *Runbook:* \`/revox help incidents\`

    [Acknowledge → acknowledge_incident inc_1] [Resolve → resolve_incident inc_1] [Snooze… → snooze_incident: Snooze for 30 min → {"i":"inc_1","u":"30m"}; Snooze for 1 h → {"i":"inc_1","u":"1h"}; Snooze for 4 h → {"i":"inc_1","u":"4h"}; Snooze until this afternoon → {"i":"inc_1","u":"afternoon"}; Snooze until tomorrow morning → {"i":"inc_1","u":"tomorrow"}; Snooze until next week → {"i":"inc_1","u":"week"}]"
  `);
});

test('the same when it is over', () => {
  expect(card({ ...unreachable, closedAt: now })).toMatchInlineSnapshot(`
    "text: Revox API works again, after 25 min. 12 failed polls.

    (green) *Resolved · Revox API is failing*
    Revox API works again.

    *Impact:* The last 12 polls timed out after 10 s. 12 failed polls in all.
    *Lasted:* {14 Jul at 14:10} to {14 Jul at 14:35} · 25 min"
  `);
});

test('a refused key says what a person must do', () => {
  const facts = {
    reason: 'Revox answers 401.',
    nextStep: 'Put a valid REVOX_API_KEY and restart.',
    count: 1,
  };
  expect(card({ ...unreachable, kind: 'revox-key-refused', facts })).toMatchInlineSnapshot(`
    "text: Revox refuses the API key. Revox answers 401. Action needed: Put a valid REVOX_API_KEY and restart.

    (red) *Open · Revox refuses the API key*
    *Action needed:* Put a valid REVOX_API_KEY and restart.

    *Impact:* Revox answers 401. 1 refused poll so far.
    *Since:* {14 Jul at 14:10} · 25 min so far
    *Owner:* nobody yet
    *Runbook:* \`/revox help incidents\`

    [Acknowledge → acknowledge_incident inc_1] [Resolve → resolve_incident inc_1] [Snooze… → snooze_incident: Snooze for 30 min → {"i":"inc_1","u":"30m"}; Snooze for 1 h → {"i":"inc_1","u":"1h"}; Snooze for 4 h → {"i":"inc_1","u":"4h"}; Snooze until this afternoon → {"i":"inc_1","u":"afternoon"}; Snooze until tomorrow morning → {"i":"inc_1","u":"tomorrow"}; Snooze until next week → {"i":"inc_1","u":"week"}]"
  `);
});

test('parked messages name their channel', () => {
  expect(card(parked)).toMatchInlineSnapshot(`
    "text: Messages can’t be delivered. The bot isn’t a member of this channel. Action needed: Invite it: /invite ＠Revox

    (red) *Open · Messages can’t be delivered* in #C0123456789
    *Action needed:* Invite it: /invite @Revox

    *Impact:* The bot isn’t a member of this channel. 3 undelivered messages so far.
    *Since:* {14 Jul at 14:10} · 25 min so far
    *Owner:* nobody yet
    *Runbook:* \`/revox help incidents\`

    [Acknowledge → acknowledge_incident inc_2] [Resolve → resolve_incident inc_2] [Snooze… → snooze_incident: Snooze for 30 min → {"i":"inc_2","u":"30m"}; Snooze for 1 h → {"i":"inc_2","u":"1h"}; Snooze for 4 h → {"i":"inc_2","u":"4h"}; Snooze until this afternoon → {"i":"inc_2","u":"afternoon"}; Snooze until tomorrow morning → {"i":"inc_2","u":"tomorrow"}; Snooze until next week → {"i":"inc_2","u":"week"}]"
  `);
});

test('the reply in the thread is one line', () => {
  const incident = { ...unreachable, closedAt: now };
  expect(read(incidentClosedMessage.words(incident, options))).toMatchInlineSnapshot(`
    "text: Revox API works again, after 25 min. 12 failed polls.

    (green) Revox API works again, after 25 min. 12 failed polls."
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
    "text: Spike: calls rejected by the concurrency limit. The concurrency limit was hit. 31 of 40 calls in 30 min ran into it; usually one does. Action needed: Lower the number of simultaneous calls, or spread the campaign over more time.

    (orange) *Acknowledged · Spike: calls rejected by the concurrency limit*
    *Action needed:* Lower the number of simultaneous calls, or spread the campaign over more time.

    *Impact:* The concurrency limit was hit. 31 of 40 calls in 30 min ran into it; usually one does. 312 failed calls so far, 298 of them counted here, not posted one by one.
    *Since:* {14 Jul at 13:55} · 40 min so far
    *Owner:* @U0ANNA since {14 Jul at 14:30}
    *Runbook:* \`/revox help incidents\`

    [Resolve → resolve_incident 0b9f6c1e-5d0a-4c8e-9a53-3f6f6f0c1d11] [Snooze… → snooze_incident: Snooze for 30 min → {"i":"0b9f6c1e-5d0a-4c8e-9a53-3f6f6f0c1d11","u":"30m"}; Snooze for 1 h → {"i":"0b9f6c1e-5d0a-4c8e-9a53-3f6f6f0c1d11","u":"1h"}; Snooze for 4 h → {"i":"0b9f6c1e-5d0a-4c8e-9a53-3f6f6f0c1d11","u":"4h"}; Snooze until this afternoon → {"i":"0b9f6c1e-5d0a-4c8e-9a53-3f6f6f0c1d11","u":"afternoon"}; Snooze until tomorrow morning → {"i":"0b9f6c1e-5d0a-4c8e-9a53-3f6f6f0c1d11","u":"tomorrow"}; Snooze until next week → {"i":"0b9f6c1e-5d0a-4c8e-9a53-3f6f6f0c1d11","u":"week"}] [Browse calls → list_calls {"f":"too_many_calls since:2026-07-14T11:55:00Z"}]"
  `);
});

test('a spike that nobody looks after yet, where no calls are posted', () => {
  expect(card(spike)).toMatchInlineSnapshot(`
    "text: Spike: calls rejected by the concurrency limit. The concurrency limit was hit. 31 of 40 calls in 30 min ran into it; usually one does. Action needed: Lower the number of simultaneous calls, or spread the campaign over more time.

    (red) *Open · Spike: calls rejected by the concurrency limit*
    *Action needed:* Lower the number of simultaneous calls, or spread the campaign over more time.

    *Impact:* The concurrency limit was hit. 31 of 40 calls in 30 min ran into it; usually one does. 312 failed calls so far.
    *Since:* {14 Jul at 13:55} · 40 min so far
    *Owner:* nobody yet
    *Runbook:* \`/revox help incidents\`

    [Acknowledge → acknowledge_incident 0b9f6c1e-5d0a-4c8e-9a53-3f6f6f0c1d11] [Resolve → resolve_incident 0b9f6c1e-5d0a-4c8e-9a53-3f6f6f0c1d11] [Snooze… → snooze_incident: Snooze for 30 min → {"i":"0b9f6c1e-5d0a-4c8e-9a53-3f6f6f0c1d11","u":"30m"}; Snooze for 1 h → {"i":"0b9f6c1e-5d0a-4c8e-9a53-3f6f6f0c1d11","u":"1h"}; Snooze for 4 h → {"i":"0b9f6c1e-5d0a-4c8e-9a53-3f6f6f0c1d11","u":"4h"}; Snooze until this afternoon → {"i":"0b9f6c1e-5d0a-4c8e-9a53-3f6f6f0c1d11","u":"afternoon"}; Snooze until tomorrow morning → {"i":"0b9f6c1e-5d0a-4c8e-9a53-3f6f6f0c1d11","u":"tomorrow"}; Snooze until next week → {"i":"0b9f6c1e-5d0a-4c8e-9a53-3f6f6f0c1d11","u":"week"}] [Browse calls → list_calls {"f":"too_many_calls since:2026-07-14T11:55:00Z"}]"
  `);
});

test('a spike that is over says how many calls it counted', () => {
  const subject = { incident: { ...spike, closedAt: now }, counted: 298 };
  expect(read(incidentMessage.words(subject, options))).toMatchInlineSnapshot(`
    "text: Calls go through again (Too many calls), after 40 min. 312 failed calls.

    (green) *Resolved · Spike: calls rejected by the concurrency limit*
    Calls go through again (Too many calls).

    *Impact:* The concurrency limit was hit. 31 of 40 calls in 30 min ran into it; usually one does. 312 failed calls in all, 298 of them counted here, not posted one by one.
    *Lasted:* {14 Jul at 13:55} to {14 Jul at 14:35} · 40 min

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
    "text: Few people pick up. Only 4 of 122 calls in 60 min reached a person; usually 49 do. Action needed: Listen to a few of them, and check the caller id, the list and the time of day.

    (red) *Open · Few people pick up*
    *Action needed:* Listen to a few of them, and check the caller id, the list and the time of day.

    *Impact:* Only 4 of 122 calls in 60 min reached a person; usually 49 do.
    *Since:* {14 Jul at 13:10} · 1 h 25 min so far
    *Owner:* nobody yet
    *Runbook:* \`/revox help incidents\`

    [Acknowledge → acknowledge_incident 0b9f6c1e-5d0a-4c8e-9a53-3f6f6f0c1d11] [Resolve → resolve_incident 0b9f6c1e-5d0a-4c8e-9a53-3f6f6f0c1d11] [Snooze… → snooze_incident: Snooze for 30 min → {"i":"0b9f6c1e-5d0a-4c8e-9a53-3f6f6f0c1d11","u":"30m"}; Snooze for 1 h → {"i":"0b9f6c1e-5d0a-4c8e-9a53-3f6f6f0c1d11","u":"1h"}; Snooze for 4 h → {"i":"0b9f6c1e-5d0a-4c8e-9a53-3f6f6f0c1d11","u":"4h"}; Snooze until this afternoon → {"i":"0b9f6c1e-5d0a-4c8e-9a53-3f6f6f0c1d11","u":"afternoon"}; Snooze until tomorrow morning → {"i":"0b9f6c1e-5d0a-4c8e-9a53-3f6f6f0c1d11","u":"tomorrow"}; Snooze until next week → {"i":"0b9f6c1e-5d0a-4c8e-9a53-3f6f6f0c1d11","u":"week"}] [Browse calls → list_calls {"f":"-ours since:2026-07-14T11:10:00Z"}]"
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
    "text: No calls are ending. No call has ended for 100 min; at this time it is usually 5 min at most. Action needed: Check in Revox that the campaign runs, and that there are numbers left to call.

    (red) *Open · No calls are ending*
    *Action needed:* Check in Revox that the campaign runs, and that there are numbers left to call.

    *Impact:* No call has ended for 100 min; at this time it is usually 5 min at most.
    *Since:* {14 Jul at 12:30} · 2 h 05 min so far
    *Owner:* nobody yet
    *Runbook:* \`/revox help incidents\`

    [Acknowledge → acknowledge_incident 0b9f6c1e-5d0a-4c8e-9a53-3f6f6f0c1d11] [Resolve → resolve_incident 0b9f6c1e-5d0a-4c8e-9a53-3f6f6f0c1d11] [Snooze… → snooze_incident: Snooze for 30 min → {"i":"0b9f6c1e-5d0a-4c8e-9a53-3f6f6f0c1d11","u":"30m"}; Snooze for 1 h → {"i":"0b9f6c1e-5d0a-4c8e-9a53-3f6f6f0c1d11","u":"1h"}; Snooze for 4 h → {"i":"0b9f6c1e-5d0a-4c8e-9a53-3f6f6f0c1d11","u":"4h"}; Snooze until this afternoon → {"i":"0b9f6c1e-5d0a-4c8e-9a53-3f6f6f0c1d11","u":"afternoon"}; Snooze until tomorrow morning → {"i":"0b9f6c1e-5d0a-4c8e-9a53-3f6f6f0c1d11","u":"tomorrow"}; Snooze until next week → {"i":"0b9f6c1e-5d0a-4c8e-9a53-3f6f6f0c1d11","u":"week"}]"
  `);
  const givenUp = 'No call has ended for three days, so nobody can tell whether it is over.';
  const ended = { ...silence, facts: { ...facts, givenUp }, closedAt: now };
  expect(card(ended)).toMatchInlineSnapshot(`
    "text: No longer watched: No calls are ending. No call has ended for three days, so nobody can tell whether it is over.

    (white) *No longer watched · No calls are ending*
    No call has ended for three days, so nobody can tell whether it is over.

    *Impact:* No call has ended for 100 min; at this time it is usually 5 min at most.
    *Lasted:* {14 Jul at 12:30} to {14 Jul at 14:35} · 2 h 05 min"
  `);
  expect(read(incidentClosedMessage.words(ended, options))).toMatchInlineSnapshot(`
    "text: No longer watched: No calls are ending. No call has ended for three days, so nobody can tell whether it is over.

    (white) No longer watched: No calls are ending. No call has ended for three days, so nobody can tell whether it is over."
  `);
});
